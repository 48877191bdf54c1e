"""Choices with their numbers, chips, advice for empty lists, and pages of long lists."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from partnerships import reading
from partnerships.filters import CityFilterSet, ExchangeFilterSet
from partnerships.models import Exchange
from sistercities.common.counting import Count, count_of
from sistercities.common.paging import page_of
from tests import factories

pytestmark = pytest.mark.django_db


def offered(filterset: Any, name: str) -> dict[str, int | None]:
    assert filterset.is_valid(), filterset.errors
    return {offer.value: offer.number for offer in filterset.filters[name].offers}


def cities(query: str) -> CityFilterSet:
    return CityFilterSet(QueryDict(query), queryset=reading.partners_in("en"))


def partner(country: str, tie_class: str, **given: Any) -> Any:
    city = factories.city(published=True, country=country)
    return factories.partnership(published=True, partner_city=city, tie_class=tie_class, **given)


def test_choices_are_counted_over_what_the_other_filters_leave() -> None:
    for country, tie_class in (("CZ", "sister_city"), ("CZ", "contact"), ("TH", "sister_city")):
        partner(country, tie_class, since="2011")
    found = cities("tie=sister_city")
    assert offered(found, "country") == {"CZ": 1, "TH": 1}
    assert offered(found, "tie") == {"sister_city": 2, "contact": 1}
    assert offered(found, "since") == {"2010": 2}
    assert offered(cities("country=CZ"), "country") == {"CZ": 2, "TH": 1}


def test_city_with_two_partnerships_of_a_decade_is_counted_once_in_it() -> None:
    tie = partner("CZ", "sister_city", since="2011")
    other = factories.home_city(published=True)
    factories.partnership(True, home_city=other, partner_city=tie.partner_city, tie_class="contact", since="2015-03")
    assert offered(cities(""), "since") == {"2010": 1}
    assert offered(cities(""), "tie") == {"sister_city": 1, "contact": 1}


def test_choices_of_partnerships_are_asked_for_together(django_assert_num_queries: Any) -> None:
    partner("CZ", "sister_city", since="2011")
    found = cities("")
    assert found.left is not None
    with django_assert_num_queries(1):
        assert [len(offered(found, name)) for name in ("tie", "status", "since")] == [1, 1, 1]
    with django_assert_num_queries(1):
        assert [len(offered(found, name)) for name in ("continent", "country")] == [1, 1]


def test_chosen_value_that_leaves_nothing_stays_among_the_choices() -> None:
    partner("CZ", "sister_city")
    partner("TH", "contact")
    assert offered(cities("country=CZ&tie=contact"), "country") == {"TH": 1, "CZ": 0}


def test_hidden_records_count_in_no_choice() -> None:
    shown, hidden = factories.city(True, slug="shown"), factories.city(slug="hidden")
    factories.exchange(published=True, cities=[shown, hidden], fields=[factories.field("culture")])
    factories.exchange(cities=[shown], fields=[factories.field("culture"), factories.field("health")])
    found = ExchangeFilterSet(QueryDict(""), queryset=Exchange.objects.published("en"))
    home = Exchange.objects.published("en").get().home_city.slug
    assert offered(found, "city") == {home: 1, "shown": 1}
    assert offered(found, "field") == {"culture": 1}
    assert offered(found, "year") == {"2018": 1}


def test_long_list_is_offered_without_numbers_until_few_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sistercities.common.filter_sets.count_of", lambda records: count_of(records, 2))
    for country in ("CZ", "CZ", "CZ", "TH"):
        partner(country, "sister_city")
    assert offered(cities(""), "country") == {"CZ": None, "TH": None}
    assert offered(cities("country=TH"), "tie") == {"sister_city": 1}


def test_empty_list_says_which_filter_to_drop(client: Client) -> None:
    partner("CZ", "sister_city")
    response = client.get("/en/cities/?country=CZ&tie=contact")
    told = [(drop.chip.name, drop.count.number) for drop in response.context["what_to_drop"]]
    assert told == [("tie", 1)]
    assert "Without “Class: Contact”: 1" in response.content.decode()


def test_chips_take_off_one_filter_each_and_drop_what_is_unknown(client: Client) -> None:
    partner("CZ", "sister_city")
    chips = client.get("/en/cities/?country=CZ&tie=sister_city&sort=since&page=3&utm=x").context["active_filters"]
    assert [chip.url for chip in chips] == ["?tie=sister_city&sort=since", "?country=CZ&sort=since"]


def walk(size: int, count: Count, start: dict[str, str]) -> list[list[str]]:
    records = Exchange.objects.published("en").newest_first()
    pages, here = [], start
    while True:
        page = page_of(records, count, here, size)
        pages.append([record.slug for record in page.rows])
        if page.following is None:
            return pages
        here = page.following


@pytest.mark.parametrize("is_exact", [True, False])
def test_pages_hold_each_record_once_in_order(is_exact: bool) -> None:
    home = factories.home_city(published=True)
    days = ["2018", "", "2018-05", "2018-05", "2019-01-02", "2018", "2001~"]
    for day in days:
        factories.exchange(published=True, home_city=home, starts_on=day)
    expected = list(Exchange.objects.newest_first().values_list("slug", flat=True))
    count = Count(7) if is_exact else Count(5, is_exact=False)
    pages = walk(3, count, {})
    assert [slug for page in pages for slug in page] == expected
    assert walk(3, count, {"after": expected[4]}) == [expected[5:]]
    last = page_of(Exchange.objects.newest_first(), count, {"page": "last"}, 3)
    assert last.rows[-1].slug == expected[-1]
    before = page_of(Exchange.objects.newest_first(), count, {"before": expected[5]}, 3)
    assert [record.slug for record in before.rows] == expected[2:5]


@pytest.mark.parametrize("slug", ["hidden", "no-such-thing", "\x00", "x" * 500, "曼谷", "' OR 1=1"])
def test_page_after_nothing_that_is_listed_is_the_first(client: Client, slug: str) -> None:
    factories.exchange(published=True, title="Shown")
    factories.exchange(slug="hidden")
    for name in ("after", "before"):
        response = client.get("/en/exchanges/", {name: slug})
        assert [exchange.title_en for exchange in response.context["object_list"]] == ["Shown"]
        assert response.context["canonical_url"] == "http://testserver/en/exchanges/"


def test_count_beyond_its_bound_says_more_than() -> None:
    assert Count(10_000, is_exact=False).words == "more than 10,000"
    assert Count(1_234).words == "1,234"


def test_view_stays_while_filters_change_and_an_unknown_one_is_the_usual(client: Client) -> None:
    partner("CZ", "sister_city")
    page = client.get("/en/cities/?view=table&country=CZ")
    assert 'name="view" value="table"' in page.content.decode()
    assert page.context["canonical_url"] == "http://testserver/en/cities/?country=CZ&view=table"
    assert client.get("/en/cities/?view=<x>").context["canonical_url"] == "http://testserver/en/cities/"
