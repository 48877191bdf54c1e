"""The whole register as files: what is public, whole, and described as it is."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from partnerships.api.docs import docs
from partnerships.exports import EXPORTS
from partnerships.views.open_data import endings_of
from sistercities.common.languages import CONTENT_LANGUAGES
from tests import factories
from tests.page_words import PROPER, WORD, chinese_in, english_in
from tests.public.secret_words import text_of
from tests.public.site_of_everything import one_more, rows

pytestmark = pytest.mark.django_db
DOWNLOADS = [(name, ending) for name, export in EXPORTS.items() for ending in endings_of(export)]
VALUE_OF_THE_API = re.compile(r"\b[a-z-]+：")
# Frictionless Data Package, version 1: what a descriptor and a tabular resource must have.
NAME = re.compile(r"[-a-z0-9._]+")
TYPES = {"string", "integer", "number", "boolean", "array"}


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    return text_of(response)


@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_page_says_what_there_is_and_every_link_on_it_answers(client: Client, language: str) -> None:
    rows(1)
    page = client.get(f"/{language}/open-data/").content.decode()
    links = set(re.findall(rf'href="(/{language}/open-data/[^"#]+|/{language}/feed.atom)"', page))
    assert len(links) == len(DOWNLOADS) + 5
    for link in links:
        assert client.get(link).status_code == 200, link
    for name in EXPORTS:
        assert f'id="columns-{name}"' in page
    for column in EXPORTS["cities"].columns:
        assert f"<code>{column.name}</code>" in page


@pytest.mark.parametrize(("name", "ending"), DOWNLOADS)
def test_download_holds_every_public_record(client: Client, name: str, ending: str) -> None:
    rows(2)
    body = read(client, f"/en/open-data/{name}.{ending}")
    number = EXPORTS[name].records("en").count()
    if ending == "csv":
        assert len(list(csv.reader(io.StringIO(body)))) == number + 1
    elif ending != "xlsx":
        found = json.loads(body)
        assert len(found["rows" if ending == "json" else "features"]) == number


@pytest.mark.parametrize(
    "address", ["users.csv", "cities.exe", "honours.geojson", "tables/users.csv", "wikidata-ties.xml"]
)
def test_file_that_there_is_none_of_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/en/open-data/{address}").status_code == 404


@pytest.mark.parametrize("licence", ["none", "CC-BY-4.0"])
@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_package_describes_its_tables_as_they_are(client: Client, language: str, licence: str) -> None:
    rows(2)
    with override_settings(DATA_LICENCE=licence):
        package = json.loads(read(client, f"/{language}/open-data/datapackage.json"))
    assert package["profile"] == "tabular-data-package"
    assert NAME.fullmatch(package["name"])
    assert [each["name"] for each in package.get("licenses", [])] == ([licence] if licence != "none" else [])
    assert [resource["name"] for resource in package["resources"]] == list(EXPORTS)
    for resource in package["resources"]:
        assert resource["profile"] == "tabular-data-resource"
        assert NAME.fullmatch(resource["name"])
        assert not resource["path"].startswith(("/", ".."))
        check_table(read(client, f"/{language}/open-data/{resource['path']}"), resource["schema"])


def check_table(body: str, schema: dict[str, Any]) -> None:
    """The table has the fields of the schema in their order, and values of their types."""
    table = csv.DictReader(io.StringIO(body))
    assert table.fieldnames == [field["name"] for field in schema["fields"]]
    assert {field["type"] for field in schema["fields"]} <= TYPES
    assert all(field["title"] and field["description"] for field in schema["fields"])
    found = list(table)
    keys = [row[schema["primaryKey"]] for row in found]
    assert found
    assert len(keys) == len(set(keys))
    for row in found:
        for field in schema["fields"]:
            check_value(row[field["name"]], field["type"])
            check_constraints(row[field["name"]], field.get("constraints", {}))
            assert field.get("format") != "uri" or row[field["name"]].startswith("http://testserver/")


@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_keys_of_the_package_lead_to_rows_of_its_tables(client: Client, language: str) -> None:
    rows(2)
    factories.partnership(published=True, partner_city=factories.city(published="en"))
    package = json.loads(read(client, f"/{language}/open-data/datapackage.json"))
    tables = {
        resource["name"]: list(csv.DictReader(io.StringIO(read(client, f"/{language}/open-data/{resource['path']}"))))
        for resource in package["resources"]
    }
    keys = {(each["name"], key["fields"]): key for each in package["resources"] for key in foreign_keys(each)}
    assert set(keys) == {("partnerships", "home_city_code"), ("partnerships", "partner_city_code")}
    for (name, column), key in keys.items():
        there = {row[key["reference"]["fields"]] for row in tables[key["reference"]["resource"]]}
        assert {row[column] for row in tables[name] if row[column]} <= there


def foreign_keys(resource: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = resource["schema"].get("foreignKeys", [])
    return found


def check_constraints(value: str, constraints: dict[str, Any]) -> None:
    assert value or not constraints.get("required")
    if value and "pattern" in constraints:
        assert re.fullmatch(constraints["pattern"], value)


def check_value(value: str, kind: str) -> None:
    if value == "":
        return
    if kind == "integer":
        int(value)
    elif kind == "number":
        float(value)
    elif kind == "boolean":
        assert value in ("true", "false")
    elif kind == "array":
        assert isinstance(json.loads(value), list)


def test_text_that_looks_like_a_formula_is_none_in_any_table(client: Client) -> None:
    factories.city(published=True, name="=HYPERLINK(1)")
    for address in ("cities.csv", "tables/cities.csv"):
        assert not re.search(r"(^|,)\"?=HYPER", read(client, f"/en/open-data/{address}"), re.MULTILINE)


@pytest.mark.parametrize(
    "address", ["", "datapackage.json", "wikidata-ties.tsv", *(f"tables/{name}.csv" for name in EXPORTS)]
)
def test_file_asks_as_often_for_three_rows_as_for_one(client: Client, address: str) -> None:
    found = rows(1)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(client.get(f"/en/open-data/{address}"))
        return len(captured)

    once = queries()
    for _turn in range(2):
        one_more(found["home"], found["city"], found["partnership"])
    assert queries() == once <= 14


@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_page_of_the_api_tells_every_address_and_every_shape_without_script(client: Client, language: str) -> None:
    page = client.get(f"/{language}/open-data/api/").content.decode()
    told = docs(language)
    assert len(told.operations) == 17
    for operation in told.operations:
        assert operation.path in page
    shapes = {shape.name for shape in told.shapes}
    assert set(re.findall(r'href="#([A-Z]\w*)"', page)) <= shapes
    assert "internal" not in page


@pytest.mark.parametrize("address", ["open-data/", "open-data/api/"])
def test_page_keeps_to_its_language(client: Client, address: str) -> None:
    texts = {"name_en": "", "name_zh_hans": "重庆"}
    factories.home_city(published=True, **texts)
    # The API's own words, which are the same in every language, stand before what they mean.
    left = {VALUE_OF_THE_API.sub("", text) for text in english_in(client.get(f"/zh-hans/{address}").content.decode())}
    assert {text for text in left if set(WORD.findall(text)) - PROPER} == set()
    assert chinese_in(client.get(f"/en/{address}").content.decode()) <= {"简体中文"}
