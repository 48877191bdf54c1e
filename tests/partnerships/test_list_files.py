"""Lists taken away as files: what the page shows and nothing else, safe to open, whole, in the page's words."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.test import Client, override_settings

from tests import factories
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db

LISTS = {
    "cities": ("csv", "xlsx", "json", "geojson"),
    "agreements": ("csv", "xlsx", "json", "geojson"),
    "exchanges": ("csv", "xlsx", "json", "geojson"),
    "stories": ("csv", "xlsx", "json"),
    "photos": ("csv", "xlsx", "json"),
}
FILES = [f"{name}.{ending}" for name, endings in LISTS.items() for ending in endings]


def content(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content)


def table(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(client, address).decode("utf-8-sig"))))


def names(client: Client, address: str) -> list[str]:
    return [row["Name"] for row in table(client, address)]


def partner(name: str, **given: Any) -> Any:
    return factories.partnership(published=True, partner_city=factories.city(published=True, name=name, **given))


def test_file_holds_what_the_filters_leave_in_the_order_of_the_page(client: Client) -> None:
    for name, country in (("Brno", "CZ"), ("Aachen", "DE"), ("Prague", "CZ")):
        partner(name, country=country)
    assert names(client, "/en/cities.csv?country=CZ") == ["Brno", "Prague"]
    assert names(client, "/en/cities.csv?sort=country") == ["Brno", "Prague", "Aachen"]
    assert names(client, "/en/cities.csv?country=CZ&page=2&utm=x&view=map") == ["Brno", "Prague"]


def test_file_holds_only_what_is_public_in_its_language(client: Client) -> None:
    factories.exchange(published="zh-hans", title_en="Zanzibarian", title_zh_hans="市长会见")
    factories.exchange(title="Zanzibarian")
    assert table(client, "/en/exchanges.csv") == []
    chinese = table(client, "/zh-hans/exchanges.csv")
    assert [row["标题"] for row in chinese] == ["市长会见"]
    assert b"Zanzibarian" not in content(client, "/en/exchanges.json") + content(client, "/zh-hans/exchanges.json")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_file_is_named_typed_and_never_guessed_at(client: Client, file: str, language: str) -> None:
    rows(1)
    response = client.get(f"/{language}/{file}")
    ending = file.partition(".")[2]
    types = {"csv": "text/csv; charset=utf-8", "json": "application/json", "geojson": "application/geo+json"}
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response.headers["Content-Type"] == types.get(ending, sheet)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert f'filename="{file.partition(".")[0]}-{language}-' in response.headers["Content-Disposition"]
    assert not response.cookies
    assert len(b"".join(response.streaming_content)) > 100


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+1", "-1", "\tx", "'=1", '=HYPERLINK("https://evil.example")'])
def test_text_that_looks_like_a_formula_is_kept_as_text(client: Client, name: str) -> None:
    factories.story(published=True, title=name.strip() or name, byline=name, summary_en=name)
    row = table(client, "/en/stories.csv")[0]
    assert row["Summary"] == f"'{name}"
    book = openpyxl.load_workbook(io.BytesIO(content(client, "/en/stories.xlsx")))
    cells = [cell for line in book.worksheets[0].iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_workbook_says_its_terms_on_a_sheet_of_its_own(client: Client) -> None:
    partner("Brno")
    with override_settings(DATA_LICENCE="CC-BY-4.0"):
        book = openpyxl.load_workbook(io.BytesIO(content(client, "/en/cities.xlsx?country=TH")))
    about = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows()}
    assert about["Page"] == "http://testserver/en/cities/?country=TH"
    assert about["Licence"] == "CC-BY-4.0"


def test_every_row_of_a_csv_says_its_terms(client: Client) -> None:
    tie = partner("Brno")
    row = table(client, "/en/cities.csv")[0]
    assert row["Page"] == f"http://testserver{tie.partner_city.get_absolute_url()}"
    assert row["Licence"] == "not stated: ask the office"


def test_date_known_to_the_month_is_not_padded_in_any_file(client: Client) -> None:
    factories.exchange(published=True, starts_on="2014-11~")
    assert table(client, "/en/exchanges.csv")[0]["Begins on"] == "2014-11~"
    assert json.loads(content(client, "/en/exchanges.json"))["rows"][0]["starts_on"] == "2014-11~"
    book = openpyxl.load_workbook(io.BytesIO(content(client, "/en/exchanges.xlsx")))
    assert "2014-11~" in [cell.value for cell in book.worksheets[0][2]]


def test_place_is_a_point_and_an_unknown_one_is_none(client: Client) -> None:
    partner("Brno", latitude=49.2, longitude=16.6)
    partner("Cork")
    found = json.loads(content(client, "/en/cities.geojson"))
    assert found["type"] == "FeatureCollection"
    shapes = {feature["properties"]["name"]: feature["geometry"] for feature in found["features"]}
    assert shapes == {"Brno": {"type": "Point", "coordinates": [16.6, 49.2]}, "Cork": None}


def test_list_longer_than_a_chunk_is_whole(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerships.exports.chunks.CHUNK", 2)
    home = factories.home_city(published=True)
    for number in range(5):
        factories.exchange(published=True, home_city=home, title=f"Meeting {number}")
    assert len(table(client, "/en/exchanges.csv")) == 5
    assert len(json.loads(content(client, "/en/exchanges.json"))["rows"]) == 5


def test_list_too_long_for_a_file_is_refused_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerships.views.files.MOST_ROWS", 1)
    for name in ("Brno", "Cork"):
        partner(name)
    response = client.get("/en/cities.csv")
    assert (response.status_code, b"too long" in response.content) == (400, True)


def test_wrong_filter_is_refused_and_unknown_ending_is_not_found(client: Client) -> None:
    assert client.get("/en/cities.csv?country=XX").status_code == 400
    for address in ("/en/cities.exe", "/en/stories.geojson", "/en/honours.csv"):
        assert client.get(address).status_code == 404


def test_page_offers_its_files_with_its_filters(client: Client) -> None:
    partner("Brno", country="CZ")
    page = client.get("/en/cities/?country=CZ&sort=since").content.decode()
    for ending in LISTS["cities"]:
        assert f'href="/en/cities.{ending}?country=CZ&amp;sort=since"' in page
