"""The map of the site: every public page, in the languages in which it is ready, and no other."""

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships import sitemaps
from tests import factories
from tests.public.site_of_everything import one_more, rows

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return ElementTree.fromstring(response.content)  # noqa: S314 (our own text)


def texts(element: ElementTree.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path, NAMES)]


def files(client: Client) -> list[str]:
    return texts(read(client, "/sitemap.xml"), "s:sitemap/s:loc")


def cities_map(client: Client) -> str:
    """Files are numbered by keys, and where keys begin is the database's affair."""
    return next(address for address in files(client) if "/sitemap-en/cities-" in address)


def pages(client: Client) -> list[str]:
    return [page for address in files(client) for page in texts(read(client, address), "s:url/s:loc")]


def test_robots_names_the_map_under_the_host_that_was_asked(client: Client, settings: object) -> None:
    robots = client.get("/robots.txt", headers={"host": "localhost"}).content.decode()
    assert "Sitemap: http://localhost/sitemap.xml\n" in robots
    assert "Disallow: /admin/" in robots


def test_every_page_in_the_map_answers_and_every_record_is_in_it(client: Client) -> None:
    found = rows(1)
    listed = pages(client)
    assert len(listed) == len(set(listed))
    for address in listed:
        assert client.get(address).status_code == 200, address
    for name in ("city", "home", "partnership", "agreement", "exchange", "honour", "story", "district"):
        path = found[name].get_absolute_url()
        assert {f"http://testserver{path}", f"http://testserver{path.replace('/en/', '/zh-hans/')}"} <= set(listed)


def test_page_names_the_languages_in_which_it_is_ready(client: Client) -> None:
    factories.city(published=True, slug="both")
    factories.city(published="en", slug="english")
    city_map = read(client, cities_map(client))
    links = {
        (url.findtext("s:loc", "", NAMES)).rsplit("/", 2)[-2]: {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in city_map.findall("s:url", NAMES)
    }
    assert links["english"] == {}
    assert links["both"] == {
        "en": "http://testserver/en/cities/both/",
        "zh-Hans": "http://testserver/zh-hans/cities/both/",
    }
    assert not [page for page in pages(client) if page.endswith("/zh-hans/cities/english/")]


def test_hidden_records_are_in_no_map_and_a_file_of_nothing_is_none(client: Client) -> None:
    factories.city(slug="hidden")
    assert not any("hidden" in page for page in pages(client))
    assert not any("cities" in address for address in files(client))
    for address in ("cities-0", "cities-7", f"cities-{10**30}", "users-0", "pages-1"):
        assert client.get(f"/sitemap-en/{address}.xml").status_code == 404, address
    assert client.get("/sitemap-fr/pages-0.xml").status_code == 404


def test_files_hold_a_bounded_number_of_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "KEYS_IN_FILE", 2)
    for _turn in range(5):
        factories.city(published=True)
    addresses = [address for address in files(client) if "/sitemap-en/cities-" in address]
    numbers = [len(texts(read(client, address), "s:url")) for address in addresses]
    assert (sum(numbers), max(numbers)) == (5, 2)
    assert sitemaps.KEYS_IN_FILE <= 50_000


def links_of(client: Client, address: str) -> dict[str, set[str]]:
    """By path of a page in a map, the languages in which the map says it is ready."""
    urls = read(client, address).findall("s:url", NAMES)
    return {
        url.findtext("s:loc", "", NAMES).removeprefix("http://testserver"): {
            link.get("hreflang", "") for link in url.findall("x:link", NAMES)
        }
        for url in urls
    }


def test_topics_are_in_maps_of_their_own_with_the_languages_in_which_anything_of_them_is_public(client: Client) -> None:
    both, english = factories.field("culture"), factories.field("education")
    home = factories.home_city(True, country="CN")
    factories.city("en", country="TH")
    factories.exchange(True, home_city=home, fields=[both], starts_on="2011-09")
    factories.exchange("en", home_city=home, fields=[english], starts_on="2014")
    languages = {"en", "zh-Hans"}
    for kind, told_in_both, told_in_english in (
        ("fields", "culture", "education"),
        ("countries", "cn", "th"),
        ("years", "2011", "2014"),
    ):
        english_map = links_of(client, f"/sitemap-en/{kind}-0.xml")
        assert english_map == {f"/en/{kind}/{told_in_both}/": languages, f"/en/{kind}/{told_in_english}/": set()}
        assert links_of(client, f"/sitemap-zh-hans/{kind}-0.xml") == {f"/zh-hans/{kind}/{told_in_both}/": languages}


def test_topics_of_hidden_records_are_in_no_map(client: Client) -> None:
    factories.city(country="TH", slug="hidden")
    factories.exchange(fields=[factories.field("culture")], starts_on="2011")
    assert not [address for address in files(client) for kind in ("fields", "countries", "years") if kind in address]
    for kind in ("fields", "countries", "years"):
        assert client.get(f"/sitemap-en/{kind}-0.xml").status_code == 404
    for name in ("fields-1", "years-7"):
        factories.exchange(True, fields=[factories.field("culture")], starts_on="2011")
        assert client.get(f"/sitemap-en/{name}.xml").status_code == 404


def test_pages_name_the_same_addresses_in_other_languages_as_the_maps(client: Client) -> None:
    """A country whose cities have nothing but their partnership is a page in both languages."""
    rows(1)
    factories.partnership(True, partner_city=factories.city(True, country="FR"))
    for address in files(client):
        for url in read(client, address).findall("s:url", NAMES):
            page = url.findtext("s:loc", "", NAMES)
            told = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', client.get(page).text)
            listed = [(link.get("hreflang"), link.get("href")) for link in url.findall("x:link", NAMES)]
            assert (told if len(told) > 1 else []) == listed, page


@pytest.mark.parametrize("name", ["index", "pages", "cities", "fields", "countries", "years"])
def test_map_asks_as_often_for_three_rows_as_for_one(client: Client, name: str) -> None:
    found = rows(1)
    address = {"index": "/sitemap.xml", "cities": cities_map(client)}.get(name) or f"/sitemap-en/{name}-0.xml"

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, address)
        return len(captured)

    once = queries()
    for _turn in range(2):
        one_more(found["home"], found["city"], found["partnership"])
    assert queries() == once


def test_lastmod_is_when_the_record_was_changed(client: Client) -> None:
    city = factories.city(published=True)
    city_map = read(client, cities_map(client))
    assert texts(city_map, "s:url/s:lastmod") == [city.changed_at.isoformat(timespec="seconds")]
