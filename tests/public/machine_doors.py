"""Everything that machines are given, and the addresses found in it, followed to the end."""

import re
from collections import deque

from django.test import Client

from sistercities.common.languages import CONTENT_LANGUAGES

LISTS = ("cities", "partnerships", "agreements", "exchanges", "honours", "stories", "photos", "fields")
API = re.compile(r'http://testserver(/api/[^"\\]*)"')


def api_doors() -> list[str]:
    """The lists of the API, two records a page, so that there are further pages."""
    return [f"/api/v1/{code}/{name}/?limit=2" for code in CONTENT_LANGUAGES for name in LISTS]


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
