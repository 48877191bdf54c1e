"""Ties as statements for Wikidata: nothing that is not known, and nothing that is no sister-city tie."""

from typing import Any

import pytest
from django.test import Client

from partnerships.models import Partnership
from tests import factories
from tests.public.secret_words import text_of

pytestmark = pytest.mark.django_db


def tie(**given: Any) -> Partnership:
    home = factories.home_city(published=True, wikidata_id=given.pop("home_id", "Q11725"))
    partner = factories.city(published=True, wikidata_id=given.pop("partner_id", "Q1861"))
    return factories.partnership(published=True, home_city=home, partner_city=partner, slug="a-b", **given)


def lines(client: Client) -> list[str]:
    return text_of(client.get("/en/open-data/wikidata-ties.tsv")).splitlines()


@pytest.mark.parametrize(
    ("since", "time"),
    [
        ("2011", "+2011-00-00T00:00:00Z/9"),
        ("2011-09", "+2011-09-00T00:00:00Z/10"),
        ("2011-09-26", "+2011-09-26T00:00:00Z/11"),
    ],
)
def test_beginning_is_told_with_its_precision_from_either_side(client: Client, since: str, time: str) -> None:
    tie(since=since)
    page = '"http://testserver/en/partnerships/a-b/"'
    assert lines(client) == [
        f"Q11725\tP190\tQ1861\tP580\t{time}\tS854\t{page}",
        f"Q1861\tP190\tQ11725\tP580\t{time}\tS854\t{page}",
    ]


@pytest.mark.parametrize("since", ["", "1998~"])
def test_beginning_that_is_not_known_for_certain_is_left_out(client: Client, since: str) -> None:
    tie(since=since)
    assert "P580" not in lines(client)[0]


@pytest.mark.parametrize(
    "given",
    [
        {"home_id": ""},
        {"partner_id": ""},
        {"tie_class": "friendly_exchange"},
        {"status": "in_preparation"},
        {"status": "suspended"},
        {"status": "terminated"},
        {"status": ""},
    ],
)
def test_tie_that_is_no_certain_statement_is_left_out(client: Client, given: dict[str, str]) -> None:
    tie(**given)
    assert lines(client) == []


def test_tie_that_ended_is_told_with_its_end_if_that_is_public(client: Client) -> None:
    ended = tie(status="terminated", since="1985")
    event = ended.events.create(status="terminated", happened_on="1999-05")
    assert lines(client) == []
    event.is_public = True
    event.save()
    assert "\tP582\t+1999-05-00T00:00:00Z/10\t" in lines(client)[0]


def test_source_of_the_beginning_is_the_reference_if_it_is_public(client: Client) -> None:
    record = tie(since="2011")
    factories.cite(record, factories.source(is_public=False, url="https://internal.example/"))
    factories.cite(record, factories.source(url="https://motive.example/"), supports="motive")
    factories.cite(record, factories.source(url='https://gazette.example/"a"'), supports="since")
    assert lines(client)[0].endswith('\tS854\t"https://gazette.example/%22a%22"')


def test_hidden_tie_is_told_to_nobody(client: Client) -> None:
    record = tie(since="2011")
    record.partner_city.state_en = "draft"
    record.partner_city.save()
    assert lines(client) == []


def test_table_says_the_same_without_a_cell_that_is_a_formula(client: Client) -> None:
    tie(since="2011-09")
    table = text_of(client.get("/en/open-data/wikidata-ties.csv")).splitlines()
    assert table[0] == "subject,property,value,start_time,end_time,reference_url"
    assert table[1].startswith("Q11725,P190,Q1861,2011-09-00T00:00:00Z/10,,http://testserver/")
