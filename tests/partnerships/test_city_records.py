"""What a city's page tells: everything of the city and of its districts, each record once."""

from datetime import date

import pytest
from django.test import Client

from partnerships.city_records import CityRecords
from partnerships.models import City
from partnerships.recent_years import recent_years, years_of_home
from partnerships.timeline import entries_of
from partnerships.timeline_choices import Choice, Narrowed, narrowed
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def records_of(city: City) -> CityRecords:
    return CityRecords.of(city, "en")


def line(city: City, **asked: str) -> Narrowed:
    return narrowed(entries_of(records_of(city)), asked, TODAY)


def offered(choices: list[Choice]) -> list[tuple[str, int, str]]:
    return [(str(choice.label), choice.number, choice.query) for choice in choices]


def test_ties_and_exchanges_of_districts_are_told_once_under_their_names() -> None:
    city = factories.home_city(True, name="Chongqing")
    district = factories.home_city(True, name="Banan", parent=city, tier="district")
    own = factories.partnership(True, home_city=city)
    of_district = factories.partnership(True, home_city=district)
    both = factories.exchange(True, home_city=city, cities=[district, of_district.partner_city])
    only = factories.exchange(True, home_city=district, cities=[district, of_district.partner_city])
    records = records_of(city)
    assert records.own_partnerships == [own]
    assert records.district_partnerships == [(district, of_district)]
    found = {exchange.pk: records.district_of_record(exchange) for exchange in records.exchanges}
    assert found == {both.pk: None, only.pk: district}


def test_districts_of_a_partner_bring_their_agreements_and_honours() -> None:
    city = factories.city(True, name="Vienna")
    district = factories.city(True, name="Innere Stadt", parent=city, tier="district")
    tie = factories.partnership(True, partner_city=district)
    agreement = factories.agreement(True, partnership=tie)
    honour = factories.honour(True, recipient_city=district)
    records = records_of(city)
    assert (records.agreements, records.honours) == ([agreement], [honour])
    assert {entry.district for entry in entries_of(records)} == {district}
    assert all(entry.district is None for entry in entries_of(records_of(district)))


def test_hidden_district_brings_nothing() -> None:
    city = factories.city(True)
    factories.partnership(True, partner_city=factories.city(parent=city))
    factories.exchange(True, cities=[factories.city(parent=city)])
    records = records_of(city)
    assert (records.partnerships, records.exchanges) == ([], [])


def test_page_of_a_district_leads_up_to_its_city(client: Client) -> None:
    city = factories.city(True, name="Vienna", slug="vienna")
    district = factories.city(True, name="Innere Stadt", parent=city)
    tie = factories.partnership(True, partner_city=district)
    upward, downward = (client.get(each.get_absolute_url()).content.decode() for each in (district, city))
    assert 'stand on the page of <a href="/en/cities/vienna/">Vienna</a> too' in upward
    assert "Partnerships of its districts" in downward
    assert downward.count(f'href="{tie.get_absolute_url()}"') == 1


def test_timeline_is_narrowed_by_kind_and_field_and_tells_how_many_each_leaves() -> None:
    tie = factories.partnership(True)
    given = {"published": True, "home_city": tie.home_city, "cities": [tie.partner_city]}
    factories.exchange(fields=[factories.field()], **given)
    factories.exchange(fields=[factories.field(), factories.field("tourism")], **given)
    factories.agreement(True, partnership=tie).fields.add(factories.field("tourism"))
    whole = line(tie.partner_city)
    assert offered(whole.kinds) == [("Agreements", 1, "kind=agreement"), ("Exchanges", 2, "kind=exchange")]
    assert {(label, number) for label, number, _query in offered(whole.fields)} == {("Culture", 2), ("Tourism", 2)}
    part = line(tie.partner_city, kind="exchange", field="tourism")
    assert [entry.group for entry in part.entries] == ["exchange"]
    assert part.chosen == {"kind": "exchange", "field": "tourism"}
    assert offered(part.kinds) == [
        ("Agreements", 1, "field=tourism&kind=agreement"),
        ("Exchanges", 1, "field=tourism"),
    ]


@pytest.mark.parametrize("asked", [{"kind": "nothing"}, {"field": "x" * 5000}, {"period": "1"}, {"kind": "\x00"}])
def test_timeline_asked_for_what_nothing_bears_is_whole(asked: dict[str, str]) -> None:
    tie = factories.partnership(True)
    factories.agreement(True, partnership=tie)
    found = line(tie.partner_city, **asked)
    assert (len(found.entries), found.chosen) == (1, {})


def test_recent_years_count_what_was_held_and_lead_to_as_many_rows() -> None:
    tie = factories.partnership(True)
    given = {"published": True, "home_city": tie.home_city, "cities": [tie.partner_city]}
    for starts_on, more in (
        ("2021-12-31", {}),
        ("2022", {"persons": 12}),
        ("2026-11", {"persons": None}),
        ("2026-12", {"plan_status": "planned"}),
        ("", {}),
    ):
        factories.exchange(starts_on=starts_on, **given, **more)
    factories.agreement(True, partnership=tie, signed_on="2022-01-01")
    recent = recent_years(records_of(tie.partner_city), TODAY)
    assert (recent.first, recent.last) == (2022, 2026)
    assert (recent.exchanges, recent.agreements, recent.honours) == (2, 1, 0)
    assert (recent.persons, recent.persons_unknown) == (12, 1)
    assert len(line(tie.partner_city, kind="exchange", period="five-years").entries) == recent.exchanges


def test_each_year_of_a_home_city_leads_to_as_many_exchanges(client: Client) -> None:
    tie = factories.partnership(True)
    home, other = tie.home_city, factories.home_city(True)
    for starts_on, given in (
        ("2021-12-31", {"home_city": home}),
        ("2022", {"home_city": home, "cities": [home, tie.partner_city]}),
        ("2026-11", {"home_city": other, "cities": [home]}),
        ("2026-12", {"home_city": other, "held_in": home, "plan_status": "planned"}),
        ("2026", {"home_city": other}),
    ):
        factories.exchange(True, starts_on=starts_on, **given)
    factories.exchange(starts_on="2026", home_city=home)
    years = years_of_home(home, "en", TODAY)
    assert [(each.year, each.exchanges.words) for each in years] == [(2026, "2"), (2022, "1")]
    for each in years:
        listed = client.get("/en/exchanges/", {"city": home.slug, "year": each.year}).context["object_list"]
        assert len(listed) == each.exchanges.number


def test_place_that_is_not_public_is_not_named() -> None:
    city = factories.city(True)
    factories.exchange(True, cities=[city], held_in=factories.city(name="Hiddenville"))
    (exchange,) = records_of(city).exchanges
    assert exchange.held_in is None


def test_neighbours_are_the_cities_before_and_after_by_name(client: Client) -> None:
    cities = [factories.city(True, name=name) for name in ("Aswan", "Bangkok", "Chennai")]
    for city in cities:
        factories.partnership(True, partner_city=city, home_city=factories.home_city(True, name="Bb"))
    factories.city(name="Bangor")
    context = client.get(cities[1].get_absolute_url()).context
    assert (context["previous"], context["next"]) == (cities[0], cities[2])
    context = client.get(cities[0].get_absolute_url()).context
    assert context["previous"] is None


def test_page_has_its_address_as_a_code_and_the_way_to_report_an_error(client: Client) -> None:
    body = client.get(factories.city(True, slug="bangkok").get_absolute_url()).content.decode()
    assert '<svg viewBox="0 0 ' in body
    assert 'class="qr-code"' in body
    assert 'href="/en/contact/?about=/en/cities/bangkok/#content"' in body
