"""Smaller versions: right side up, in the colours that were meant, of the shape around the point of interest."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from media.drawing import drawn, encoded
from media.sizes import FORMATS, JPEG, Format
from tests.media.files import PRIVATE_WORDS, jpeg, picture, saved, talkative, talkative_exif

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
Colour = tuple[int, int, int]


def versions(content: bytes, focal_point: tuple[int, int] = (50, 50)) -> dict[str, Image.Image]:
    return {size.name: image for size, image in drawn(BytesIO(content), focal_point)}


def sizes(content: bytes) -> dict[str, tuple[int, int]]:
    return {name: image.size for name, image in versions(content).items()}


def is_near(image: Image.Image, place: tuple[float, float], colour: Colour, tolerance: int = 12) -> bool:
    """Whether the picture has about this colour at a place given in parts of its width and height."""
    seen = image.getpixel((int(image.width * place[0]), int(image.height * place[1])))
    assert isinstance(seen, tuple)
    return all(abs(one - other) <= tolerance for one, other in zip(seen, colour, strict=True))


def test_large_photo_is_drawn_in_every_size() -> None:
    assert sizes(jpeg((4000, 3000))) == {
        "whole": (1600, 1200),
        "hero": (1600, 1067),
        "content": (960, 640),
        "card": (480, 320),
        "thumb": (240, 160),
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((700, 700), {"whole": (700, 700), "content": (700, 467), "card": (480, 320), "thumb": (240, 160)}),
        ((480, 320), {"whole": (480, 320), "card": (480, 320), "thumb": (240, 160)}),
        ((90, 60), {"whole": (90, 60), "thumb": (90, 60)}),
        ((1, 1), {"whole": (1, 1), "thumb": (1, 1)}),
        ((3000, 2), {"whole": (1600, 1), "thumb": (3, 2)}),
        ((2, 3000), {"whole": (1, 1600), "thumb": (2, 1)}),
    ],
)
def test_small_or_odd_photo_is_never_enlarged(given: tuple[int, int], expected: dict[str, tuple[int, int]]) -> None:
    assert sizes(saved(picture(given), "PNG")) == expected


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_photo_taken_any_way_up_is_upright(format: str, orientation: int) -> None:
    upright = picture((1200, 800))
    turns: dict[int, list[Image.Transpose]] = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    as_the_sensor_lay = upright
    for turn in turns[orientation]:
        as_the_sensor_lay = as_the_sensor_lay.transpose(turn)
    made = versions(saved(as_the_sensor_lay, format, exif=talkative_exif(orientation)))
    assert made["whole"].size == (1200, 800)
    assert is_near(made["card"], (0.25, 0.5), RED, 40)
    assert is_near(made["card"], (0.75, 0.5), BLUE, 40)


def test_crop_keeps_the_point_of_interest() -> None:
    wide = saved(picture((3000, 400)), "PNG")
    left, right = versions(wide, (0, 50))["thumb"], versions(wide, (100, 50))["thumb"]
    assert is_near(left, (0.95, 0.5), RED)
    assert is_near(right, (0.05, 0.5), BLUE)


def test_middle_of_the_crop_is_the_point_of_interest_where_the_edges_allow() -> None:
    thumb = versions(saved(picture((3000, 400)), "PNG"), (50, 50))["thumb"]
    assert is_near(thumb, (0.45, 0.5), RED)
    assert is_near(thumb, (0.55, 0.5), BLUE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_each_colour_mode_is_drawn_in_rgb(mode: str) -> None:
    assert {image.mode for image in versions(saved(picture((600, 400), mode), "PNG")).values()} == {"RGB"}


def test_sixteen_bits_keep_their_greys() -> None:
    grey = Image.new("I;16", (300, 200), 32768)
    assert is_near(versions(saved(grey, "PNG"))["thumb"], (0.5, 0.5), (128, 128, 128), 2)


def test_cmyk_keeps_its_colours() -> None:
    made = versions(saved(picture((600, 400), "CMYK"), "JPEG", quality=95))
    assert is_near(made["thumb"], (0.25, 0.5), RED, 40)
    assert is_near(made["thumb"], (0.75, 0.5), BLUE, 40)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_part_shows_paper(mode: str) -> None:
    clear = Image.new(mode, (300, 200), 0)
    assert is_near(versions(saved(clear, "PNG"))["thumb"], (0.5, 0.5), WHITE)


def test_transparent_colour_of_a_palette_shows_paper() -> None:
    image = Image.new("P", (300, 200), 0)
    image.putpalette([10, 20, 30, 200, 200, 200])
    assert is_near(versions(saved(image, "PNG", transparency=0))["thumb"], (0.5, 0.5), WHITE)


def test_profile_of_the_photo_is_carried_out() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    made = versions(saved(picture((600, 400)), "PNG", icc_profile=swapped))
    assert is_near(made["thumb"], (0.25, 0.5), BLUE)
    assert is_near(made["thumb"], (0.75, 0.5), RED)


@pytest.mark.parametrize("profile", [b"no profile at all", b""])
def test_damaged_profile_is_ignored(profile: bytes) -> None:
    made = versions(saved(picture((600, 400)), "PNG", icc_profile=profile))
    assert is_near(made["thumb"], (0.25, 0.5), RED)


@pytest.mark.parametrize("given", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_nothing_that_was_written_into_the_photo_goes_out(given: str, format: Format) -> None:
    content = talkative(given)
    assert any(word in content for word in PRIVATE_WORDS)
    for image in versions(content).values():
        made = encoded(image, format)
        assert [word for word in PRIVATE_WORDS if word in made] == []
        with Image.open(BytesIO(made)) as opened:
            opened.load()
            assert dict(opened.getexif()) == {}
            assert {"exif", "icc_profile", "xmp", "comment", "photoshop"} & set(opened.info) == set()


def test_page_hidden_behind_the_photo_does_not_go_out() -> None:
    polyglot = jpeg((600, 400)) + b"<html><script>alert(1)</script></html>"
    assert all(b"<script" not in encoded(image, JPEG) for image in versions(polyglot).values())
