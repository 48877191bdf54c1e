"""Lists too long to be counted ask in other ways; what they find is what looking at each record finds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from partnerships import city_orders, facets, reading
from partnerships import word_filters as list_filters
from partnerships.city_orders import CitiesBySince
from partnerships.filters import AgreementFilterSet, CityFilterSet, ExchangeFilterSet
from partnerships.models import Agreement, City, Exchange, Partnership
from sistercities.common import paging
from sistercities.common.counting import Count, count_of
from sistercities.common.grouped_pages import grouped_page_of
from tests import factories

pytestmark = pytest.mark.django_db

COUNTRIES = ("CZ", "TH", "DE")
SINCE = ("", "1985", "1985-03", "1991-05-01", "2001~")


@pytest.fixture
def register() -> None:
    """Cities with one partnership or two, agreements and exchanges in fields, each fifth of them hidden."""
    homes = [factories.home_city(True), factories.home_city(True), factories.home_city()]
    fields = [factories.field("culture"), factories.field("health")]
    for number in range(15):
        city = factories.city(number % 5 != 4, country=COUNTRIES[number % 3], name_en=f"City q{number % 7}")
        for home in homes[number % 3 :]:
            is_public = (number + home.pk) % 5 != 0
            since = SINCE[(number + home.pk) % 5]
            tie = factories.partnership(is_public, home_city=home, partner_city=city, since=since)
            made = factories.agreement(number % 2 == 0, partnership=tie)
            made.fields.add(fields[number % 2])
        factories.exchange(number % 4 != 0, home_city=homes[0], cities=[city], fields=[fields[number % 3 % 2]])


@pytest.fixture(params=["few keys", "no keys"])
def long_lists(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list is too long to be counted; what it is narrowed by is found by keys, or by looking at each record."""
    bounded: Callable[..., Any] = lambda records, most=2: count_of(records, 2)  # noqa: E731
    monkeypatch.setattr("sistercities.common.filter_sets.count_of", bounded)
    if request.param == "no keys":
        monkeypatch.setattr(facets, "MOST_KEYS", 0)


def public_ties(city: City) -> list[Partnership]:
    ties = city.partnerships.all()
    return [tie for tie in ties if tie.is_public("en")]


def is_in_field(city: City, slug: str) -> bool:
    agreements = Agreement.objects.filter(fields__slug=slug, partnership__partner_city=city)
    return any(each.is_public("en") for each in agreements) or any(
        each.is_public("en") for each in city.exchanges.filter(fields__slug=slug)
    )


CITIES: dict[str, Callable[[City], bool]] = {
    "": lambda city: True,
    "since=1980": lambda city: any("1980" <= tie.since.sort_text < "1990" for tie in public_ties(city)),
    "since=1900": lambda city: False,
    "field=culture": lambda city: is_in_field(city, "culture"),
    "field=health&country=TH": lambda city: is_in_field(city, "health") and city.country.code == "TH",
}
ORDERS: dict[str, Callable[[City], Any]] = {
    "": lambda city: (city.sort_en, city.pk),
    "since": lambda city: (first_since(city), city.sort_en, city.pk),
    "country": lambda city: (city.country.name, city.sort_en, city.pk),
}


def first_since(city: City) -> str:
    return min((tie.since.sort_text for tie in public_ties(city) if tie.since), default="~")


@pytest.mark.usefixtures("register", "long_lists")
@pytest.mark.parametrize("query", CITIES)
def test_cities_of_a_long_list_are_those_found_one_by_one(query: str) -> None:
    partners = [city for city in City.objects.all() if city.is_public("en") and public_ties(city)]
    expected = [city for city in partners if CITIES[query](city)]
    for order, key in ORDERS.items():
        filterset = CityFilterSet(QueryDict(f"{query}&sort={order}"), queryset=reading.partners_in("en"))
        assert filterset.is_valid(), filterset.errors
        assert [city.pk for city in filterset.qs] == [city.pk for city in sorted(expected, key=key)]


@pytest.mark.usefixtures("register", "long_lists")
@pytest.mark.parametrize(
    ("query", "countries"), [("country=TH", "TH"), ("continent=europe", "CZ DE"), ("country=FR", "")]
)
def test_agreements_of_a_long_list_are_those_of_the_country(query: str, countries: str) -> None:
    public = [each for each in Agreement.objects.all() if each.is_public("en")]
    expected = {each.pk for each in public if each.partnership.partner_city.country.code in countries.split()}
    filterset = AgreementFilterSet(QueryDict(query), queryset=Agreement.objects.published("en"))
    assert filterset.is_valid(), filterset.errors
    assert {agreement.pk for agreement in filterset.qs} == expected


def exchanges(query: str) -> set[int]:
    filterset = ExchangeFilterSet(QueryDict(query), queryset=Exchange.objects.published("en"))
    assert filterset.is_valid(), filterset.errors
    return {exchange.pk for exchange in filterset.qs}


@pytest.mark.usefixtures("register", "long_lists")
@pytest.mark.parametrize("most_sought", [1, 30_000])
def test_exchanges_of_a_long_list_are_those_of_the_words(most_sought: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_filters, "MOST_SOUGHT", most_sought)
    public = [each for each in Exchange.objects.all() if each.is_public("en")]
    named = {each.pk for each in public if any(c.name_en == "City q3" and c.is_public("en") for c in each.cities.all())}
    assert named
    word = public[0].title_en.split()[0]
    assert exchanges("q=city+q3") == named
    assert exchanges(f"q={word}") == {each.pk for each in public if word in each.title_en}
    assert exchanges(f"q={word}+q3+city") == {each.pk for each in public if word in each.title_en and each.pk in named}
    assert exchanges("q=nowhere") == set()


@pytest.mark.usefixtures("register")
def test_rows_read_by_their_keys_are_those_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "FAR", 0)
    for order in ORDERS:
        filterset = CityFilterSet(QueryDict(f"sort={order}"), queryset=reading.partners_in("en"))
        cities = reading.city_row(filterset.qs, "en")
        assert paging.rows_of(cities, 2, 7) == list(cities[2:7])
        assert paging.rows_of(cities, 100, 140) == []


@pytest.mark.usefixtures("register", "long_lists")
def test_long_list_offers_the_fields_of_public_records_alone() -> None:
    hidden, signed = factories.field("tourism"), factories.field("sports")
    factories.exchange(False, fields=[hidden])
    Agreement.objects.published("en")[0].fields.add(signed)
    offered = {
        model: [offer.value for offer in filters(QueryDict(), queryset=records).filters["field"].offers]
        for model, filters, records in (
            (Exchange, ExchangeFilterSet, Exchange.objects.published("en")),
            (City, CityFilterSet, reading.partners_in("en")),
        )
    }
    assert sorted(offered[Exchange]) == ["culture", "health"]
    assert sorted(offered[City]) == ["culture", "health", "sports"]


@pytest.mark.usefixtures("register", "long_lists")
def test_single_letter_beside_other_words_is_a_word_of_its_own_in_a_long_list() -> None:
    home = City.objects.home()[0]
    plan_b = factories.exchange(True, home_city=home, title="Plan b for ferries")
    plan = factories.exchange(True, home_city=home, title="Plan by boat for ferries")
    assert exchanges("q=ferries+b") == {plan_b.pk}
    assert exchanges("q=ferries+f") == set()
    assert exchanges("q=b") >= {plan_b.pk, plan.pk}


def all_pages(cities: Any, groups: Any, size: int) -> list[list[str]]:
    """Slugs of every page, from the first on along the links."""
    pages: list[list[str]] = []
    asked: dict[str, str] | None = {}
    while asked is not None:
        page = grouped_page_of(cities, Count(2, is_exact=False), asked, size, groups(cities))
        pages.append([city.slug for city in page.rows])
        asked = page.following
    return pages


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(("fewest", "named"), [(1, 0), (3, 1_000)])
@pytest.mark.parametrize("order", ["since", "country"])
def test_long_list_gathered_in_groups_is_the_sorted_list(
    order: str, fewest: int, named: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city_orders, "FEWEST_TIES", fewest)
    monkeypatch.setattr(city_orders, "MOST_NAMED", named)
    filterset = CityFilterSet(QueryDict(f"sort={order}"), queryset=reading.partners_in("en"))
    expected = [city.slug for city in sorted(filterset.qs, key=ORDERS[order])]
    length = Count(2, is_exact=False)
    page_of = lambda asked: grouped_page_of(filterset.qs, length, asked, 3, filterset.groups(filterset.qs))  # noqa: E731

    assert [slug for page in all_pages(filterset.qs, filterset.groups, 2) for slug in page] == expected
    assert [city.slug for city in page_of({"page": "last"}).rows] == expected[-3:]
    assert [city.slug for city in page_of({"page": "2"}).rows] == expected[3:6]
    for place in range(3, len(expected)):
        assert [city.slug for city in page_of({"before": expected[place]}).rows] == expected[place - 3 : place]
    assert [city.slug for city in page_of({"after": expected[-1]}).rows] == expected[-3:]
    assert [city.slug for city in page_of({"after": "nowhere"}).rows] == expected[:3]
    assert [city.slug for city in page_of({"before": expected[1]}).rows] == expected[:3]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("hide", ["tie", "moment"])
def test_order_by_date_is_silent_about_a_hidden_date(hide: str) -> None:
    partners = reading.partners_in("en")
    early = max((city for city in partners if first_since(city) != "~"), key=lambda city: ORDERS["since"](city))
    home = factories.home_city(True)
    tie = factories.partnership(hide == "moment", home_city=home, partner_city=early, since="1901")
    if hide == "moment":
        Partnership.objects.filter(pk=tie.pk).update(publish_at=timezone.now() + timedelta(days=1))
    shown = [slug for page in all_pages(partners, lambda cities: CitiesBySince(cities, "en"), 4) for slug in page]
    assert shown == [city.slug for city in sorted(partners, key=ORDERS["since"])]
    Partnership.objects.filter(pk=tie.pk).update(state_en="published", publish_at=None)
    shown = [slug for page in all_pages(partners, lambda cities: CitiesBySince(cities, "en"), 4) for slug in page]
    assert shown[0] == early.slug


@pytest.mark.usefixtures("register", "long_lists")
@pytest.mark.parametrize("most_keys", [0, 2, 10_000])
def test_words_of_an_exchange_and_of_its_cities_are_found_whatever_is_entered_first(
    most_keys: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST_KEYS", most_keys)
    home = City.objects.home()[0]
    one, two = (factories.city(True, name_en=f"Port {number}") for number in (1, 2))
    own = factories.exchange(True, home_city=home, title="Ferries 1 and 2")
    first = factories.exchange(True, home_city=home, title="Ferries 2", cities=[one])
    second = factories.exchange(True, home_city=home, title="Ferries 1", cities=[two])
    both = factories.exchange(True, home_city=home, title="Ferries", cities=[one, two])
    factories.exchange(True, home_city=home, title="Ferries 1 again", cities=[one])
    factories.exchange(False, home_city=home, title="Ferries 1, 2", cities=[one, two])
    assert exchanges("q=1+2") == exchanges("q=ferries+2+1") == {own.pk, first.pk, second.pk, both.pk}
    assert exchanges("q=port+2+ferries+1") == {first.pk, second.pk, both.pk}
    assert exchanges("q=1+2+3") == set()
