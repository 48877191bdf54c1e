"""Headings, countries, brackets and words that lists of further countries brought."""

from typing import Any

import pytest

from sistercities.imports.countries import find_country
from tests.imports.files import csv_bytes
from tests.imports.planning import job_of, planned, rows_of

pytestmark = pytest.mark.django_db
HOME = {"home_city": "Chongqing", "home_country": "CN", "tie_class": "sister_city"}


def partners(data: bytes) -> list[dict[str, Any]]:
    """The partner cities that a list makes."""
    job = job_of("a.csv", data, "ties", constants=HOME)
    job.decisions["all_new_places"] = True
    return [row for row in rows_of(job, "cities") if row["slug"] != "chongqing"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Spolková republika Německo", "DE"), ("SRN", "DE"), ("ČR", "CZ"), ("RFN", "DE"), ("R.P. Chineză", "CN")),
        *(("Çin Halk Cumhuriyeti", "CN"), ("ΗΠΑ", "US"), ("SUA", "US"), ("Federacja Rosyjska", "RU"), ("RPA", "ZA")),
    ],
)
def test_a_country_is_known_by_what_offices_call_it(text: str, code: str) -> None:
    assert find_country(text).code == code


def test_a_sign_of_a_car_beside_a_name_is_no_further_name() -> None:
    data = csv_bytes(("Sister city", "Country"), ["Melle (D)", "Germany"], ["Namur (X)", "Belgium"])
    assert [(row["name_en"], row.get("other_names")) for row in partners(data)] == [
        ("Melle", None),
        ("Namur (X)", None),
    ]


def test_partners_with_a_dash_between_them_are_several() -> None:
    data = csv_bytes(("Comune", "Gemellaggi"), ["Ferrara", "Gießen (Germania) - Saint-Étienne (Francia)"])
    assert [row["name_en"] for row in partners(data)] == ["Gießen", "Saint-Étienne"]


def test_both_columns_of_those_who_signed_are_kept() -> None:
    data = csv_bytes(("国别", "友城", "我方签字人", "外方签字人"), ["日本", "广岛市", "于汉卿", "荒木武"])
    assert [column["field"] for column in planned("a.csv", data)["columns"]] == [
        *("country", "partner_city"),
        *("internal_remarks", "internal_remarks"),
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ("姓名", "国籍", "授予称号", "授予时间", "授予单位"),
        ("Imię i nazwisko", "Kraj", "Tytuł", "Data nadania", "Nadany przez"),
        ("Ehrenbürger", "Land", "Ehrung", "Verliehen am", "Verliehen durch"),
    ],
)
def test_a_list_of_honorary_citizens_tells_who_was_honoured_from_with_what(headings: tuple[str, ...]) -> None:
    sheet = planned("a.csv", csv_bytes(headings, ["Anna Nowak", "日本", "荣誉市民", "2005", "市政府"]), "honours")
    found = [column["field"].removesuffix("_zh_hans").removesuffix("_en") for column in sheet["columns"]]
    assert found[::2] == ["recipient", "name", "conferring_body"]
    assert found[3] == "given_on"


def test_a_heading_over_country_and_city_says_whose_they_are() -> None:
    rows = [["시도", "외국도시", "", "체결일"], ["", "국가", "도시", ""], ["수원시", "중국", "지난시", "1993-10-27"]]
    sheet = planned("a.csv", csv_bytes(rows[0], *rows[1:]))
    assert [column["field"] for column in sheet["columns"]] == ["home_city", "country", "partner_city", "signed_on"]


def test_what_every_new_record_needs_is_offered_as_a_value_for_all_rows() -> None:
    sheet = planned("a.csv", csv_bytes(("Event", "Date from", "Date to"), ["Fair", "2019-11-23", "2019-12-24"]))
    assert (sheet["kind"], "kind" in sheet["proposed_constants"]) == ("exchanges", True)


def test_hungarian_in_an_older_encoding_is_not_taken_for_western() -> None:
    rows = ["Kolozsvár", "együttműködés"], ["Graz", "nagyszerű jövő"]
    data = csv_bytes(("Testvérváros", "Jelleg"), *rows, encoding="cp1250")
    assert planned("a.csv", data, "ties")["encoding"] == "CP1250"


def test_a_document_of_a_tie_that_is_wrong_says_so_by_the_names_in_the_file() -> None:
    data = csv_bytes(("Sister city", "Country", "Population", "Kind"), ["Lyon", "France", "many", "memorandum"])
    job = job_of("a.csv", data, "ties", constants=HOME, columns={3: {"field": "kind"}})
    job.decisions["all_new_places"] = True
    (row,) = rows_of(job, "agreements")
    assert (row["partnership"], row["partnership"].written) == ("chongqing-lyon", "Chongqing – Lyon")
