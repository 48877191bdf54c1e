"""Public pages ask the database as often for three rows as for one."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.public.site_of_everything import one_more, rows

pytestmark = pytest.mark.django_db

LISTS = ["city_list", "agreement_list", "exchange_list", "story_list"]
PAGES = ["partnership", "agreement", "exchange", "honour", "story"]


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


@pytest.mark.parametrize("name", LISTS)
def test_list_asks_as_often_for_three_rows_as_for_one(client: Client, name: str) -> None:
    url = f"/en/{name.split('_')[0].replace('city', 'citie').replace('story', 'storie')}s/"
    first = rows(1)
    once = queries(client, url)
    for _turn in range(2):
        one_more(first["home"], first["city"], first["partnership"])
    thrice = queries(client, url)
    assert len(thrice) == len(once), "\n".join(thrice)
    assert len(once) <= 20, "\n".join(once)


@pytest.mark.parametrize(("name", "most"), [*((name, 12) for name in PAGES), ("city", 20), ("home", 20)])
def test_page_asks_as_often_for_three_rows_as_for_one(client: Client, name: str, most: int) -> None:
    first = rows(1)
    url = first[name].get_absolute_url()
    once = queries(client, url)
    for _turn in range(2):
        one_more(first["home"], first["city"], first["partnership"])
    thrice = queries(client, url)
    assert len(thrice) == len(once), "\n".join(thrice)
    assert len(once) <= most, "\n".join(once)


def test_home_page_asks_as_often_for_three_rows_as_for_one(client: Client) -> None:
    first = rows(1)
    once = queries(client, reverse("home"))
    for _turn in range(2):
        one_more(first["home"], first["city"], first["partnership"])
    thrice = queries(client, reverse("home"))
    assert len(thrice) == len(once), "\n".join(thrice)
    assert len(once) <= 12, "\n".join(once)
