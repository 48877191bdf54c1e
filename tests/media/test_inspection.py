"""The door: what may come in, by content, and the sentence for what may not."""

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from pytest_django import Settings

from media.choices import MediaKind
from media.decoders import EXTENSIONS
from media.inspection import Findings, inspect
from tests.media.files import (
    PDF,
    compound_file,
    docx,
    jpeg,
    moving,
    picture,
    png_claiming,
    saved,
    talkative_exif,
    uploaded,
    zipped,
)


def inspected(content: bytes, name: str = "photo.jpg", kind: str = MediaKind.PHOTO) -> Findings:
    return inspect(uploaded(content, name), kind)


def refusal(content: bytes, name: str = "photo.jpg", kind: str = MediaKind.PHOTO) -> str | None:
    """The code of the refusal."""
    with pytest.raises(ValidationError) as caught:
        inspected(content, name, kind)
    assert caught.value.messages[0].endswith(".")
    return caught.value.code


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_photo_in_a_known_format_is_taken_by_its_content(format: str) -> None:
    found = inspected(saved(picture(), format), "whatever.exe")
    assert (found.extension, found.width, found.height) == (EXTENSIONS[format], 60, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_in_each_colour_mode_is_taken(mode: str) -> None:
    assert inspected(saved(picture(mode=mode), "PNG")).extension == "png"


def test_cmyk_jpeg_is_taken() -> None:
    assert inspected(saved(picture(mode="CMYK"), "JPEG")).extension == "jpg"


def test_same_file_has_the_same_hash_and_another_file_another() -> None:
    assert inspected(jpeg()).content_hash == inspected(jpeg(), "other.png").content_hash
    assert inspected(jpeg()).content_hash != inspected(jpeg((40, 60))).content_hash


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_that_of_the_upright_picture(orientation: int) -> None:
    found = inspected(jpeg((60, 40), exif=talkative_exif(orientation)))
    assert (found.width, found.height) == ((60, 40) if orientation < 5 else (40, 60))


@pytest.mark.parametrize("format", ["BMP", "TGA", "EPS", "TIFF", "PPM", "ICO", "GIF", "PCX", "JPEG2000"])
def test_other_picture_format_named_jpg_is_refused(format: str) -> None:
    assert refusal(saved(picture(), format)) == "unreadable"


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"8BPS\x00\x01" + bytes(100),
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"GIF89a<script>alert(1)</script>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"MZ" + bytes(200),
        PDF,
        b"\xff\xd8\xff\xe0",
        bytes(1000),
    ],
    ids=["svg", "psd", "html", "gif with script", "eps", "program", "pdf", "beginning of a jpeg", "zeros"],
)
def test_anything_else_named_jpg_is_refused(content: bytes) -> None:
    assert refusal(content) == "unreadable"


def test_empty_file_is_refused() -> None:
    assert refusal(b"") == "empty"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_truncated_photo_is_refused(format: str) -> None:
    content = saved(Image.effect_noise((200, 200), 80).convert("RGB"), format)
    assert refusal(content[: len(content) * 2 // 3]) == "unreadable"


@pytest.mark.parametrize(("width", "height"), [(12_000, 12_000), (30_000, 30_000), (8_000, 7_000)])
def test_small_file_that_claims_too_many_pixels_is_refused_by_its_header(width: int, height: int) -> None:
    content = png_claiming(width, height)
    assert len(content) < 200
    assert refusal(content) == "too_many_pixels"


@pytest.mark.parametrize(("format", "limit"), [("PNG", 2), ("WEBP", 1), ("AVIF", 1)])
def test_format_that_needs_more_memory_may_have_half_the_pixels(settings: Settings, format: str, limit: int) -> None:
    settings.UPLOAD_MAX_MEGAPIXELS = 2
    with pytest.raises(ValidationError) as caught:
        inspected(saved(picture((1500, 1000 * limit)), format))
    assert caught.value.messages == [f"This photo has more than {limit} million pixels."]
    assert inspected(saved(picture((1000, 1000 * limit)), format)).width == 1000


def test_photo_that_is_too_long_is_refused() -> None:
    assert refusal(png_claiming(20_001, 10)) == "too_long"


def test_photo_as_long_as_allowed_is_taken() -> None:
    found = inspected(saved(picture((20_000, 10)), "PNG"))
    assert (found.width, found.height) == (20_000, 10)


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_moving_picture_is_refused(format: str) -> None:
    assert refusal(moving(format)) == "moving"


def test_camera_file_with_a_second_picture_behind_the_first_is_taken_as_jpeg() -> None:
    assert inspected(moving("MPO")).extension == "jpg"


def test_file_over_the_limit_is_refused(settings: Settings) -> None:
    settings.UPLOAD_MAX_MEGABYTES = 1
    assert refusal(jpeg() + bytes(1_000_000)) == "too_large"


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (PDF, "pdf"),
        (docx(), "docx"),
        (zipped(**{"xl__workbook_dot_xml": "<w/>", "[Content_Types]_dot_xml": "<T/>"}), "xlsx"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (compound_file("WordDocument"), "doc"),
        (compound_file("Workbook"), "xls"),
        (compound_file("PowerPoint Document"), "ppt"),
    ],
    ids=["pdf", "docx", "xlsx", "odt", "doc", "xls", "ppt"],
)
def test_document_is_taken_by_its_content(content: bytes, extension: str) -> None:
    assert inspected(content, "evil.html", MediaKind.DOCUMENT).extension == extension


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (jpeg(), "unreadable"),
        (b"<html>%PDF-1.7 %%EOF</html>", "unreadable"),
        (PDF[:20], "unreadable"),
        (docx()[:-30], "unreadable"),
        (zipped(readme="nothing of an office"), "unreadable"),
        (compound_file("SomethingElse"), "unreadable"),
        (docx(word__vbaProject_dot_bin="x"), "macros"),
        (compound_file("WordDocument") + compound_file("_VBA_PROJECT"), "macros"),
    ],
    ids=["photo", "html around a pdf", "half a pdf", "half a docx", "archive", "unknown", "macros", "old macros"],
)
def test_anything_else_as_a_document_is_refused(content: bytes, code: str) -> None:
    assert refusal(content, "report.docx", MediaKind.DOCUMENT) == code


def test_file_of_a_video_link_is_refused() -> None:
    assert refusal(jpeg(), kind=MediaKind.VIDEO) == "no_file"
