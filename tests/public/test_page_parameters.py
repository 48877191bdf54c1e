"""Addresses with parameters: what a page knows is kept apart; what it does not know is not kept and reaches nobody."""

import pytest
from django.test import Client

from tests.public.kept import cache_behind, is_kept, nothing_asked
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/en/about/",
        "/en/cities/",
        "/en/cities/bangkok/",
        "/en/search/",
        "/en/figures/",
        "/en/figures/exchanges/",
        "/en/",
    ],
)
def test_parameters_that_a_page_does_not_know_keep_nothing_and_reach_nobody(visitor: Client, path: str) -> None:
    rows(1)
    cache = cache_behind(visitor, path)
    first, plain = cache.pages.size, visitor.get(path).content
    for number in range(3):
        assert visitor.get(f"{path}?mail=zqstranger{number}&_x[]={number}").content == plain
    assert cache.pages.size == first


def test_parameters_that_a_page_knows_are_kept_apart_in_any_order(visitor: Client) -> None:
    rows(1)
    narrowed = visitor.get("/en/cities/?country=TH&sort=-name").content
    with nothing_asked():
        assert visitor.get("/en/cities/?x=1&sort=-name&country=TH").content == narrowed
        assert visitor.get("/en/cities/?country=TH&sort=-name").content == narrowed
    assert not is_kept(visitor, "/en/cities/?country=JP&sort=-name")


def test_page_that_may_read_any_parameter_is_kept_without_them_only(visitor: Client) -> None:
    visitor.get("/en/feed.atom")
    assert is_kept(visitor, "/en/feed.atom")
    visitor.get("/en/feed.atom?any=1")
    assert not is_kept(visitor, "/en/feed.atom?any=1")


def test_rows_behind_each_figure_are_kept_by_what_they_are_asked_for(visitor: Client) -> None:
    rows(1)
    for path in ("/en/figures/exchanges/?year=2018&page=2", "/en/figures/partnerships/?country=TH"):
        shown = visitor.get(path).content
        with nothing_asked():
            assert visitor.get(f"{path}&mail=zqstranger").content == shown
    other = visitor.get("/en/figures/partnerships/?country=JP").content
    assert other != visitor.get("/en/figures/partnerships/?country=TH").content
