"""Lists narrowed by visitors."""

import pytest
from django.http import QueryDict

from partnerships import reading, word_filters
from partnerships.filters import AgreementFilterSet, CityFilterSet, ExchangeFilterSet, StoryFilterSet
from partnerships.models import Agreement, Exchange, Story
from tests import factories

pytestmark = pytest.mark.django_db


def cities(query: str) -> list[str]:
    """Names of the partner cities that a query string leaves."""
    filterset = CityFilterSet(QueryDict(query), queryset=reading.partners_in("en"))
    assert filterset.is_valid(), filterset.errors
    return [city.name_en for city in filterset.qs]


def partner(name: str, **given: object) -> object:
    tie = {key: given.pop(key) for key in ("tie_class", "status", "since", "home_city") if key in given}
    city = factories.city(published=True, name_en=name, name_zh_hans=given.pop("chinese", name), **given)
    return factories.partnership(published=True, partner_city=city, **tie)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("曼谷", "Bangkok"),
        ("bangk", "Bangkok"),
        ("zurich", "Zürich"),
        ("Zürich", "Zürich"),
        ("ZÜRICH", "Zürich"),
        ("PRAHA", "Prague"),
        ("布拉格", "Prague"),
        ("Switzerland", "Zürich"),
        ("瑞士", "Zürich"),
    ],
)
def test_city_is_found_by_any_of_its_names(query: str, found: str) -> None:
    partner("Bangkok", chinese="曼谷")
    partner("Zürich", chinese="苏黎世", country="CH")
    partner("Prague", chinese="布拉格", native_name="Praha", country="CZ")
    assert cities(f"q={query}") == [found]


def test_cities_of_a_continent_are_counted_and_found_with_those_of_regions() -> None:
    for name, country in (("Bangkok", "TH"), ("Zürich", "CH"), ("Hong Kong", "HK")):
        partner(name, country=country)
    assert cities("continent=asia") == ["Bangkok", "Hong Kong"]
    filterset = CityFilterSet(QueryDict(""), queryset=reading.partners_in("en"))
    offered = filterset.filters["continent"].count(filterset.qs, "en")
    assert [(offer.value, offer.number) for offer in offered] == [("asia", 2), ("europe", 1)]


@pytest.mark.parametrize("value", ["atlantis", "", "ASIA", "\ud800"])
def test_continent_that_is_none_is_an_error_or_narrows_nothing(value: str) -> None:
    partner("Bangkok")
    filterset = CityFilterSet(QueryDict(mutable=True) | {"continent": value}, queryset=reading.partners_in("en"))
    assert filterset.is_valid() == (value == "")


def test_city_is_found_by_a_former_name() -> None:
    tie = partner("Bangkok")
    tie.partner_city.other_names.create(name="Krung Thep")
    tie.partner_city.save()
    assert cities("q=krung thep") == ["Bangkok"]


def test_class_and_decade_are_asked_of_one_partnership() -> None:
    tie = partner("Both", tie_class="sister_city", since="1986")
    home = factories.home_city(published=True)
    factories.partnership(
        published=True, home_city=home, partner_city=tie.partner_city, tie_class="friendly_exchange", since="2011"
    )
    assert cities("tie=sister_city&since=1980") == ["Both"]
    assert cities("tie=friendly_exchange&since=1980") == []


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Aachen", "Brno", "Cork"]),
        ("sort=since", ["Cork", "Aachen", "Brno"]),
        ("sort=country", ["Brno", "Aachen", "Cork"]),
    ],
)
def test_cities_are_ordered_as_asked_with_unknown_dates_last(order: str, expected: list[str]) -> None:
    partner("Brno", country="CZ")
    partner("Aachen", country="DE", since="2004-05")
    partner("Cork", country="IE", since="1999")
    assert cities(order) == expected


def test_status_that_staff_keep_to_themselves_narrows_nothing() -> None:
    told, untold = partner("Told", status="suspended"), partner("Untold", status="suspended")
    told.events.create(status="suspended", is_public=True)
    untold.events.create(status="suspended")
    partner("Dormant", status="dormant")
    assert cities("status=suspended") == ["Told"]
    assert cities("status=in_force") == ["Dormant"]


def test_dormant_is_not_offered_as_a_status() -> None:
    partner("Dormant", status="dormant")
    offered = CityFilterSet(QueryDict(""), queryset=reading.partners_in("en")).form.fields["status"].choices
    assert [value for value, _label in offered] == ["", "in_force"]


def test_city_without_public_partnership_is_no_partner() -> None:
    factories.city(published=True, name="On the way")
    factories.partnership(home_city=factories.home_city(published=True), partner_city=factories.city(published=True))
    assert cities("") == []


def test_city_is_narrowed_by_the_field_of_its_public_exchanges() -> None:
    tie, other = partner("Bangkok"), partner("Brno")
    given = {"home_city": tie.home_city, "fields": [factories.field("culture")]}
    factories.exchange(published=True, cities=[tie.partner_city], **given)
    factories.exchange(cities=[other.partner_city], **given)
    assert cities("field=culture") == ["Bangkok"]


def exchanges(query: str) -> list[str]:
    filterset = ExchangeFilterSet(QueryDict(query), queryset=Exchange.objects.published("en"))
    assert filterset.is_valid(), filterset.errors
    return [exchange.title_en for exchange in filterset.qs]


def test_exchange_is_found_by_the_names_of_its_public_cities_and_by_words_of_both() -> None:
    public, hidden = factories.city(published=True, name="曼谷"), factories.city(name="Hidden")
    factories.exchange(published=True, title="Mayors meet", cities=[public, hidden])
    assert exchanges("q=曼谷") == ["Mayors meet"]
    assert exchanges("q=mayors 曼谷") == ["Mayors meet"]
    assert exchanges("q=hidden") == []


def test_exchange_is_in_the_year_in_which_it_begins_and_undated_in_none() -> None:
    home = factories.home_city(published=True)
    factories.exchange(published=True, home_city=home, title="Over new year", starts_on="2023-12-28", ends_on="2024-01")
    factories.exchange(published=True, home_city=home, title="About then", starts_on="2023~")
    factories.exchange(published=True, home_city=home, title="Undated", starts_on="")
    assert sorted(exchanges("year=2023")) == ["About then", "Over new year"]


def test_exchange_is_narrowed_by_country_of_those_taking_part() -> None:
    factories.exchange(published=True, title="Thai", cities=[factories.city(published=True, country="TH")])
    factories.exchange(published=True, title="Lao", cities=[factories.city(published=True, country="LA")])
    assert exchanges("country=LA") == ["Lao"]


def test_agreement_is_narrowed_by_decade_kind_and_country() -> None:
    tie = partner("Bangkok")
    factories.agreement(published=True, partnership=tie, title="First", signed_on="2011-09-26")
    factories.agreement(published=True, partnership=tie, title="Second", signed_on="2021")

    def left(query: str) -> list[str]:
        filterset = AgreementFilterSet(QueryDict(query), queryset=Agreement.objects.published("en"))
        return [agreement.title_en for agreement in filterset.qs]

    assert left("signed=2010") == ["First"]
    assert left("q=bangkok&country=TH&kind=friendly-exchange") == ["Second", "First"]


@pytest.mark.parametrize("most_sought", [word_filters.MOST_SOUGHT, 1])
def test_agreement_is_not_found_by_words_in_a_language_in_which_its_partnership_is_hidden(
    most_sought: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of frequent words each record is looked at by itself: on the same condition."""
    monkeypatch.setattr(word_filters, "MOST_SOUGHT", most_sought)
    home, city = factories.home_city(published=True), factories.city(published=True)
    tie = factories.partnership(published="en", home_city=home, partner_city=city)
    factories.agreement(published=True, partnership=tie, title_en="Bridges", title_zh_hans="Bridges zq7")
    filterset = AgreementFilterSet(QueryDict("q=bridges zq7"), queryset=Agreement.objects.published("en"))
    assert [agreement.title_en for agreement in filterset.qs] == []


def test_story_is_narrowed_by_city_and_year() -> None:
    city = factories.city(published=True, slug="bangkok")
    factories.story(published=True, title="About it", cities=[city], published_on="2024-04")
    factories.story(published=True, title="About nothing", published_on="2023")
    filterset = StoryFilterSet(QueryDict("city=bangkok&year=2024"), queryset=Story.objects.published("en"))
    assert [story.title_en for story in filterset.qs] == ["About it"]


def test_value_that_is_not_offered_is_an_error_of_its_field() -> None:
    partner("Bangkok")
    filterset = CityFilterSet(QueryDict("country=XX"), queryset=reading.partners_in("en"))
    assert not filterset.is_valid()
    assert list(filterset.errors) == ["country"]


def test_more_cities_than_can_be_read_are_not_offered_and_still_narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sistercities.common.facets.MOST_OFFERED", 1)
    cities = [factories.city(published=True, slug=slug) for slug in ("one", "two")]
    hidden = factories.city(slug="hidden")
    for city in cities:
        factories.exchange(published=True, title=f"With {city.slug}", cities=[city, hidden])
    form = ExchangeFilterSet(QueryDict("city=two"), queryset=Exchange.objects.published("en")).form
    assert [field.name for field in form.hidden_fields()] == ["city"]
    assert exchanges("city=two") == ["With two"]
    for unknown in ("hidden", "nonsense"):
        assert list(ExchangeFilterSet(QueryDict(f"city={unknown}"), queryset=Exchange.objects.published("en")).errors)
