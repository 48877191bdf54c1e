"""Pages put together from kept parts are, byte for byte, those that are made anew."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from time_machine import TimeMachineFixture

from partnerships.views.city_page import CityPage
from sistercities.common import fragments
from sistercities.common.content_version import raise_version
from sistercities.common.listing import NAMES, Listing
from tests import factories
from tests.public.secret_words import crawl, in_both_languages, text_of
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 4, tzinfo=UTC)

SHAPES = ["cities/?view=table", "cities/?view=map", "cities/?sort=-name", "cities/?page=7", "cities/?country=TH"]
SHAPES += ["exchanges/?q=visit", "exchanges/?year=x", "cities/bangkok/?kind=exchange", "stories/?page=last"]
# What stands in the context of every page that is made of kept parts, read already.
AROUND = {"heading", "lead", "kept_for", "view_name", "is_filtered", "canonical_url", "alternate_urls", "breadcrumbs"}


def test_every_page_made_of_kept_parts_is_the_one_made_anew(
    client: Client, settings: Settings, time_machine: TimeMachineFixture
) -> None:
    rows(1)
    raise_version()
    # Pages tell the hour of the city.
    time_machine.move_to(NOON, tick=False)
    addresses = in_both_languages(*SHAPES)
    anew = crawl(client, without="?.") | {url: text_of(client.get(url)) for url in addresses}
    settings.FRAGMENT_CACHE_MEGABYTES = 8
    for _first_then_kept in range(2):
        for url, page in anew.items():
            assert text_of(client.get(url)) == page, url


def test_parts_that_are_lost_in_between_are_made_anew(client: Client, settings: Settings) -> None:
    rows(1)
    raise_version()
    settings.FRAGMENT_CACHE_MEGABYTES = 8
    for url in ("/en/", "/en/cities/", "/en/cities/?view=map", "/en/photos/", "/en/cities/bangkok/"):
        whole = client.get(url).content
        parts = [key for key in fragments.store._kept if key[2] not in ("list",)]
        for part in parts:
            fragments.store._kept.pop(part, None)
            assert client.get(url).content == whole, (url, part)


def test_kept_pages_name_everything_that_their_templates_are_given(client: Client) -> None:
    rows(1)
    for view in _lists():
        names = {*NAMES, *view.kept_names, view.context_object_name, *AROUND}
        given = client.get(f"/en/{ADDRESSES[view.context_object_name]}/").context_data
        assert set(given) <= names, view
    city = client.get("/en/cities/bangkok/").context_data
    assert set(city) <= {*CityPage.kept_names, *AROUND, "view"}


ADDRESSES = {
    "cities": "cities",
    "agreements": "agreements",
    "exchanges": "exchanges",
    "stories": "stories",
    "photos": "photos",
}


def _lists() -> list[type[Listing]]:
    reverse("home")  # the views are there then
    found: list[type[Listing]] = []
    waiting = [Listing]
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        waiting += subclasses
        found += [each for each in subclasses if each.context_object_name]
    return found


def test_record_that_goes_while_its_page_is_made_is_not_found(client: Client, settings: Settings) -> None:
    settings.FRAGMENT_CACHE_MEGABYTES = 8
    city = factories.city(published=True)
    assert client.get(city.get_absolute_url()).status_code == 200
    for part in [key for key in fragments.store._kept if key[2] != "record"]:
        fragments.store._kept.pop(part)
    type(city).objects.filter(pk=city.pk).update(state_en="withdrawn")
    assert client.get(city.get_absolute_url()).status_code == 404
