"""Pictures are small, of one shape, and say that they are illustrations."""

import pytest
from PIL import Image

from tests.demo.sheets import DEMO, Row, rows

PICTURES = DEMO / "pictures"


def test_every_picture_is_in_the_sheet_and_the_other_way_round() -> None:
    assert {path.name for path in PICTURES.iterdir()} == {item["file"] for item in rows("media")}


@pytest.mark.parametrize("item", rows("media"), ids=lambda item: item["slug"])
def test_picture_is_three_by_two_and_light(item: Row) -> None:
    path = PICTURES / item["file"]

    with Image.open(path) as image:
        assert (image.format, image.size) == ("JPEG", (2400, 1600))
    assert path.stat().st_size < 150_000


@pytest.mark.parametrize("item", rows("media"), ids=lambda item: item["slug"])
def test_picture_is_called_an_illustration_in_words(item: Row) -> None:
    assert item["alt_en"].startswith("Illustration: ")
    assert item["caption_en"].endswith("Illustration, not a photograph.")
    assert item["alt_zh_hans"].startswith("示意图：")
    assert item["caption_zh_hans"].endswith("示意图，非实景照片。")
    assert (item["credit_en"], item["credit_zh_hans"]) == ("Drawn for this demo", "本演示绘制")


@pytest.mark.parametrize("item", rows("media"), ids=lambda item: item["slug"])
def test_picture_carries_a_label_in_its_corner(item: Row) -> None:
    """The label is ink on paper: both colours meet in the lower right corner."""
    with Image.open(PICTURES / item["file"]) as image:
        shades = image.convert("L").crop((1980, 1520, 2400, 1600)).tobytes()

    assert min(shades) < 70
    assert max(shades) > 240
