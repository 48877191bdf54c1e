"""The page of a photo: public per language, previewed by staff, with the way to what it belongs to."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from media.choices import MediaKind
from media.models import MediaItem
from media.storing import store_original
from sistercities.common.publishing import State
from tests.factories import attach, city, exchange, home_city, partnership, photo, story
from tests.media.files import PDF, finished_photo, jpeg, uploaded
from tests.people import editor, person, viewer

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "zh-hans"]
WORD = "Zanzibarian"


def address(item: MediaItem, language: str = "en") -> str:
    return f"/{language}/photos/{item.slug}/"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_photo_has_its_page(client: Client, language: str) -> None:
    item = finished_photo(
        jpeg((600, 400)), published=True, caption="码头", credit="Li Na", taken_on="2018-05~", licence="cc0"
    )
    response = client.get(address(item, language))
    page = response.content.decode()
    assert response.status_code == HTTPStatus.OK
    assert [text in page for text in ("码头", "Li Na", "CC0 1.0", '<time datetime="2018-05">')] == [True] * 4
    assert f"/files/{item.slug}/whole-{item.renditions['version']}.jpg" in page
    assert not response.cookies


def hidden(language: str, reason: str) -> MediaItem:
    """A photo, full of a secret word, that lacks one thing for being public in `language`."""
    yesterday = timezone.localdate() - timedelta(days=1)
    now = timezone.now()
    given: dict[str, Any] = {
        "draft": {"state_en": State.DRAFT, "state_zh_hans": State.DRAFT},
        "other language only": {f"state_{language.replace('-', '_')}": State.WITHDRAWN},
        "permission ended": {"permission_until": yesterday},
        "not yet": {"publish_at": now + timedelta(minutes=1)},
        "no longer": {"withdraw_at": now},
    }[reason]
    return finished_photo(published=True, caption=WORD, alt=WORD, credit=WORD, slug="secret", **given)


REASONS = ["draft", "other language only", "permission ended", "not yet", "no longer"]


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hidden_photo_has_no_page_and_tells_nothing(client: Client, language: str, reason: str) -> None:
    response = client.get(address(hidden(language, reason), language))
    assert (response.status_code, WORD in response.content.decode()) == (HTTPStatus.NOT_FOUND, False)


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_preview_a_hidden_photo_and_nothing_of_it_is_kept(language: str, reason: str) -> None:
    response = signed_in(viewer()).get(address(hidden(language, reason), language))
    assert (response.status_code, response["Cache-Control"]) == (HTTPStatus.OK, "no-store, private")
    assert WORD in response.content.decode()


def test_account_without_the_right_previews_nothing() -> None:
    for user in (person(""), person("Viewer", is_staff=False)):
        assert signed_in(user).get(address(hidden("en", "draft"))).status_code == HTTPStatus.NOT_FOUND
        MediaItem.objects.all().delete()


def test_page_leads_to_public_records_that_show_the_photo_and_to_no_others(client: Client) -> None:
    item = finished_photo(published=True)
    for published, name in ((True, "Seen"), ("zh-hans", "Unapproved"), (False, "Draft")):
        attach(city(published, name_en=name, name_zh_hans=name), item)
        attach(exchange(published, title_en=name, title_zh_hans=name, home_city=home_city(True)), item)
        story(published, title_en=name, title_zh_hans=name, lead_photo=item)
    attach(partnership(True, partner_city=city(False, name="Hidden partner")), item)
    assert labels(client, item) == ["Seen", "Seen", "Seen"]


def labels(client: Client, item: MediaItem) -> list[str]:
    return [label for label, _url in client.get(address(item)).context["shown_with"]]


def test_order_of_records_tells_nothing_of_names_in_the_other_language(client: Client) -> None:
    item = finished_photo(published=True)
    for slug, name, unapproved in (("first", "甲", "Z"), ("second", "乙", "A")):
        attach(city("zh-hans", slug=slug, name_zh_hans=name, name_en=unapproved), item)
    page = client.get(address(item).replace("/en/", "/zh-hans/"))
    assert [label for label, _url in page.context["shown_with"]] == ["甲", "乙"]


def test_record_that_shows_the_photo_twice_is_named_once(client: Client) -> None:
    item = finished_photo(published=True)
    told = story(True, title="Told", lead_photo=item)
    attach(told, item)
    assert labels(client, item) == ["Told"]


def test_released_document_has_a_page_that_leads_to_it(client: Client) -> None:
    item = photo(True, kind=MediaKind.DOCUMENT)
    store_original(item, uploaded(PDF))
    item.save()
    assert f"/files/{item.slug}/document" in client.get(address(item)).content.decode()


def test_photo_that_is_not_ready_has_its_page_all_the_same(client: Client) -> None:
    response = client.get(address(photo(True, caption="Soon")))
    assert (response.status_code, "<picture" in response.content.decode()) == (HTTPStatus.OK, False)


def test_editor_is_led_to_the_form_from_a_preview() -> None:
    item = photo()
    page = signed_in(editor()).get(address(item)).content.decode()
    assert f"/admin/media/mediaitem/{item.pk}/change/" in page


def queries(client: Client, item: MediaItem) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(item)).status_code == HTTPStatus.OK
    return len(captured)


def test_page_asks_as_often_for_three_records_as_for_one(client: Client) -> None:
    item = finished_photo(published=True)
    attach(partnership(True), item)
    client.get(address(item))
    once = queries(client, item)
    for _turn in range(2):
        attach(partnership(True), item)
        attach(city(True), item)
    assert (queries(client, item), once <= 12) == (once, True)
