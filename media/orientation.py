"""Which way up a picture is. Cameras write the pixels as the sensor lay and note the turn beside them (EXIF 0x0112)."""

from PIL import ExifTags, Image

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = (5, 6, 7, 8)


def orientation(image: Image.Image) -> int:
    """EXIF's number, 1 (upright) where there is none. Of a PNG it may lie behind the pixels, which are decoded then."""
    noted = image.getexif().get(ExifTags.Base.Orientation)
    return noted if noted in TURNS else 1


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as the picture is to be seen."""
    width, height = image.size
    return (height, width) if orientation(image) in SIDEWAYS else (width, height)


def turned(picture: Image.Image, noted: int) -> Image.Image:
    return picture.transpose(TURNS[noted]) if noted in TURNS else picture
