"""Public pages ask the database as often for three rows as for one."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.public.site_of_everything import one_more, rows

pytestmark = pytest.mark.django_db

LISTS = ["city_list", "agreement_list", "exchange_list", "story_list"]
PAGES = ["partnership", "agreement", "exchange", "honour", "story"]
COMPOSED = {
    "fields/": 12,
    "fields/culture/": 12,
    "countries/": 12,
    "countries/th/": 12,
    "years/": 12,
    "years/2018/": 12,
    "anniversaries/": 12,
    "anniversaries.ics": 12,
    "cities/bangkok/anniversaries.ics": 12,
    "cities/bangkok/briefing/": 12,
    "cities/bangkok/?kind=exchange&field=culture&period=five-years": 20,
}


def table_of(sql: str) -> str:
    """Enough of a query to recognise it by."""
    return sql.partition(" FROM ")[2][:80]


def queries(client: Client, url: str) -> list[str]:
    """What a visitor's first look at a page asks."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return [table_of(query["sql"]) for query in captured.captured_queries]


def assert_asked_as_often(client: Client, first: dict[str, Any], url: str, most: int) -> None:
    """With two more of everything beside the `first`; and no more often than `most`."""
    once = queries(client, url)
    for _turn in range(2):
        one_more(first["home"], first["city"], first["partnership"])
    thrice = queries(client, url)
    assert len(thrice) == len(once), "\n".join(thrice)
    assert len(once) <= most, "\n".join(once)


@pytest.mark.parametrize("name", LISTS)
def test_list_asks_as_often_for_three_rows_as_for_one(client: Client, name: str) -> None:
    assert_asked_as_often(client, rows(1), reverse(f"partnerships:{name}"), most=15)


@pytest.mark.parametrize(("name", "most"), [*((name, 12) for name in PAGES), ("city", 20), ("home", 20)])
def test_page_asks_as_often_for_three_rows_as_for_one(client: Client, name: str, most: int) -> None:
    first = rows(1)
    assert_asked_as_often(client, first, first[name].get_absolute_url(), most)


def test_home_page_asks_as_often_for_three_rows_as_for_one(client: Client) -> None:
    assert_asked_as_often(client, rows(1), reverse("home"), most=12)


@pytest.mark.parametrize(("path", "most"), COMPOSED.items())
def test_composed_page_asks_as_often_for_three_rows_as_for_one(client: Client, path: str, most: int) -> None:
    with time_machine.travel("2026-11-24", tick=False):
        assert_asked_as_often(client, rows(1), f"/en/{path}", most)
