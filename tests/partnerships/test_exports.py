"""What lists hold when they are taken away: public values only, in the page's language, none made up."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from partnerships.exports import EXPORTS, Kind
from tests import factories
from tests.public.site_of_everything import one_more, rows

pytestmark = pytest.mark.django_db


def table(name: str, language: str = "en") -> list[dict[str, object]]:
    export = EXPORTS[name]
    names = [column.name for column in export.columns]
    with override(language):
        chunks = export.chunks(export.records(language), language, "https://x.org")
        columns = [[column.values(chunk) for column in export.columns] for chunk in chunks]
        return [dict(zip(names, row, strict=True)) for chunk in columns for row in zip(*chunk, strict=True)]


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_value_is_of_the_kind_its_column_declares(name: str, language: str) -> None:
    rows(1)
    types = {Kind.INTEGER: int, Kind.NUMBER: float, Kind.BOOLEAN: bool, Kind.LIST: list}
    found = table(name, language)
    assert found
    for row in found:
        for column in EXPORTS[name].columns:
            value = row[column.name]
            assert value is None or isinstance(value, types.get(column.kind, str)), (column.name, value)


@pytest.mark.parametrize("name", EXPORTS)
def test_columns_have_names_of_their_own_and_headings_in_both_languages(name: str) -> None:
    columns = EXPORTS[name].columns
    assert len({column.name for column in columns}) == len(columns)
    for language in ("en", "zh-hans"):
        with override(language):
            headings = EXPORTS[name].headings()
        assert len(set(headings)) == len(headings), headings


@pytest.mark.parametrize("name", EXPORTS)
def test_export_asks_as_often_for_three_rows_as_for_one(name: str) -> None:
    first = rows(1)
    with CaptureQueriesContext(connection) as once:
        table(name)
    for _turn in range(2):
        one_more(first["home"], first["city"], first["partnership"])
    with CaptureQueriesContext(connection) as thrice:
        table(name)
    assert len(thrice) == len(once)


def test_city_of_several_partnerships_names_those_that_are_public() -> None:
    city = factories.city(published=True, name="Bangkok", latitude=13.75, longitude=100.5)
    first = factories.partnership(published=True, partner_city=city, since="2011-09")
    factories.partnership(partner_city=city, home_city=factories.home_city(True, name="Hidden"), since="1987")
    row = next(row for row in table("cities") if row["name"] == "Bangkok")
    assert (row["since"], row["home_cities"], row["classes"]) == ("2011-09", [first.home_city.name_en], ["Sister city"])
    assert row["page"] == f"https://x.org/en/cities/{city.slug}/"


def test_relation_that_is_not_public_is_left_empty() -> None:
    hidden = factories.city(name="Hidden")
    factories.exchange(published=True, cities=[hidden], held_in=hidden)
    factories.agreement(published=True, signed_in=hidden)
    factories.honour(published=True, recipient_city=hidden, partnership=factories.partnership(True))
    for name in EXPORTS:
        assert "Hidden" not in str(table(name))


def test_number_that_nobody_knows_stays_unknown() -> None:
    factories.exchange(published=True, persons=0)
    row = table("exchanges")[0]
    assert (row["delegations"], row["persons"]) == (None, 0)
