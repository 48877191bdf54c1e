"""Every number of the figures is the number of rows behind its link, hidden records or not."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_countries.data import COUNTRIES

from partnerships.continents import COUNTRIES_ON, REGIONS, is_country
from tests import factories
from tests.public.test_query_counts import queries

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r'<a class="figure-(number|sum-delegations|sum-persons)"\s+href="([^"]+)">([^<]+)</a>')
COUNT = re.compile(r'class="figure-(count|delegations|persons)">([^<]+)<')
SHOWN = {"number": "count", "sum-delegations": "delegations", "sum-persons": "persons"}


def number(text: str) -> int:
    return int(text.replace(",", ""))


def register() -> None:
    """Ties and exchanges of every sort, and beside them the same that nobody may see."""
    home, district = factories.home_city(True), factories.home_city(True, tier="district")
    hidden_home = factories.home_city()
    thai = factories.city(True, country="TH")
    places = [thai, factories.city(True, country="HK"), factories.city(True, country="FR", tier="first_level")]
    for place in places:
        factories.partnership(True, home_city=home, partner_city=place, since="2011-09-26")
    factories.partnership(True, home_city=district, partner_city=thai, tie_class="friendly_exchange", since="1999~")
    factories.partnership(
        True, home_city=district, partner_city=places[2], tie_class="contact", status="dormant", since=""
    )
    told = factories.partnership(True, home_city=district, partner_city=places[1], status="suspended", since="2020")
    told.events.create(status="suspended", is_public=True)
    untold = factories.partnership(True, home_city=home, partner_city=factories.city(True), status="suspended")
    untold.events.create(status="suspended")
    for hidden in hidden_things(home):
        factories.partnership(**hidden)
    factories.partnership(True, home_city=hidden_home, partner_city=thai, since="1950")
    exchanges(home)
    factories.exchange(True, home_city=hidden_home, starts_on="1950", delegations=100)


def hidden_things(home: Any) -> list[dict[str, Any]]:
    later = timezone.now() + timedelta(hours=1)
    states: list[dict[str, Any]] = [
        {"published": False},
        {"published": "zh-hans"},
        {"published": True, "publish_at": later},
    ]
    return [{**state, "home_city": home, "partner_city": factories.city(True, country="IS")} for state in states]


def exchanges(home: Any) -> None:
    culture, health = factories.field("culture"), factories.field("health")
    for given in (
        {"starts_on": "2018-05", "direction": "inbound", "delegations": 2, "persons": 1500, "fields": [culture]},
        {"starts_on": "2018", "direction": "inbound", "delegations": 0, "fields": [culture, health]},
        {"starts_on": "2021-03-02", "direction": "outbound", "persons": 12, "kind": "forum"},
        {"starts_on": "", "direction": "unknown"},
        {"starts_on": "2019", "direction": "online", "plan_status": "cancelled", "delegations": 50},
        {"starts_on": "2999", "direction": "inbound", "plan_status": "planned", "persons": 50},
    ):
        factories.exchange(True, home_city=home, **given)
    factories.exchange(home_city=home, starts_on="1951", delegations=70, fields=[health])
    factories.exchange("zh-hans", home_city=home, starts_on="1952", persons=70)


def counted(client: Client, url: str) -> dict[str, int]:
    """What the page behind a number says, after its rows have been counted."""
    page = client.get(url)
    assert page.status_code == 200
    told = {name: number(text) for name, text in COUNT.findall(page.content.decode())}
    rows = page.context["rows"]
    assert page.context["page_obj"].is_alone
    assert len(rows) == told.get("count", 0)
    for name in ("delegations", "persons"):
        known = [getattr(row, name) for row in rows if getattr(row, name, None) is not None]
        assert told.get(name) == (sum(known) if known else None)
    return told


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_number_is_that_of_the_rows_behind_it(client: Client, language: str) -> None:
    register()
    page = client.get(f"/{language}/figures/").content.decode()
    numbers = NUMBER.findall(page)
    assert len(numbers) > 40
    wrong = {}
    for name, url, text in numbers:
        told = counted(client, url.replace("&amp;", "&")).get(SHOWN[name], 0)
        if told != number(text):
            wrong[name, url] = (number(text), told)
    assert wrong == {}


def test_figures_tell_what_is_public_and_nothing_else(client: Client) -> None:
    register()
    found = client.get("/en/figures/").context["figures"]
    ties = {name: {figure.value: figure.number for figure in listed} for name, listed in found.ties.items()}
    assert ties == {
        "tie": {"sister_city": 5, "friendly_exchange": 1, "contact": 1},
        "status": {"in_force": 5, "suspended": 1, "unknown": 1},
        "continent": {"asia": 5, "europe": 2},
        "country": {"TH": 3, "HK": 2, "FR": 2},
        "level": {"first_level": 2, "city": 5},
        "since": {"1990": 1, "2010": 3, "2020": 1, "unknown": 2},
    }
    held = {name: {figure.value: figure.number for figure in listed} for name, listed in found.exchanges.items()}
    assert held == {
        "year": {"2018": 2, "2021": 1, "unknown": 1},
        "direction": {"outbound": 1, "inbound": 2, "unknown": 1},
        "kind": {"visit": 3, "forum": 1},
        "field": {"culture": 2, "health": 1, "unknown": 2},
    }


def test_unknown_sizes_stand_apart_and_are_no_zero(client: Client) -> None:
    register()
    visits = {str(row.exchanges.value): row for row in client.get("/en/figures/").context["figures"].visits}
    inbound, outbound = visits["inbound"], visits["outbound"]
    assert (inbound.delegations.number, inbound.delegations_unknown.number) == (2, 0)
    assert (inbound.persons.number, inbound.persons_unknown.number) == (1500, 1)
    assert not outbound.delegations.is_known
    page = client.get("/en/figures/").content.decode()
    assert "not known" in page
    assert "As of" in page


def test_regions_are_not_counted_as_countries(client: Client) -> None:
    register()
    found = client.get("/en/figures/").context["figures"]
    assert [figure.value for figure in found.countries] == ["TH", "FR"]
    assert [figure.value for figure in found.regions] == ["HK"]
    assert "Hong Kong, China" in client.get("/en/figures/").content.decode()


def test_every_code_is_on_one_continent_and_195_are_countries() -> None:
    placed = [code for codes in COUNTRIES_ON.values() for code in codes]
    assert sorted(placed) == sorted(COUNTRIES)
    assert set(COUNTRIES) >= REGIONS
    assert sum(map(is_country, COUNTRIES)) == 193 + 2 + 2
    assert not is_country("XX")


def test_figures_ask_as_often_for_many_as_for_few(client: Client) -> None:
    register()
    once = queries(client, "/en/figures/")
    register()
    assert len(queries(client, "/en/figures/")) == len(once) <= 12
    for path in ("figures/partnerships/?tie=sister_city", "figures/exchanges/?field=culture"):
        assert len(queries(client, f"/en/{path}")) <= 12


@pytest.mark.parametrize(
    "query", ["country=XX", "tie=nonsense", "since=2011", "year=20x1", "field=nothing", "status=dormant", "continent=x"]
)
def test_value_that_there_is_not_finds_nothing(client: Client, query: str) -> None:
    register()
    for page in ("partnerships", "exchanges"):
        answer = client.get(f"/en/figures/{page}/?{query}")
        assert answer.status_code == 200
        if page == "partnerships" and query.split("=")[0] in ("country", "tie", "since", "status", "continent"):
            assert "Nothing is counted here" in answer.content.decode()


@pytest.mark.parametrize("value", ["\x00", "9" * 5000, "'", "😀", "²", "-1", "<script>alert(1)</script>"])
def test_hostile_values_are_answered(client: Client, value: str) -> None:
    names = ["country", "continent", "tie", "status", "level", "since", "year", "direction", "kind", "field", "persons"]
    for page in ("partnerships", "exchanges"):
        answer = client.get(f"/zh-hans/figures/{page}/", dict.fromkeys([*names, "delegations", "page"], value))
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
    assert client.get("/en/figures/nothing.csv").status_code == 404


def test_table_is_downloaded_with_its_rule_and_its_day(client: Client) -> None:
    register()
    response = client.get("/en/figures/partnerships-by-country.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[:4] == [
        ["Code", "Country or region", "Partnerships"],
        ["TH", "Thailand", "3"],
        ["FR", "France", "2"],
        ["HK", "Hong Kong, China", "2"],
    ]
    assert "one for each pair" in rows[-2][0]
    assert rows[-1] == [timezone.localdate().isoformat()]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "'=HYPERLINK(1)"])
def test_word_of_the_office_is_no_formula_in_a_file(client: Client, name: str) -> None:
    field = factories.field("culture")
    field.name_en = name
    field.save()
    factories.exchange(True, fields=[field])
    assert f"'{name}".encode() in client.get("/en/figures/exchanges-by-field.csv").content


def test_figures_of_an_empty_register_say_so(client: Client) -> None:
    assert "Nothing published yet" in client.get("/en/figures/").content.decode()
    assert client.get("/zh-hans/figures/how-we-count/").status_code == 200
