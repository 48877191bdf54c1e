"""The sizes and formats in which visitors get a photo, named in this one place."""

from dataclasses import dataclass

# Raised when the way of making them changes, so that `make_renditions --missing` makes them all again.
RECIPE = 2


@dataclass(frozen=True)
class Size:
    """`width` pixels at most. A cropped one has the shape SHAPE around the point of interest; the other is whole."""

    name: str
    width: int
    is_cropped: bool = True


@dataclass(frozen=True)
class Format:
    """A format, its name in Pillow, what browsers call it and how it is written."""

    extension: str
    pillow: str
    content_type: str
    options: tuple[tuple[str, int | bool], ...]


# Width to height of every picture in lists and on pages: one shape, so that one srcset serves phones and wide screens.
SHAPE = (3, 2)

THUMB = Size("thumb", 240)
CARD = Size("card", 480)
CONTENT = Size("content", 960)
HERO = Size("hero", 1600)
# For the photo's own page: nothing of it is cut off, and neither side is longer.
WHOLE = Size("whole", 1600, is_cropped=False)

CROPPED = (THUMB, CARD, CONTENT, HERO)
SIZES = {size.name: size for size in (*CROPPED, WHOLE)}

JPEG = Format("jpg", "JPEG", "image/jpeg", (("quality", 82), ("progressive", True), ("optimize", True)))
WEBP = Format("webp", "WEBP", "image/webp", (("quality", 80), ("method", 4)))
# The smallest files, and many times the work: added when the photo is on its pages already.
AVIF = Format("avif", "AVIF", "image/avif", (("quality", 60), ("speed", 8), ("max_threads", 1)))
# In the order in which a browser is offered them.
FORMATS = {format.extension: format for format in (AVIF, WEBP, JPEG)}
AT_ONCE, LATER = (WEBP, JPEG), (AVIF,)
