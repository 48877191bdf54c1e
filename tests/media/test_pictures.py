"""Photos on pages: every width that exists, in the page's language, with credit and licence in view."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import find
from django.template import Context, Template
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from media.choices import MediaKind
from media.models import MediaItem
from media.renditions import add_formats, make_renditions
from media.storing import store_original
from tests.factories import photo
from tests.media.conftest import FilesKept
from tests.media.files import PDF, finished_photo, jpeg, stored_photo, uploaded

pytestmark = pytest.mark.django_db

TEXTS = ("alt", "caption", "credit")


def drawn(tag: str, item: MediaItem | None, language: str = "en", **context: Any) -> str:
    with override(language):
        page = Template("{% load pictures %}" + tag).render(Context({"item": item, **context}))
    return " ".join(page.split())


def test_picture_offers_every_cropped_width_in_each_format() -> None:
    item = finished_photo(jpeg((1000, 1000)), slug="wharf", alt="The wharf")
    version = item.renditions["version"]
    widths = {"thumb": 240, "card": 480, "content": 960, "hero": 1000}
    srcset = {
        extension: ", ".join(f"/files/wharf/{size}-{version}.{extension} {width}w" for size, width in widths.items())
        for extension in ("avif", "webp", "jpg")
    }
    assert drawn('{% picture item sizes="50vw" %}', item) == (
        f'<picture> <source type="image/avif" srcset="{srcset["avif"]}" sizes="50vw"> '
        f'<source type="image/webp" srcset="{srcset["webp"]}" sizes="50vw"> '
        f'<img class="tint-{item.renditions["tint"]}" src="/files/wharf/content-{version}.jpg" '
        f'srcset="{srcset["jpg"]}" sizes="50vw" width="960" height="640" alt="The wharf" loading="lazy"> </picture>'
    )


def test_format_that_takes_long_is_offered_once_it_is_there() -> None:
    item = stored_photo(jpeg((600, 400)))
    make_renditions(item)
    assert "image/avif" not in drawn("{% picture item %}", item)
    add_formats(item)
    assert "image/avif" in drawn("{% picture item %}", item)


def test_every_colour_that_can_stand_in_a_photos_place_has_its_rule() -> None:
    rules = Path(find("media/tints.css")).read_text()
    classes = [f"tint-{red}{green}{blue}" for red in range(4) for green in range(4) for blue in range(4)]
    assert [name for name in classes if f"img.{name} " not in rules] == []


def test_picture_in_view_at_once_is_not_loaded_lazily() -> None:
    assert "lazy" not in drawn("{% picture item is_first=True %}", finished_photo())


def test_whole_picture_is_not_cropped() -> None:
    page = drawn("{% picture item whole=True %}", finished_photo(jpeg((600, 900))))
    assert re.findall(r'srcset="\S+/(\w+)-\S+ (\d+)w"', page) == [("whole", "600")] * 3
    assert 'width="600" height="900"' in page


@pytest.mark.parametrize("tag", ["{% picture item %}", "{% figure item %}", "{% picture item whole=True %}"])
def test_item_without_smaller_versions_shows_nothing(tag: str) -> None:
    assert [drawn(tag, item) for item in (None, photo(), stored_photo())] == ["", "", ""]


def test_replaced_file_shows_nothing_until_its_own_versions_are_made() -> None:
    item = finished_photo()
    store_original(item, uploaded(jpeg((90, 60))))
    item.save()
    assert drawn("{% picture item %}", item) == ""


@pytest.mark.parametrize(("language", "own", "other"), [("en", "wharf", "码头"), ("zh-hans", "码头", "wharf")])
def test_texts_are_those_of_the_page_and_never_of_the_other_language(language: str, own: str, other: str) -> None:
    texts = {
        f"{name}_{code}": word
        for name in ("alt", "caption", "credit")
        for code, word in (("en", "wharf"), ("zh_hans", "码头"))
    }
    page = drawn("{% figure item %}", finished_photo(slug="photo-1", **texts), language)
    assert (page.count(own), other in page) == (3, False)


@pytest.mark.parametrize(("language", "missing"), [("en", "zh_hans"), ("zh-hans", "en")])
def test_missing_text_is_left_out_and_not_borrowed(language: str, missing: str) -> None:
    mine = "en" if language == "en" else "zh_hans"
    texts = {f"{name}_{missing}": "Secret" for name in ("alt", "caption")} | {f"credit_{mine}": "Office"}
    page = drawn("{% figure item %}", finished_photo(**texts), language)
    assert ("Secret" in page, 'alt=""' in page, "None" in page) == (False, True, False)


def test_figure_shows_caption_credit_and_licence() -> None:
    item = finished_photo(caption="At the wharf", credit="Li Na", licence="cc_by")
    page = drawn("{% figure item %}", item)
    caption = page.partition("<figcaption>")[2]
    link = '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>'
    assert [text in caption for text in ("At the wharf", "Li Na", link)] == [True, True, True]


def test_caption_of_the_record_takes_the_place_of_the_photos_own() -> None:
    page = drawn("{% figure item caption=here %}", finished_photo(caption="Own words"), here="Words here")
    assert ("Words here" in page, "Own words" in page) == (True, False)
    assert "Own words" in drawn("{% figure item caption=here %}", finished_photo(caption="Own words"), here="")


def test_hostile_texts_are_shown_as_text() -> None:
    hostile = '"><script>alert(1)</script>'
    page = drawn("{% figure item %}", finished_photo(alt=hostile, caption=hostile, credit=hostile, slug="photo-2"))
    assert ("<script" in page, page.count("&lt;script&gt;")) == (False, 3)


def test_nothing_is_styled_in_place() -> None:
    assert "style=" not in drawn("{% figure item %}", finished_photo())


def test_released_document_is_linked_with_its_kind() -> None:
    item = photo(kind=MediaKind.DOCUMENT, caption="The agreement", credit="Archive", slug="agreement")
    store_original(item, uploaded(PDF))
    assert drawn("{% enclosure item %}", item) == (
        '<p class="enclosure"> <a href="/files/agreement/document">The agreement</a> '
        '<span class="photo-credit">PDF · Archive</span> </p>'
    )


def test_video_is_a_plain_link() -> None:
    item = photo(kind=MediaKind.VIDEO, video_url="https://example.org/film", caption="A film")
    assert '<a href="https://example.org/film">A film</a>' in drawn("{% enclosure item %}", item)


def test_photo_is_no_enclosure_and_a_document_without_file_leads_nowhere() -> None:
    bare = photo(kind=MediaKind.DOCUMENT)
    assert [drawn("{% enclosure item %}", item) for item in (None, photo(), bare)] == ["", "", ""]


def test_sixty_photos_on_a_page_ask_neither_database_nor_storage(
    django_assert_num_queries: DjangoAssertNumQueries, files_kept: FilesKept
) -> None:
    item = finished_photo(jpeg((600, 400)))
    for name in files_kept.names():
        (files_kept.folder / name).unlink()
    with django_assert_num_queries(0):
        page = drawn("{% for item in items %}{% figure item %}{% endfor %}", None, items=[item] * 60)
    assert page.count("<figure") == 60
