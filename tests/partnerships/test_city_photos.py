"""The photos on a city's page come from everything that is told on it."""

import pytest
from django.test import Client

from media.models import MediaItem
from partnerships.city_photos import CityPhoto, gallery, photos_of
from tests import factories

pytestmark = pytest.mark.django_db

MADE = {"of": "0" * 64, "version": "1", "sizes": {"content": [960, 640]}}


def photo(published: bool | str = True, **given: str) -> MediaItem:
    return factories.photo(published=published, content_hash="0" * 64, renditions=MADE, **given)


def test_photo_of_exchange_stands_on_page_of_city_with_credit_and_the_way_there(client: Client) -> None:
    city = factories.city(published=True, slug="bangkok")
    exchange = factories.exchange(published=True, cities=[city], slug="forum", title="Forum of mayors")
    factories.attach(exchange, photo(credit="Photographer A"), caption_en="The hall", caption_zh_hans="会场")
    page = client.get("/en/cities/bangkok/").content.decode()
    section = page[page.index('id="photos"') :]
    assert "The hall" in section
    assert "Photographer A" in section
    assert '<a href="/en/exchanges/forum/">Forum of mayors (May 2018)</a>' in section


def test_photos_that_are_not_public_in_the_language_are_left_out() -> None:
    exchange = factories.exchange(published=True)
    factories.attach(exchange, photo(published=False))
    factories.attach(exchange, photo(published="zh-hans"))
    shown = photo()
    factories.attach(exchange, shown)
    assert [each.item for each in photos_of([exchange], [], "en")] == [shown]


def test_photos_of_newest_records_come_first() -> None:
    old, new = (factories.exchange(published=True, starts_on=day) for day in ("2011", "2023-12-29"))
    agreement = factories.agreement(published=True, signed_on="2019-06")
    for record in (old, new, agreement):
        factories.attach(record, photo())
    assert [each.record for each in photos_of([old, agreement, new], [], "en")] == [new, agreement, old]


def test_story_loses_a_lead_photo_that_is_not_public() -> None:
    open_one, closed_one = photo(), photo(published=False)
    stories = [factories.story(published=True, lead_photo=item) for item in (open_one, closed_one)]
    assert photos_of([], stories, "en") == []
    assert [story.lead_photo for story in stories] == [open_one, None]


def test_gallery_shows_each_photo_once_and_none_that_stands_elsewhere_on_the_page() -> None:
    opening, further, beside_story = photo(), photo(), photo()
    city = factories.city(published=True)
    story = factories.story(published=True, lead_photo=beside_story)
    own = [factories.attach(city, item) for item in (opening, further)]
    of_records = [CityPhoto(item, "") for item in (further, opening, beside_story)]
    assert gallery(own, of_records, [story]) == [CityPhoto(further, "")]
