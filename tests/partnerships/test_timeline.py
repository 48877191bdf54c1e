"""One line of everything dated about a city."""

import pytest
from django.utils.translation import override

from partnerships.city_records import LATEST, CityRecords
from partnerships.models import City
from partnerships.timeline import Timeline, entries_of, timeline
from tests import factories

pytestmark = pytest.mark.django_db


def line_of(city: City) -> Timeline:
    with override("en"):
        return timeline(entries_of(CityRecords.of(city, "en")))


def said(line: Timeline) -> list[tuple[str, str]]:
    return [(entry.date.text, entry.title) for entry in line.dated]


def test_timeline_has_everything_at_its_own_precision_the_vaguer_first() -> None:
    tie = factories.partnership(published=True)
    given = {"published": True, "home_city": tie.home_city, "cities": [tie.partner_city]}
    factories.exchange(title="In May", starts_on="2018-05", **given)
    factories.exchange(title="On a day of May", starts_on="2018-05-01", **given)
    factories.exchange(title="That year", starts_on="2018", **given)
    factories.exchange(title="Around then", starts_on="2011~", **given)
    factories.agreement(published=True, partnership=tie, title="Signed", signed_on="2011-09-26")
    factories.honour(published=True, partnership=tie, name="Award", given_on="2014-11")
    factories.story(published=True, cities=[tie.partner_city], title="Story", published_on="2024-04-19")
    tie.events.create(status="in_force", happened_on="2012", is_public=True)
    assert said(line_of(tie.partner_city)) == [
        ("2011~", "Around then"),
        ("2011-09-26", "Signed"),
        ("2012", "In force"),
        ("2014-11", "Award"),
        ("2018", "That year"),
        ("2018-05", "In May"),
        ("2018-05-01", "On a day of May"),
        ("2024-04-19", "Story"),
    ]


def test_timeline_keeps_what_has_no_date_apart() -> None:
    tie = factories.partnership(published=True)
    factories.exchange(published=True, title="Culture week", starts_on="", partnership=tie, home_city=tie.home_city)
    line = line_of(tie.partner_city)
    assert line.dated == []
    assert [(entry.title, bool(entry.date)) for entry in line.undated] == [("Culture week", False)]


def test_timeline_of_partner_leaves_out_other_partners_exchanges() -> None:
    tie = factories.partnership(published=True)
    factories.exchange(
        published=True, title="Elsewhere", home_city=tie.home_city, cities=[factories.city(published=True)]
    )
    assert not line_of(tie.partner_city)


def test_timeline_names_the_place_only_where_it_is_known() -> None:
    tie = factories.partnership(published=True)
    given = {"published": True, "home_city": tie.home_city, "cities": [tie.partner_city]}
    factories.exchange(starts_on="2018", **given)
    factories.exchange(starts_on="2019", venue="Siam Theatre", held_in=tie.partner_city, **given)
    places = [entry.places for entry in line_of(tie.partner_city).dated]
    assert places == [(), ("Siam Theatre", tie.partner_city.name_en)]


def test_planned_exchange_is_marked_as_planned() -> None:
    tie = factories.partnership(published=True)
    given = {"home_city": tie.home_city, "cities": [tie.partner_city], "direction": "inbound"}
    factories.exchange(published=True, starts_on="2018", plan_status="planned", **given)
    factories.exchange(published=True, starts_on="2017", **given)
    held, planned = line_of(tie.partner_city).dated
    assert (held.mark, held.kind) == ("inbound", "Delegation visit")
    assert (planned.mark, planned.kind) == ("planned", "Delegation visit · Planned")


def test_home_city_shows_its_latest_exchanges_only() -> None:
    home = factories.home_city(published=True)
    for number in range(LATEST + 1):
        factories.exchange(published=True, home_city=home, starts_on=f"{2000 + number}")
    records = CityRecords.of(home, "en")
    assert len(records.exchanges) == LATEST
    assert records.has_more_exchanges
    assert records.exchanges[0].starts_on.year == 2000 + LATEST
