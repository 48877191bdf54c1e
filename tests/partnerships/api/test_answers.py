"""The API answers everybody alike: in JSON, in the language of its address, as often as is fair."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.api.throttling import network_of
from tests import factories, people
from tests.common.test_former_slugs import rename
from tests.public.machine_doors import LISTS
from tests.public.site_of_everything import one_more, rows

pytestmark = pytest.mark.django_db


def answer(client: Client, path: str, **query: Any) -> Any:
    response = client.get(f"/api/v1/en/{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


@pytest.mark.parametrize("name", LISTS)
def test_list_asks_as_often_for_three_rows_as_for_one_and_so_does_a_record(client: Client, name: str) -> None:
    # The second agreement follows on the first.
    first = rows(2)
    slug = answer(client, f"{name}/")["results"][0]["slug"]

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            answer(client, path)
        return len(captured)

    once = [queries(f"{name}/"), queries(f"{name}/{slug}/")]
    for _turn in range(2):
        one_more(first["home"], first["city"], first["partnership"])
    assert [queries(f"{name}/"), queries(f"{name}/{slug}/")] == once
    assert max(once) <= 12


def test_fields_are_told_and_read_as_far_as_they_are_asked_for(client: Client) -> None:
    rows(1)
    with CaptureQueriesContext(connection) as captured:
        found = answer(client, "exchanges/", fields="slug,title")
    assert set(found["results"][0]) == {"slug", "title"}
    # The rows, and how many there are.
    assert len(captured) == 2
    assert client.get("/api/v1/en/exchanges/", {"fields": "internal_remarks"}).status_code == 400


@pytest.mark.parametrize("edtf", ["2011", "2011-09", "2011-09-26", "1998~", ""])
def test_date_is_told_as_precisely_as_it_is_known(client: Client, edtf: str) -> None:
    factories.agreement(published=True, signed_on=edtf)
    told = answer(client, "agreements/")["results"][0]["signed_on"]
    spans = {
        "2011": ("2011-01-01", "2011-12-31"),
        "2011-09": ("2011-09-01", "2011-09-30"),
        "2011-09-26": ("2011-09-26", "2011-09-26"),
        "1998~": ("1998-01-01", "1998-12-31"),
    }
    wanted = {"edtf": edtf, "earliest": spans[edtf][0], "latest": spans[edtf][1]} if edtf else None
    assert told == wanted


def test_pages_hold_every_record_once_in_the_order_of_the_list(client: Client) -> None:
    home = factories.home_city(published=True)
    dates = ["2018", "2018-05", "", "2019-01-02", "2018", "", "2001~"]
    for date in dates:
        factories.exchange(published=True, home_city=home, starts_on=date)
    address, seen = "/api/v1/en/exchanges/?limit=2", []
    while address:
        page = client.get(address).json()
        seen += [(row["starts_on"] or {}).get("edtf", "") for row in page["results"]]
        address = page["next"]
    assert seen == ["2019-01-02", "2018-05", "2018", "2018", "2001~", "", ""]


@pytest.mark.parametrize(
    "mark", ["x", "WyIyMDE4IiwgIjEiXQ", "bnVsbA", "WzFd", "W10", "9" * 9000, "\x00", "WyJcdWQ4MDAiLCAxXQ"]
)
def test_page_mark_that_was_never_given_out_is_not_found(client: Client, mark: str) -> None:
    assert client.get("/api/v1/en/exchanges/", {"after": mark}).status_code == 404


@pytest.mark.parametrize("limit", ["0", "-1", "201", "1e2", "²", "9" * 5000, "x"])
def test_page_size_out_of_bounds_is_refused(client: Client, limit: str) -> None:
    assert client.get("/api/v1/en/cities/", {"limit": limit}).status_code == 400


def test_filters_are_those_of_the_page(client: Client) -> None:
    site = rows(1)
    factories.exchange(published=True, home_city=site["home"], kind="aid", starts_on="1999")
    for query in ({"kind": "aid"}, {"year": "1999"}, {"q": "Exchange", "kind": "visit"}, {"city": "bangkok"}):
        page = client.get("/en/exchanges/", query).context["object_list"]
        found = answer(client, "exchanges/", **query)["results"]
        assert [row["slug"] for row in found] == [record.slug for record in page], query


def test_unknown_parameter_is_refused_in_the_language_of_the_address(client: Client) -> None:
    response = client.get("/api/v1/zh-hans/cities/", {"contry": "TH"})
    assert response.status_code == 400
    assert "参数" in response.json()["detail"]
    assert list(response.json()["parameters"]) == ["contry"]


def test_value_that_no_public_record_has_finds_nothing_and_is_named(client: Client) -> None:
    rows(1)
    found = answer(client, "cities/", country="Narnia", q="Bang")
    assert found["results"] == []
    assert list(found["parameters"]) == ["country"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/zh-hans/cities/no-such-city/", 404),
        ("/api/v1/fr/cities/", 404),
        ("/api/", 404),
        ("/api/v1/en/cities/%00/", 404),
        ("/api/v2/en/cities/", 404),
        ("/api/v1/%0An/cities/%0A/", 404),
    ],
)
def test_address_of_nothing_is_answered_in_json(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/json")
    assert set(response.json()) == {"code", "detail", "parameters"}


def test_answer_that_is_known_already_is_not_sent_again(client: Client) -> None:
    city = factories.city(published=True)
    first = client.get(f"/api/v1/en/cities/{city.slug}/")
    again = client.get(f"/api/v1/en/cities/{city.slug}/", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    city.summary_en = "New"
    city.save()
    assert client.get(f"/api/v1/en/cities/{city.slug}/", headers={"if-none-match": first.headers["ETag"]}).content


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_pages_elsewhere_may_read_without_the_visitor_being_known(client: Client, method: str) -> None:
    client.force_login(people.editor())
    draft = factories.city()
    response = getattr(client, method)("/api/v1/en/cities/", headers={"origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert client.get(f"/api/v1/en/cities/{draft.slug}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    city = factories.city(published=True)
    response = getattr(Client(enforce_csrf_checks=True), method)(f"/api/v1/en/cities/{city.slug}/", {"name": "x"})
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(("language", "words"), [("en", "Here one can only read"), ("zh-hans", "此处仅供读取")])
def test_writing_is_refused_in_the_language_of_the_address(client: Client, language: str, words: str) -> None:
    assert words in client.post(f"/api/v1/{language}/cities/").json()["detail"]


@pytest.mark.parametrize(("language", "words"), [("en", "Ask again in "), ("zh-hans", "请求过于频繁，请在")])
def test_waiting_is_asked_for_in_the_language_of_the_address(
    client: Client, settings: Any, language: str, words: str
) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1
    answers = [client.get(f"/api/v1/{language}/fields/") for _turn in range(2)]
    assert words in answers[1].json()["detail"]


def test_whoever_asks_too_often_is_told_how_long_to_wait(client: Client, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 2
    statuses = [client.get("/api/v1/en/fields/").status_code for _turn in range(3)]
    assert statuses == [200, 200, 429]
    blocked = client.get("/api/v1/en/fields/")
    assert 0 < int(blocked.headers["Retry-After"]) <= 60
    assert client.get("/api/v1/en/fields/", REMOTE_ADDR="192.0.2.7").status_code == 200
    # Without a proxy of ours, nobody is believed about who asks.
    assert client.get("/api/v1/en/fields/", headers={"x-forwarded-for": "192.0.2.8"}).status_code == 429


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", network_of("2001:db8:1:2::9")),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_requests_are_counted_by_household(address: str, network: str) -> None:
    assert network_of(address) == network


def test_old_name_of_a_record_still_finds_it(client: Client) -> None:
    city = factories.city(published=True, slug="first")
    rename(city, "second")
    assert answer(client, "cities/first/")["slug"] == "second"


def test_texts_are_empty_and_numbers_null_where_nothing_is_known(client: Client) -> None:
    factories.exchange(published=True, slug="bare", starts_on="", summary_en=None)
    told = answer(client, "exchanges/bare/")
    assert (told["summary"], told["persons"], told["held_in"], told["starts_on"]) == ("", None, None, None)
    assert json.dumps(told)


def told_in_order(client: Client, kind: str, sort: str, language: str = "en") -> list[str]:
    """The short names of a list, two at a time."""
    address, slugs = f"/api/v1/{language}/{kind}/?limit=2&sort={sort}", []
    while address:
        page = client.get(address).json()
        slugs += [row["slug"] for row in page["results"]]
        address = page["next"]
    return slugs


def on_page(client: Client, address: str) -> list[str]:
    """The short names of the records that a page of a list links to, in their order."""
    path = address.partition("?")[0]
    found = re.findall(rf'href="{path}([a-z0-9-]+)/"', client.get(address).content.decode())
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("sort", ["name", "since", "country"])
def test_cities_are_told_in_each_order_of_the_page_and_turned_in_it(client: Client, sort: str, language: str) -> None:
    home = factories.home_city(True)
    dates, countries = ["2011-09", "", "1987", "2011-09-26", "", "1987~"], ["TH", "DE", "JP", "TH", "DE", "KR"]
    for since, country in zip(dates, countries, strict=True):
        partner = factories.city(True, country=country)
        factories.partnership(True, home_city=home, partner_city=partner, since=since)
    page = [slug for slug in on_page(client, f"/{language}/cities/?sort={sort}") if slug != home.slug]
    assert len(page) == 6
    assert told_in_order(client, "cities", sort, language) == page


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_records_with_dates_are_told_in_each_order_of_the_page(client: Client, sort: str) -> None:
    home = factories.home_city(True)
    for date in ["2018", "", "2018-05", "2018"]:
        factories.exchange(True, home_city=home, starts_on=date)
    page = on_page(client, f"/en/exchanges/?sort={sort}")
    assert len(page) == 4
    assert told_in_order(client, "exchanges", sort) == page


@pytest.mark.parametrize(("language", "words"), [("en", "Known are: name, since, country."), ("zh-hans", "since")])
@pytest.mark.parametrize("sort", ["population", "", "-name", "name,since", "\x00"])
def test_order_that_there_is_not_is_refused_with_those_that_there_are(
    client: Client, sort: str, language: str, words: str
) -> None:
    response = client.get(f"/api/v1/{language}/cities/", {"sort": sort})
    assert response.status_code == 400
    assert words in response.json()["parameters"]["sort"][0]


def test_list_without_orders_of_its_own_knows_no_sort(client: Client) -> None:
    assert client.get("/api/v1/en/partnerships/?sort=name").status_code == 400


def test_mark_of_another_order_is_not_found(client: Client) -> None:
    home = factories.home_city(True)
    for country in ("TH", "DE"):
        factories.partnership(True, home_city=home, partner_city=factories.city(True, country=country))
    after = {sort: client.get(f"/api/v1/en/cities/?limit=1&sort={sort}").json()["next"] for sort in ("name", "country")}
    for sort, other in (("name", "country"), ("since", "country"), ("country", "name")):
        assert client.get(after[other].replace(f"sort={other}", f"sort={sort}")).status_code == 404


def test_schema_names_the_orders_of_a_list(client: Client) -> None:
    parameters = client.get("/api/v1/en/schema.json").json()["paths"]["/api/v1/{language}/cities/"]["get"]["parameters"]
    (sort,) = [each["schema"] for each in parameters if each["name"] == "sort"]
    assert sort == {"type": "string", "enum": ["name", "since", "country"], "default": "name"}
