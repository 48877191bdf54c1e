"""Everything that machines are given, and the addresses found in it, followed to the end."""

import re
from collections import deque

from django.test import Client

from partnerships.exports import EXPORTS
from partnerships.views.open_data import endings_of
from sistercities.common.languages import CONTENT_LANGUAGES
from tests.public.secret_words import text_of

LISTS = ("cities", "partnerships", "agreements", "exchanges", "honours", "stories", "photos", "fields")
API = re.compile(r'http://testserver(/api/[^"\\]*)"')
MAPS = re.compile(r"http://testserver(/sitemap-[^<]*)<")


def api_doors() -> list[str]:
    """The lists of the API, two records a page, so that there are further pages."""
    return [f"/api/v1/{code}/{name}/?limit=2" for code in CONTENT_LANGUAGES for name in LISTS]


def files(client: Client) -> list[str]:
    """Feeds, maps of the site and the whole register as files; workbooks, which are packed, are looked at elsewhere."""
    ways = ["feed.atom", "cities/bangkok/feed.atom", "cities/chongqing/feed.atom", "fields/culture/feed.atom"]
    ways += ["open-data/", "open-data/datapackage.json", "open-data/wikidata-ties.tsv", "open-data/wikidata-ties.csv"]
    for name, export in EXPORTS.items():
        ways += [f"open-data/tables/{name}.csv"]
        ways += [f"open-data/{name}.{ending}" for ending in endings_of(export) if ending != "xlsx"]
    maps = MAPS.findall(client.get("/sitemap.xml").content.decode())
    return [*(f"/{code}/{way}" for code in CONTENT_LANGUAGES for way in ways), *maps]


def walk(client: Client, *more: str) -> dict[str, str]:
    """The API, and all files."""
    seen = walk_api(client, *more)
    for url in files(client):
        response = client.get(url)
        assert response.status_code in (200, 404), url
        seen[url] = text_of(response)
    return seen


def walk_api(client: Client, *more: str) -> dict[str, str]:
    """Every answer of the API that can be reached from its lists by the addresses that answers give, by address."""
    waiting, seen = deque([*api_doors(), *more]), {}
    while waiting:
        url = waiting.popleft()
        if url in seen:
            continue
        response = client.get(url)
        assert response.status_code in (200, 404), (url, response.content)
        seen[url] = response.content.decode()
        waiting.extend(API.findall(seen[url]))
    return seen
