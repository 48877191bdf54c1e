"""Files for tests, good and bad, made afresh: nothing binary is kept in the repository."""

import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from media.models import MediaItem
from media.renditions import add_formats, make_renditions
from media.storing import store_original
from tests.factories import photo

# Words that a camera or a person writes into a photo and that visitors must never get.
PRIVATE_WORDS = (b"Zhang San", b"SN-31415926", b"Exif", b"http://ns.adobe.com/xap", b"ICC_PROFILE", b"on my balcony")


def picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Left half red and right half blue, or dark and light."""
    image = Image.new(mode, size, 60)
    if mode in {"RGB", "RGBA", "CMYK"}:
        red, blue = ("red", "blue") if mode != "CMYK" else ((0, 255, 255, 0), (255, 255, 0, 0))
        image.paste(red, (0, 0, *size))
        image.paste(blue, (size[0] // 2, 0, *size))
    return image


def saved(image: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    target = BytesIO()
    image.save(target, format, **options)
    return target.getvalue()


def jpeg(size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    return saved(picture(size), "JPEG", **options)


def talkative_exif(orientation: int = 1) -> Image.Exif:
    """Owner, serial number and place, as cameras and telephones note them."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "Zhang San"
    exif[ExifTags.Base.CameraSerialNumber] = "SN-31415926"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (29.0, 33.0, 50.0)
    return exif


def talkative(format: str, size: tuple[int, int] = (1200, 800)) -> bytes:
    """A photo with everything in it that must not go out."""
    image = picture(size)
    image.info["comment"] = b"on my balcony"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, Any] = {"exif": talkative_exif(), "icc_profile": profile}
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>http://ns.adobe.com/xap Zhang San</x:xmpmeta>"
    if format == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "Zhang San")
        options["pnginfo"] = texts
    else:
        options["xmp"] = xmp
    return saved(image, format, **options)


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that say they are a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 100)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def moving(format: str) -> bytes:
    frames = [picture((20, 20)), picture((20, 20)).rotate(90)]
    return saved(frames[0], format, save_all=True, append_images=frames[1:])


def zipped(**parts: str) -> bytes:
    """An archive; `__` in a name stands for a slash and `_dot_` for a dot."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


def docx(**more: str) -> bytes:
    return zipped(word__document_dot_xml="<w/>", **{"[Content_Types]_dot_xml": "<Types/>"}, **more)


def compound_file(stream: str) -> bytes:
    """As much of an old office file as tells what it is."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + stream.encode("utf-16-le") + bytes(128)


PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def uploaded(content: bytes, name: str = "photo.jpg") -> ContentFile:
    return ContentFile(content, name)


def stored_photo(content: bytes | None = None, published: bool | str = False, **given: Any) -> MediaItem:
    """A photo with its original in the storage."""
    item = photo(published, **given)
    with transaction.atomic():
        store_original(item, uploaded(content or jpeg()))
        item.save()
    return item


def finished_photo(content: bytes | None = None, published: bool | str = False, **given: Any) -> MediaItem:
    """A photo whose smaller versions are made, in all formats."""
    item = stored_photo(content, published, **given)
    assert make_renditions(item)
    assert add_formats(item)
    return item
