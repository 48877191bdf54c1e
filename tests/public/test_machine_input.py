"""Nothing that is written into an address of the API, a file or a card makes it fail."""

from typing import Any

import pytest
from django.test import Client

from partnerships.api import views
from partnerships.api.filters import COMMON, filters_of
from tests.public.site_of_everything import rows
from tests.public.test_hostile_input import VALUES

pytestmark = pytest.mark.django_db
MORE = [
    "1;DROP TABLE partnerships_city",
    "${7*7}",
    "{{7*7}}",
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "\r\nX-Injected: 1",
    "[]",
    "{}",
    "[1,2]",
    '{"$gt": ""}',
    "true",
    "undefined",
    "NaN",
    "Infinity",
    "-0",
    "0x10",
    "1_000",
    "２０１１",
    "٢٠١١",
    "2011-13-45",
    "99999-01",
    "a" * 201,
    "\ud7ff",
    "\U0010ffff",
    "\u200d\u200b",
    "e\u0301" * 40,
    "ß" * 60,
    "🏳️‍🌈",
    "'; waitfor delay '0:0:5'--",
    "*",
    "a,b,,c",
    ",",
    "slug,slug",
    "WzFd",
]
# One of each set of filters; agreements and stories have those of exchanges.
LISTS = {
    "cities": views.Cities,
    "partnerships": views.Partnerships,
    "exchanges": views.Exchanges,
    "honours": views.Honours,
    "photos": views.Photos,
}


@pytest.fixture(autouse=True)
def _asked_often(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 0


@pytest.mark.parametrize("name", LISTS)
def test_list_given_hostile_parameters_answers(client: Client, name: str) -> None:
    rows(1)
    known = sorted({*filters_of(LISTS[name]), *COMMON})
    assert len(VALUES) + len(MORE) >= 60
    for number, value in enumerate([*VALUES, *MORE]):
        # All at once, and each by itself in turn: one that is refused must not hide the others.
        for names in (filters_of(LISTS[name]), [known[number % len(known)]]):
            response = client.get(f"/api/v1/en/{name}/", dict.fromkeys(names, value))
            assert response.status_code in (200, 400, 404), (names, value)
            assert response.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/{}/cities/",
        "/api/v1/en/{}/",
        "/api/v1/en/cities/{}/",
        "/en/cities/{}/feed.atom",
        "/en/fields/{}/feed.atom",
        "/en/open-data/{}.csv",
        "/en/open-data/cities.{}",
        "/en/open-data/tables/{}.csv",
        "/en/open-data/wikidata-ties.{}",
        "/en/cities/bangkok/card-{}.png",
        "/sitemap-{}/cities-0.xml",
        "/sitemap-en/{}-0.xml",
        "/sitemap-en/cities-{}.xml",
    ],
)
def test_address_with_hostile_parts_answers(client: Client, address: str) -> None:
    for value in [*VALUES, *MORE]:
        response = client.get(address.format(value[:2000].replace("\r\n", "")))
        assert response.status_code in (200, 301, 302, 400, 404), value


def test_answer_given_undecodable_bytes_answers(client: Client) -> None:
    assert client.get("/api/v1/en/exchanges/?q=%ff%fe&after=%c0%80&limit=%00").status_code == 400
