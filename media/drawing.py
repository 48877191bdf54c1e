"""From an original to its smaller versions: upright, in sRGB, without anything that a camera or a person wrote into it.

The original is decoded once, already reduced where its format allows that, and each version is drawn from the next
larger one.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from io import BytesIO
from typing import IO

from PIL import Image, ImageCms

from media.decoders import DECODERS
from media.orientation import SIDEWAYS, orientation, turned
from media.sizes import SHAPE, SIZES, Format, Size

# What shows through where a picture is transparent.
PAPER = (255, 255, 255)
# Modes that can be resized and converted as they are.
PLAIN = {"L", "RGB", "CMYK"}
# Rows of the reduced picture that are made at a time.
STRIP = 256
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
Box = tuple[int, int, int, int]


def drawn(
    file: IO[bytes], focal_point: tuple[int, int], sizes: Collection[Size] = tuple(SIZES.values())
) -> Iterator[tuple[Size, Image.Image]]:
    """Each of `sizes` of the photo in `file` with its picture, the largest first; `focal_point` is in per cent.

    Nothing is enlarged: a photo narrower than a size has that size at its own width, and no larger one.
    Raises whatever Pillow raises for a damaged file.
    """
    with Image.open(file, formats=DECODERS) as image:
        picture = _upright(image, sizes)
    for size in sizes:
        if not size.is_cropped:
            yield size, _scaled(picture, size.width / max(picture.size))
    picture = picture.crop(_crop(picture.size, focal_point))
    for size in reversed(_fitting(picture.width, sizes)):
        if size.width < picture.width:
            picture = _resized(picture, (size.width, round(size.width * SHAPE[1] / SHAPE[0])))
        yield size, picture


def tint(picture: Image.Image) -> str:
    """The average colour in 64 steps, as three digits from 0 to 3: what stands in a photo's place until it is there."""
    average = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return "".join(str(round(value / 85)) for value in average)  # type: ignore[union-attr]


def encoded(picture: Image.Image, format: Format) -> bytes:
    """`picture` as a file that holds pixels and nothing else."""
    # Encoders take a comment or a profile along from here, unasked.
    picture.info = {}
    target = BytesIO()
    picture.save(target, format.pillow, **dict(format.options))
    return target.getvalue()


def _upright(image: Image.Image, sizes: Collection[Size]) -> Image.Image:
    """The picture as it is to be seen, no larger than the largest of `sizes` needs."""
    noted, profile = orientation(image), image.info.get("icc_profile")
    width, height = image.size[::-1] if noted in SIDEWAYS else image.size
    wanted = _longer_side_needed((width, height), sizes)
    # A JPEG's decoder can leave out at once what is not needed: a half, a quarter or an eighth of each side is kept.
    image.draft(None, (int(image.width * wanted / max(width, height)), int(image.height * wanted / max(width, height))))
    picture = _halved(image, int(max(image.size) / wanted / 2))
    return _on_paper(turned(_scaled(picture, wanted / max(picture.size)), noted), profile)


def _longer_side_needed(size: tuple[int, int], sizes: Collection[Size]) -> float:
    """How long the longer side of a picture of `size` must stay, so that no version is drawn from too little."""
    left, _top, right, _bottom = _crop(size, (50, 50))
    across = max((size.width for size in sizes if size.is_cropped), default=0)
    whole = max((size.width for size in sizes if not size.is_cropped), default=0)
    return min(max(size), max(whole, max(size) * across / (right - left)))


def _halved(image: Image.Image, factor: int) -> Image.Image:
    """The picture in a plain mode, its sides divided by `factor`; made strip by strip, for a second copy of a large
    picture is what would need the most memory of all.
    """
    factor = max(1, factor)
    image.load()
    if factor == 1 and image.mode in PLAIN and not image.has_transparency_data:
        return image
    height = STRIP * factor
    strips = [
        _plain(image.crop((0, top, image.width, min(top + height, image.height)))).reduce(factor)
        for top in range(0, image.height, height)
    ]
    picture = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for number, strip in enumerate(strips):
        picture.paste(strip, (0, number * STRIP))
    return picture


def _plain(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized and converted: L, RGB or CMYK, the first two with A where needed."""
    if image.mode.startswith("I"):
        # Sixteen bits: Pillow's own conversion would turn everything above 255 white.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"L", "RGB"} and image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode == "P":
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.convert("L") if image.mode == "1" else image


def _on_paper(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if not picture.mode.endswith("A"):
        return _in_srgb(picture, profile)
    alpha = picture.getchannel("A")
    coloured = _in_srgb(picture.convert(picture.mode.removesuffix("A")), profile)
    return Image.composite(coloured, Image.new("RGB", picture.size, PAPER), alpha)


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        # A profile that is damaged or meant for other colours is worth less than none.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, given, SRGB, outputMode="RGB")
            if converted is not None:
                return converted
    return picture.convert("RGB")


def _crop(size: tuple[int, int], focal_point: tuple[int, int]) -> Box:
    """The largest part of a picture that has SHAPE, as near around the point as the edges allow."""
    width, height = size
    across, down = SHAPE
    crop_width = max(1, min(width, round(height * across / down)))
    crop_height = max(1, min(height, round(width * down / across)))
    left = _start(width, crop_width, focal_point[0])
    top = _start(height, crop_height, focal_point[1])
    return left, top, left + crop_width, top + crop_height


def _start(whole: int, part: int, per_cent: int) -> int:
    return min(max(0, round(whole * per_cent / 100 - part / 2)), whole - part)


def _fitting(width: int, sizes: Collection[Size]) -> list[Size]:
    """The cropped ones of `sizes` that a picture of `width` can fill, and the next one, which gets it as it is."""
    cropped = sorted((size for size in sizes if size.is_cropped), key=lambda size: size.width)
    filled = [size for size in cropped if size.width <= width]
    unfilled = [size for size in cropped if size.width > width]
    is_exact = bool(filled) and filled[-1].width == width
    return filled if is_exact else filled + unfilled[:1]


def _scaled(picture: Image.Image, scale: float) -> Image.Image:
    """`picture` in its own shape; never enlarged."""
    if scale >= 1:
        return picture
    return _resized(picture, (max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))


def _resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    # Each step at most halves the picture: nothing finer than this filter can be seen there, and it takes two thirds.
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
