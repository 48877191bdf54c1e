"""Hosts that nobody but an attacker writes: their pages reach no visitor, and take the room of no page of the site."""

from typing import Any

import pytest
from django.test import Client

from sistercities.common import page_shelves
from sistercities.common.kept_pages import KeptPage
from sistercities.common.page_cache import PageCache
from tests.public.kept import nothing_asked

pytestmark = pytest.mark.django_db
SITE = {"host": "testserver"}


def cache_of(client: Client) -> PageCache:
    """The page cache of this browser's server, after a first request."""
    client.get("/healthz")
    found: Any = client.handler._middleware_chain
    while not isinstance(found, PageCache):
        found = found.__wrapped__
    return found


def test_host_written_in_another_case_gets_a_page_of_its_own_and_leaves_none(visitor: Client) -> None:
    for _fresh_then_again in range(2):
        assert b"http://TESTSERVER/" in visitor.get("/en/cities/", headers={"host": "TESTSERVER"}).content
        assert b"TESTSERVER" not in visitor.get("/en/cities/").content
    assert all(address.host.islower() for address in cache_of(visitor).rules)


def test_made_up_hosts_are_forgotten_first_and_keep_no_page_among_those_of_the_site(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_shelves, "MOST_RULES", 5)
    for port in range(1, 20):
        visitor.get("/en/about/", headers={"host": f"testserver:{port}"})
    page = KeptPage.of(visitor.get("/en/about/", headers=SITE))
    cache = cache_of(visitor)
    assert len(list(cache.rules)) == 5
    assert 0 < cache.pages._plain.size <= page.weight + 100
    with nothing_asked():
        visitor.get("/en/about/", headers=SITE)


def test_site_is_kept_however_many_hosts_were_made_up_before(visitor: Client) -> None:
    for port in range(1, 40):
        visitor.get("/en/about/", headers={"host": f"testserver:{port}"})
    visitor.get("/en/about/", headers=SITE)
    with nothing_asked():
        visitor.get("/en/about/", headers=SITE)
