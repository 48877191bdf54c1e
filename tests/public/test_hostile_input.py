"""No address and no text makes a public page fail or run anything."""

import pytest
from django.test import Client

from partnerships.models import Exchange
from sistercities.common.facets import MOST_OFFERED
from tests import factories
from tests.public.secret_words import crawl, read_by_people
from tests.public.site_of_everything import pictured, proof, rows

pytestmark = pytest.mark.django_db

PAGES = ["page", "after", "before"]
PARAMETERS = {
    "cities": ["q", "country", "tier", "tie", "status", "since", "field", "group", "sort", "view", *PAGES],
    "agreements": ["q", "kind", "signed", "country", "field", "sort", *PAGES],
    "exchanges": ["q", "year", "kind", "direction", "field", "country", "city", "sort", *PAGES],
    "stories": ["q", "city", "year", "sort", *PAGES],
    "photos": ["q", "year", "licence", "city", "sort", *PAGES],
}
COMPOSED = {
    "cities/bangkok": ["kind", "field", "period"],
    "cities/bangkok/briefing": ["page"],
    "anniversaries": ["page"],
    "fields/culture": ["kind", "page"],
    "countries/th": ["kind", "page"],
    "years/2018": ["kind", "page"],
    "years": ["page"],
}
VALUES = [
    "'",
    '"',
    "' OR 1=1 --",
    "\x00",
    "a\x00b",
    "x" * 10_000,
    "9" * 5_000,
    "-1",
    "0",
    "999999",
    "abc",
    "1e5",
    "٣",
    "²",
    "None",
    "null",
    "%",
    "_",
    "\\",
    "😀" * 50,
    "\u202egnp.exe",
    "<script>alert(1)</script>",
    "曼谷" * 100,
    "en__gt",
    "\ufffd",
]
# Each is written into a whole site of its own.
HOSTILE_NAMES = [
    "<script>alert(1)</script> \"><img src=x onerror='alert(2)'>",
    "{{ 40000000|add:2468013 }}{% debug %} \u202egnigoc\u202c",
    "O'Higgins & “Sons” \\ %s %(x)s {0} 😀👨‍👩‍👧‍👦 Ünïcödé",
    "L" * 80,
]


@pytest.mark.parametrize("path", PARAMETERS)
def test_list_given_hostile_parameter_answers(client: Client, path: str) -> None:
    for value in VALUES:
        # Words and pages reach the database by themselves too; the others only if the form accepts their value.
        for names in (PARAMETERS[path], ["q", *PAGES]):
            response = client.get(f"/zh-hans/{path}/", dict.fromkeys(names, value))
            assert response.status_code == 200, (names, value)
            assert b"<script>alert" not in response.content


@pytest.mark.parametrize("path", COMPOSED)
def test_composed_page_given_hostile_parameter_answers_as_without_it(client: Client, path: str) -> None:
    rows(1)
    for value in VALUES:
        response = client.get(f"/zh-hans/{path}/", dict.fromkeys(COMPOSED[path], value))
        assert response.status_code == 200, value
        assert response.context["canonical_url"] == f"http://testserver/zh-hans/{path}/", value
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize("path", PARAMETERS)
def test_file_given_hostile_parameter_answers_or_refuses(client: Client, path: str) -> None:
    for value in VALUES[::3]:
        for names in (PARAMETERS[path], ["q"]):
            response = client.get(f"/zh-hans/{path}.csv", dict.fromkeys(names, value))
            assert response.status_code in (200, 400), (names, value)


def test_parameter_given_twice_counts_once(client: Client) -> None:
    factories.partnership(published=True, partner_city=factories.city(published=True, country="TH"))
    response = client.get("/en/cities/?country=XX&country=TH&page=1&page=9&sort=name&sort=since")
    assert len(response.context["object_list"]) == 1
    assert response.context["canonical_url"] == "http://testserver/en/cities/?country=TH&sort=since"


def test_list_of_more_years_than_any_choice_offers_takes_nothing_else_for_a_year(client: Client) -> None:
    home = factories.home_city(True)
    given = {"home_city": home, "kind": "visit", "state_en": "published"}
    years = [str(year) for year in range(1500, 1500 + MOST_OFFERED + 1)]
    Exchange.objects.bulk_create(Exchange(**given, slug=year, starts_on=year, title_en=year) for year in years)
    for value in ("abc", "²", "1600"):
        assert client.get("/en/exchanges/", {"year": value}).status_code == 200, value


@pytest.mark.parametrize("path", PARAMETERS)
def test_list_ignores_parameters_it_does_not_know(client: Client, path: str) -> None:
    rows(1)
    plain = client.get(f"/en/{path}/")
    unknown = {
        "state_en": "draft",
        "internal_remarks__contains": "a",
        "id__gt": "0",
        "q__startswith": "b",
        "__class__": "c",
    }
    strange = client.get(f"/en/{path}/", unknown)
    assert [record.pk for record in strange.context["object_list"]] == [
        record.pk for record in plain.context["object_list"]
    ]
    assert strange.context["canonical_url"] == f"http://testserver/en/{path}/"


def test_list_given_undecodable_bytes_answers(client: Client) -> None:
    assert client.get("/en/cities/?q=%ff%fe&page=%c0%80&%00=%00").status_code == 200


@pytest.mark.parametrize("slug", ["no-such-thing", "x" * 300, "-", "1", "__proto__"])
def test_page_of_no_record_is_not_found(client: Client, slug: str) -> None:
    for kind in ("cities", "partnerships", "agreements", "exchanges", "honours", "stories"):
        assert client.get(f"/en/{kind}/{slug}/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/en/%00/", "/en/cities/%00/", "/en/cities/<script>/", "/en/cities/..%2f..%2f/", "/%ff/"]
)
def test_address_that_makes_no_sense_is_not_found(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code in (302, 404)
    assert b"<script>" not in response.content


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_text_is_shown_as_text_on_every_page(client: Client, name: str) -> None:
    home = factories.home_city(published=True, name=name)
    city = factories.city(
        published=True, name=name, native_name=name, tier_term_en=name, summary_en=name, profile_en=name
    )
    tie = factories.partnership(published=True, home_city=home, partner_city=city, motive_en=name)
    agreement = factories.agreement(published=True, partnership=tie, title=name, venue_en=name, summary_en=name)
    agreement.people.create(side="home", name_en=name, office_en=name)
    agreement.wordings.create(text=name, language="en")
    given = {"cities": [city], "title": name, "summary_en": name, "outcome_en": name, "venue_en": name}
    exchange = factories.exchange(published=True, home_city=home, partnership=tie, **given)
    honour = factories.honour(published=True, partnership=tie, name=name, conferring_body_en=name)
    story = factories.story(published=True, cities=[city], title=name, body=name, byline_en=name)
    photo = pictured()
    for record in (city, tie, agreement, exchange, honour, story):
        proof(record, photo)
        factories.cite(record, factories.source(title=name, publisher=name), quote=name)
    pages = read_by_people(crawl(client))
    assert len(pages) > 15
    for url, body in pages.items():
        assert "<script>" not in body, url
        assert "<img src=x" not in body, url
        assert "42468013" not in body, url


@pytest.mark.parametrize(
    "markup",
    [
        "<p onclick='alert(1)'>a</p>",
        "<iframe src='https://evil.example'></iframe>",
        "<a href='javascript:alert(1)'>a</a>",
        "<img src='https://evil.example/pixel.png'>",
        "<style>body{display:none}</style>",
        "<svg onload=alert(1)>",
        "<p style='background:url(https://evil.example)'>a</p>",
    ],
)
def test_profile_with_harmful_markup_loses_it(client: Client, markup: str) -> None:
    city = factories.city(published=True, profile_en=f"<p>Before</p>{markup}<p>After</p>")
    body = client.get(city.get_absolute_url()).content.decode()
    profile = body.partition("<p>Before</p>")[2].partition("<p>After</p>")[0]
    for harm in ("onclick", "iframe", "javascript:", "<img", "style", "svg", "evil.example"):
        assert harm not in profile
