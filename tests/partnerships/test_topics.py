"""Fields, countries and years as pages: each number leads to its rows, and what is hidden is in none."""

import re
from typing import Any

import pytest
from django.test import Client

from partnerships.models import Exchange
from partnerships.views.topic import ON_A_PAGE
from tests import factories

pytestmark = pytest.mark.django_db


def something() -> dict[str, Any]:
    """One record of each kind, of Thailand, of culture and of 2018."""
    tie = factories.partnership(True, since="2018-01")
    home, partner = tie.home_city, tie.partner_city
    agreement = factories.agreement(True, partnership=tie, signed_on="2018-02")
    exchange = factories.exchange(True, home_city=home, cities=[partner], fields=[factories.field()], starts_on="2018")
    agreement.fields.add(factories.field())
    honour = factories.honour(True, partnership=tie, given_on="2018-03-04")
    story = factories.story(True, cities=[partner], published_on="2018-12-31")
    return {"partnership": tie, "agreement": agreement, "exchange": exchange, "honour": honour, "story": story}


TOPICS = {
    "/en/years/2018/": ["exchange", "partnership", "agreement", "honour", "story"],
    "/en/countries/th/": ["story", "honour", "agreement", "exchange"],
    "/en/fields/culture/": ["agreement", "exchange"],
}


def run(client: Client, address: str) -> list[Any]:
    return [item.record for item in client.get(address).context["page_obj"]]


@pytest.mark.parametrize("address", TOPICS)
def test_topic_tells_each_record_once_in_one_run_by_date(client: Client, address: str) -> None:
    records = something()
    assert run(client, address) == [records[kind] for kind in TOPICS[address]]


@pytest.mark.parametrize("address", TOPICS)
def test_each_number_of_a_topic_leads_to_as_many_rows(client: Client, address: str) -> None:
    something()
    something()
    chronicle = client.get(address).context["chronicle"]
    assert set(chronicle.here) == set(TOPICS[address])
    for kind, number in chronicle.here.items():
        found = run(client, f"{address}?kind={kind}")
        assert (len(found), {type(each).__name__.lower() for each in found}) == (number, {kind})


@pytest.mark.parametrize("address", TOPICS)
def test_topic_of_what_is_hidden_is_not_found(client: Client, address: str) -> None:
    records = something()
    for record in [*records.values(), records["partnership"].partner_city]:
        record.state_en = "draft"
        record.save()
    city = factories.city()
    factories.exchange(True, cities=[city], held_in=city, starts_on="2019")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("years/0000/", "years/18/", "years/20180/", "years/abcd/", "years/2999/"),
        *("countries/xx/", "countries/TH/", "countries/thailand/", "countries/-/"),
        *("fields/nothing/", "fields/sports/"),
    ],
)
def test_topic_of_nothing_is_not_found(client: Client, path: str) -> None:
    something()
    assert client.get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("address", TOPICS)
@pytest.mark.parametrize("value", ["nothing", "'", "\x00", "x" * 5000, "-1", "999999999999999999999", "²"])
def test_topic_answers_any_parameter_with_what_it_has(client: Client, address: str, value: str) -> None:
    something()
    response = client.get(address, {"kind": value, "page": value})
    assert response.status_code == 200
    assert len(response.context["page_obj"]) == len(TOPICS[address])
    assert response.context["canonical_url"] == f"http://testserver{address}"


def test_long_topic_is_paged_and_holds_each_record_once(client: Client) -> None:
    home = factories.home_city(True)
    given = {"home_city": home, "kind": "visit", "state_en": "published", "starts_on": "2018"}
    Exchange.objects.bulk_create(Exchange(**given, slug=f"e{n}", title_en=f"{n}") for n in range(ON_A_PAGE + 3))
    pages = [run(client, f"/en/years/2018/?page={number}") for number in (1, 2)]
    assert [len(page) for page in pages] == [ON_A_PAGE, 3]
    assert len({record.pk for page in pages for record in page}) == ON_A_PAGE + 3
    context = client.get("/en/years/2018/?page=2&kind=exchange&x=y").context
    assert context["canonical_url"] == "http://testserver/en/years/2018/?kind=exchange&page=2"


@pytest.mark.parametrize("path", ["fields/", "countries/", "years/"])
def test_numbers_of_an_index_lead_to_as_many_rows(client: Client, path: str) -> None:
    something()
    something()
    body = client.get(f"/en/{path}").content.decode()
    found = re.findall(r'href="(/en/[^"#]*\?[^"#]*)[#a-z]*">\s*(\d+) ', body)
    assert found
    for address, number in found:
        context = client.get(address).context
        assert len(context.get("object_list") or context["page_obj"].object_list) == int(number), address


@pytest.mark.parametrize("path", ["fields/", "countries/", "years/"])
def test_index_without_records_says_so(client: Client, path: str) -> None:
    body = client.get(f"/en/{path}").content.decode()
    assert "Records appear here as soon as the office publishes them." in body


def test_topic_names_the_languages_in_which_it_is_public(client: Client) -> None:
    factories.exchange("en", home_city=factories.home_city(True), starts_on="2018")
    body = client.get("/en/years/2018/").content.decode()
    assert 'hreflang="zh-Hans"' not in body
    assert client.get("/zh-hans/years/2018/").status_code == 404


def test_year_leads_to_the_nearest_years_of_which_something_is_recorded(client: Client) -> None:
    for year in ("1999", "2004", "2018-05~", ""):
        factories.exchange(True, home_city=factories.home_city(True), starts_on=year)
    context = client.get("/en/years/2004/").context
    assert (context["earlier"], context["later"]) == (1999, 2018)


def test_country_of_our_own_city_names_it_without_a_run(client: Client) -> None:
    tie = factories.partnership(True)
    factories.exchange(True, home_city=tie.home_city)
    context = client.get("/en/countries/cn/").context
    assert (context["others"], context["chronicle"].count()) == ([tie.home_city], 0)
