"""The gallery: public photos only, narrowed by filters; and the way from each photo to the next."""

import json
import re
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
from sistercities.common.publishing import State
from tests.factories import photo
from tests.media.conftest import FilesKept
from tests.media.files import finished_photo, jpeg, stored_photo

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "zh-hans"]


def listed(client: Client, query: str = "", language: str = "en") -> list[str]:
    response = client.get(f"/{language}/photos/{query}")
    assert response.status_code == HTTPStatus.OK
    return [item.slug for item in response.context["photos"]]


def test_gallery_shows_photos_that_visitors_may_see_and_no_others(client: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    finished_photo(published=True, slug="seen")
    finished_photo(slug="draft", alt="Zanzibarian")
    finished_photo(published="zh-hans", slug="chinese-only", alt="Zanzibarian")
    finished_photo(published=True, slug="ended", permission_until=yesterday, alt="Zanzibarian")
    stored_photo(published=True, slug="not-ready", alt="Zanzibarian")
    photo(True, slug="film", kind=MediaKind.VIDEO, video_url="https://example.org/", alt="Zanzibarian")
    assert listed(client) == ["seen"]
    assert sorted(listed(client, language="zh-hans")) == ["chinese-only", "seen"]
    page = client.get("/en/photos/").content.decode()
    assert ("Zanzibarian" in page, "example.org" in page) == (False, False)


def test_photos_come_newest_taken_first_and_unknown_ones_last(client: Client) -> None:
    for slug, day in (("vague", "2011"), ("old", "1998~"), ("unknown", ""), ("new", "2018-05")):
        finished_photo(published=True, slug=slug, taken_on=day)
    assert listed(client) == ["new", "vague", "old", "unknown"]
    assert listed(client, "?sort=added") == ["new", "unknown", "old", "vague"]


def test_filters_narrow_the_gallery(client: Client) -> None:
    finished_photo(published=True, slug="river", caption_en="Two rivers", taken_on="2018-05", licence="cc_by")
    finished_photo(published=True, slug="forum", caption_en="A forum", taken_on="2019")
    finished_photo(slug="draft", caption_en="Two rivers", taken_on="2001", licence="cc0")
    assert listed(client, "?q=rivers") == ["river"]
    assert listed(client, "?year=2019") == ["forum"]
    assert listed(client, "?licence=cc_by") == ["river"]
    assert listed(client, "?q=nothing") == []
    form = client.get("/en/photos/").context["form"]
    assert [value for value, _label in form.fields["year"].choices if value] == ["2019", "2018"]
    assert {value for value, _label in form.fields["licence"].choices if value} == {"cc_by", "own"}


@pytest.mark.parametrize("query", ["?year=x", "?licence=%27", "?page=99", "?sort=no", "?q=%00", "?year=2018&year=x"])
def test_nonsense_in_the_address_is_no_error(client: Client, query: str) -> None:
    finished_photo(published=True, taken_on="2018", slug="wharf")
    for address in ("/en/photos/", "/en/photos/wharf/"):
        assert client.get(address + query).status_code in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}


def way(client: Client, slug: str, query: str = "") -> tuple[str, str, str]:
    found = client.get(f"/en/photos/{slug}/{query}").context["way"]
    return found.before, found.behind, found.gallery


def test_photo_leads_on_to_the_next_in_the_order_of_the_gallery(client: Client) -> None:
    for slug, day in (("unknown", ""), ("first", "2011"), ("second", "2011"), ("last", "2018")):
        finished_photo(published=True, slug=slug, taken_on=day)
    finished_photo(slug="draft", taken_on="2015")
    order = listed(client)
    assert order == ["last", "second", "first", "unknown"]
    addresses = ["", *(f"/en/photos/{slug}/" for slug in order), ""]
    for number, slug in enumerate(order):
        assert way(client, slug) == (addresses[number], addresses[number + 2], "/en/photos/")


def test_photo_leads_on_among_what_was_chosen(client: Client) -> None:
    for slug, licence in (("one", "cc0"), ("two", "own"), ("three", "cc0")):
        finished_photo(published=True, slug=slug, licence=licence)
    page = client.get("/en/photos/?licence=cc0").content.decode()
    assert 'href="/en/photos/three/?licence=cc0"' in page
    assert way(client, "three", "?licence=cc0") == ("", "/en/photos/one/?licence=cc0", "/en/photos/?licence=cc0")
    assert way(client, "three", "?sort=added") == ("", "/en/photos/two/?sort=added", "/en/photos/?sort=added")


def test_page_is_known_by_one_address_whatever_led_to_it(client: Client) -> None:
    finished_photo(published=True, slug="wharf")
    page = client.get("/en/photos/wharf/?licence=own").content.decode()
    assert '<link rel="canonical" href="http://testserver/en/photos/wharf/">' in page


def facts(client: Client, address: str) -> dict[str, Any]:
    """What the page says of the photo, besides what it says of itself."""
    page = client.get(address).content.decode()
    told = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', page))
    [data] = [data for data in told if data["@type"] == "ImageObject"]
    return data


def test_photo_tells_machines_its_licence_and_credit(client: Client) -> None:
    item = finished_photo(
        jpeg((600, 400)), published=True, slug="wharf", licence="cc_by", credit="Li Na", alt="A wharf",
        caption="At the wharf", taken_on="2018-05",
    )  # fmt: skip
    files = f"http://testserver/files/wharf/{{}}-{item.renditions['version']}.jpg"
    page = "http://testserver/en/photos/wharf/"
    assert facts(client, "/en/photos/wharf/") == {
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "url": page,
        "contentUrl": files.format("whole"),
        "thumbnailUrl": files.format("thumb"),
        "encodingFormat": "image/jpeg",
        "width": 600,
        "height": 400,
        "caption": "At the wharf",
        "description": "A wharf",
        "creditText": "Li Na",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "acquireLicensePage": page,
        "dateCreated": "2018-05",
    }


def test_machines_are_told_no_date_that_is_only_about_right_and_no_internal_fact(client: Client) -> None:
    finished_photo(
        published=True, slug="wharf", taken_on="2018~", people="Zhang San", place="Somewhere", consent_note="Agreed"
    )
    page = client.get("/en/photos/wharf/").content.decode()
    assert "dateCreated" not in facts(client, "/en/photos/wharf/")
    assert [word for word in ("Zhang San", "Somewhere", "Agreed") if word in page] == []


def test_hostile_caption_stays_data(client: Client) -> None:
    hostile = "</script><script>alert(1)</script>&<!--"
    finished_photo(published=True, slug="wharf", caption=hostile)
    assert facts(client, "/en/photos/wharf/")["caption"] == hostile
    assert "<script>alert" not in client.get("/en/photos/wharf/").content.decode()


def queries(client: Client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == HTTPStatus.OK
    return len(captured)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_photos_take_as_many_queries_as_one_and_none_is_drawn(
    client: Client, files_kept: FilesKept, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = finished_photo(published=True, taken_on="2018")
    address = f"/{language}/photos/"
    client.get(address)
    once = queries(client, address)
    copies = [MediaItem(**values(item), slug=f"copy-{number}") for number in range(59)]
    MediaItem.objects.bulk_create(copies)
    before = files_kept.names()

    def refuse(*arguments: Any, **options: Any) -> None:
        raise AssertionError("a picture was opened in a request")

    monkeypatch.setattr("PIL.Image.open", refuse)
    response = client.get(address)
    assert response.content.decode().count("<picture") == 60
    assert (queries(client, address), once <= 12, files_kept.names()) == (once, True, before)


def values(item: MediaItem) -> dict[str, Any]:
    names = ("renditions", "content_hash", "alt_en", "alt_zh_hans", "credit_en", "credit_zh_hans", "taken_on")
    states = {"state_en": State.PUBLISHED, "state_zh_hans": State.PUBLISHED}
    return {name: getattr(item, name) for name in names} | states
