"""Records are found by what stands at their photos, as long as both are public in that language."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnerships.search import Query, find
from partnerships.search_results import overview
from sistercities.common.history import Act, change
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.search_upkeep import index_faults, stale_records
from tests import factories

pytestmark = pytest.mark.django_db
KINDS = ["city", "partnership", "agreement", "exchange", "honour", "story"]


def found(text: str, language: str = "en") -> list[str]:
    hits = find(Query.of(text, language, timezone.now()))
    return [f"{hit.kind} {hit.slug}" for group in hits.values() for hit in group]


def lines(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    groups = overview(Query.of(text, language, timezone.now()), 5)
    results = [result for group in groups if group.kind.name != "photo" for result in group.results]
    return [(line.label, line.language, line.text) for result in results for line in result.lines if line.label]


def shown(kind: str, published: bool | str = True, caption: str = "", **given: Any) -> Any:
    """A record that shows a photo, with a caption of its own in English."""
    record = getattr(factories, kind)(True, slug="it")
    factories.attach(record, factories.photo(published, slug="photo", **given), caption_en=caption)
    return record


@pytest.mark.parametrize("kind", KINDS)
def test_caption_of_an_attachment_finds_its_record_and_is_marked(kind: str) -> None:
    shown(kind, caption="By ferry")
    for language in CONTENT_LANGUAGES:
        assert found("ferry", language) == [f"{kind} it"]
    assert lines("ferry") == [("Photos and documents", "", "By <mark>ferry</mark>")]
    assert lines("ferry", "zh-hans") == [("Photos and documents", "en", "By <mark>ferry</mark>")]


@pytest.mark.parametrize("name", ["caption", "alt", "credit"])
def test_texts_of_a_photo_find_the_photo_and_what_shows_it(name: str) -> None:
    shown("exchange", **{f"{name}_en": "By ferry"})
    assert found("ferry") == ["exchange it", "photo photo"]
    assert lines("ferry") == [("Photos and documents", "", "By <mark>ferry</mark>")]


def test_leading_photo_finds_its_story() -> None:
    factories.story(True, slug="it", lead_photo=factories.photo(True, slug="photo", caption="Ferry"))
    assert found("ferry") == ["story it", "photo photo"]


@pytest.mark.parametrize("name", ["caption", "photo"])
@pytest.mark.parametrize(
    "hidden",
    [
        {"state_en": "draft", "state_zh_hans": "published"},
        {"state_en": "withdrawn", "state_zh_hans": "in_review"},
        {"permission_until": timezone.localdate() - timedelta(days=1)},
        {"publish_at": timezone.now() + timedelta(hours=1)},
        {"withdraw_at": timezone.now() - timedelta(hours=1)},
    ],
)
def test_photo_that_is_not_public_in_the_language_of_the_words_finds_nothing(hidden: Any, name: str) -> None:
    record = shown("exchange", caption="Ferry" if name == "caption" else "", caption_en="Ferry")
    assert found("ferry")
    item = record.attachments.get().item
    for field, value in hidden.items():
        setattr(item, field, value)
    item.save()
    for language in CONTENT_LANGUAGES:
        assert found("ferry", language) == []


@pytest.mark.parametrize("name", ["caption", "photo"])
def test_record_that_is_not_public_in_the_language_of_the_words_is_not_found(name: str) -> None:
    record = shown("exchange", caption="Ferry" if name == "caption" else "", caption_en="Ferry")
    record.state_en = "draft"
    record.save()
    assert [each for language in CONTENT_LANGUAGES for each in found("ferry", language) if "photo" not in each] == []


def test_words_follow_a_photo_that_is_attached_changed_and_taken_away() -> None:
    record = shown("city", caption="Ferry")
    row = record.attachments.get()
    with change(None, Act.EDIT) as changes:
        changes.lock(record)
        row.caption_en = "Bridge"
        row.save()
    assert (found("ferry"), found("bridge")) == ([], ["city it"])
    row.delete()
    assert found("bridge") == index_faults() == list(stale_records()) == []


def test_words_at_very_many_photos_find_none_of_what_shows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerships.search_photos.MOST_PHOTOS", 1)
    for _turn in range(2):
        factories.attach(factories.exchange(True), factories.photo(True, credit="Ferry office"), caption_en="Boat")
    assert [each for each in found("ferry") if "photo" not in each] == found("boat") == []


def test_words_of_two_photos_are_not_put_together() -> None:
    record = shown("exchange", caption="Ferry")
    factories.attach(record, factories.photo(True, caption="Bridge"))
    assert found("ferry bridge") == []
