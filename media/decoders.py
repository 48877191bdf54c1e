"""Which formats of photos are read at all. Pillow knows forty, some of which start other programs or hide other files;
only these are ever tried.
"""

try:
    import pillow_heif
except ImportError:
    # Installed with the extra `heic`, for offices whose staff have iPhones.
    HEIC: tuple[str, ...] = ()
else:
    pillow_heif.register_heif_opener(thumbnails=False)
    HEIC = ("HEIF",)

DECODERS = ("JPEG", "PNG", "WEBP", "AVIF", *HEIC)
# How Pillow names what it found. MPO is what many cameras write: a JPEG with a second one behind it, left unread.
EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "HEIF": "heic"}
# They hold several pictures, of which one is the photo. HEIF is turned upright by its decoder (ISO 23008-12, irot).
WITH_COMPANIONS = {"MPO", "HEIF"}
# Their decoders hold several copies of the picture at once: half as many pixels need as much memory.
HUNGRY = {"WEBP", "AVIF", "HEIF"}
