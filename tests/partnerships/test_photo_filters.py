"""The gallery by city: the city's own photos and those of what is public about it."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from media.models import MediaItem
from tests.factories import agreement, attach, city, exchange, home_city, honour, partnership, photo, story

pytestmark = pytest.mark.django_db

READY = {"of": "", "version": "1", "sizes": {"content": [960, 640]}}


def ready_photo(slug: str, published: bool = True) -> MediaItem:
    return photo(published, slug=slug, renditions=READY)


def listed(client: Client, query: str) -> set[str]:
    return {item.slug for item in client.get(f"/en/photos/{query}").context["photos"]}


def offered(client: Client) -> list[str]:
    return [value for value, _label in client.get("/en/photos/").context["form"].fields["city"].choices if value]


def test_photos_of_a_city_are_its_own_and_those_of_what_is_public_about_it(client: Client) -> None:
    bangkok, home = city(True, name="Bangkok", slug="bangkok"), home_city(True)
    tie = partnership(True, partner_city=bangkok, home_city=home)
    records = {
        "own": bangkok,
        "tie": tie,
        "signing": agreement(True, partnership=tie),
        "visit": exchange(True, home_city=home, cities=[bangkok]),
        "award": honour(True, partnership=tie),
        "report": story(True, cities=[bangkok]),
    }
    for slug, record in records.items():
        attach(record, ready_photo(slug))
    story(True, cities=[bangkok], lead_photo=ready_photo("lead"))
    attach(exchange(False, home_city=home, cities=[bangkok]), ready_photo("of-a-draft"))
    attach(bangkok, ready_photo("itself-a-draft", published=False))
    attach(city(True), ready_photo("of-another-city"))
    assert listed(client, "?city=bangkok") == {*records, "lead"}


@pytest.mark.parametrize("kind", ["own", "exchange", "story", "lead", "agreement"])
def test_city_is_offered_once_a_public_photo_tells_of_it(client: Client, kind: str) -> None:
    place = city(True, slug="bangkok")
    city(True, slug="without")
    item = ready_photo("wharf")
    if kind == "own":
        attach(place, item)
    elif kind == "exchange":
        attach(exchange(True, cities=[place]), item)
        attach(exchange(False, cities=[city(True, slug="of-a-draft")]), item)
    elif kind == "story":
        attach(story(True, cities=[place]), item)
    elif kind == "lead":
        story(True, cities=[place], lead_photo=item)
    else:
        attach(agreement(True, partnership=partnership(True, partner_city=place)), item)
    assert offered(client) == ["bangkok"]


def test_hidden_city_is_neither_offered_nor_found(client: Client) -> None:
    attach(city("zh-hans", slug="bangkok"), ready_photo("wharf"))
    assert (offered(client), listed(client, "?city=bangkok")) == ([], set())


def test_photo_leads_on_among_those_of_the_city(client: Client) -> None:
    place = city(True, slug="bangkok")
    attach(place, ready_photo("first"))
    ready_photo("of-nobody")
    attach(place, ready_photo("second"))
    way = client.get("/en/photos/second/?city=bangkok").context["way"]
    assert (way.before, way.behind) == ("", "/en/photos/first/?city=bangkok")


def test_gallery_of_a_city_takes_as_many_queries_for_many_photos_as_for_one(client: Client) -> None:
    place = city(True, slug="bangkok")
    attach(place, ready_photo("first"))
    client.get("/en/photos/?city=bangkok")

    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/photos/?city=bangkok")
        return len(captured)

    once = queries()
    for number in range(5):
        attach(place, ready_photo(f"photo-{number}"))
    assert (queries(), once <= 12) == (once, True)
