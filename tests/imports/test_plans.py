"""How a file is read: by its own evidence, by what was chosen, and never by a guess."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile

from sistercities.imports import jobs
from sistercities.imports.cells import RefusedCell
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import ImportJob
from sistercities.imports.plan_edits import change_sheet, read_as
from sistercities.imports.plan_memory import remember
from sistercities.imports.plans import plan_of
from sistercities.imports.prepared_sheets import prepare
from tests import factories
from tests.imports.files import csv_bytes, saved, xlsx_bytes

pytestmark = pytest.mark.django_db
TIES = {"home_city": "chongqing", "tie_class": "sister_city"}


def job_of(name: str, data: bytes, kind: str = "", **edits: Any) -> ImportJob:
    """A job made from a file, with the plan of its first sheet changed."""
    job = jobs.create(None, ContentFile(data, name=name), kind)
    if edits:
        assert change_sheet(job, 0, edits) == []
    return job


def rows_of(job: ImportJob, kind: str) -> list[dict[str, Any]]:
    """The cells of the prepared rows of one kind."""
    return [row.cells for sheet in prepare(job) if sheet.kind == kind for row in sheet.rows]


def planned(name: str, data: bytes, kind: str = "") -> dict[str, Any]:
    return plan_of(name, data, kind)["sheets"][0]


def meanings(sheet: dict[str, Any]) -> dict[str, str]:
    return {column["heading"]: column["field"] for column in sheet["columns"]}


def refused(rows: Iterable[dict[str, Any]]) -> list[str]:
    return [cell.sentence for row in rows for cell in row.values() if isinstance(cell, RefusedCell)]


def test_chinese_csv_in_gb18030_is_read_and_its_encoding_named() -> None:
    headers = ("友好城市", "国别", "结好时间", "签字人")
    rows = [["曼谷", "泰国", "2011年9月26日", "某某"], ["釜山广域市", "韩国", "二〇一〇年十二月", "某某"]] * 8
    sheet = planned("friends.csv", csv_bytes(headers, *rows, encoding="gb18030"))
    assert (sheet["kind"], sheet["encoding"], sheet["encoding_is_certain"]) == ("ties", "GB18030", False)
    assert meanings(sheet) == {
        "友好城市": "partner_city",
        "国别": "country",
        "结好时间": "signed_on",
        "签字人": "signatories",
    }
    assert "encoding" in [question["kind"] for question in sheet["questions"]]


def test_chinese_dates_countries_and_classes_become_what_records_hold() -> None:
    factories.home_city(slug="chongqing", name_en="Chongqing")
    headers = ("友城", "国别", "结好时间", "类别")
    data = csv_bytes(
        headers, ["曼谷", "泰国", "二〇一一年九月", "友好城市"], ["釜山", "韩国", "2010.12", "友好交流城市"]
    )
    job = job_of("a.csv", data, "ties", constants={"home_city": "chongqing"})
    job.decisions["all_new_places"] = True
    ties = rows_of(job, "partnerships")
    assert [(row["tie_class"], row["since"]) for row in ties] == [
        ("sister_city", "2011-09"),
        ("friendly_exchange", "2010-12"),
    ]
    assert [row["country"] for row in rows_of(job, "cities")] == ["TH", "KR"]


def test_encoding_chosen_by_hand_reads_the_file_anew() -> None:
    job = job_of("a.csv", csv_bytes(("city", "country"), ["Łódź", "Poland"], encoding="cp1250"))
    assert read_as(job, "cp1250") == []
    assert job.plan["sheets"][0]["text_sample"][1] == "Łódź · Poland"
    assert read_as(job, "no-such-thing")


def test_german_semicolon_dump_with_title_finds_headings_and_delimiter() -> None:
    text = (
        "Städtepartnerschaften – Auszug\r\n\r\nLfd. Nr.;Partnerstadt;Land;Seit;Einwohner\r\n"
        "1;Straßburg;Frankreich;10.5.1962;284.677\r\n2;St. Helens;Großbritannien;1948;102.629\r\n"
    )
    sheet = planned("dump.csv", text.encode("cp1252"), "ties")
    assert sheet["delimiter"] == ";"
    assert (sheet["header"]["first"], sheet["rows"]) == (2, 2)
    assert meanings(sheet)["Partnerstadt"] == "partner_city"
    assert meanings(sheet)["Einwohner"] == "population"
    assert meanings(sheet)["Lfd. Nr."] == ""


def test_italian_list_with_all_partners_in_one_cell_makes_one_row_for_each() -> None:
    factories.home_city(slug="torino", name_en="Torino", country="IT")
    headers = ("Comune", "Città gemellate")
    data = csv_bytes(
        headers, ["Torino", "Lione (Francia), Colonia (Germania), Shenyang (Cina)"], ["Torino", "Chambéry (Francia)"]
    )
    job = job_of(
        "gemellaggi.csv", data, "ties", constants={"tie_class": "sister_city"}, columns={0: {"field": "home_city"}}
    )
    assert job.plan["sheets"][0]["columns"][1]["transformation"] == "many_partners"
    job.decisions["all_new_places"] = True
    assert [(row["name_en"], row["country"]) for row in rows_of(job, "cities")] == [
        ("Lione", "FR"),
        ("Colonia", "DE"),
        ("Shenyang", "CN"),
        ("Chambéry", "FR"),
    ]
    assert [row["partner_city"] for row in rows_of(job, "partnerships")] == ["lione", "colonia", "shenyang", "chambery"]


@pytest.mark.parametrize(
    ("headers", "meant"),
    [
        (("姉妹都市名", "国名", "提携年月日"), ("partner_city", "country", "signed_on")),
        (("자매도시", "국가", "결연일자"), ("partner_city", "country", "signed_on")),
        (("ville jumelée", "pays", "date de signature"), ("partner_city", "country", "signed_on")),
    ],
)
def test_headings_of_other_languages_are_known(headers: tuple[str, ...], meant: tuple[str, ...]) -> None:
    sheet = planned("a.csv", csv_bytes(headers, ["Dresden", "Germany", "1999-01-02"]), "ties")
    assert tuple(meanings(sheet).values()) == meant


def test_french_date_inside_a_title_is_split_off() -> None:
    factories.home_city(slug="lyon", name_en="Lyon", country="FR")
    headers = ("ville jumelée", "pays", "titre de l'accord")
    rows = [["Erfurt", "Allemagne", "Jumelage et déclaration d'intention (septembre 1998)"]]
    edits = {"columns": {2: {"field": "title_en", "transformation": "date_in_text", "into": ["title_en", "signed_on"]}}}
    constants = {"home_city": "lyon", "tie_class": "sister_city", "kind": "letter-of-intent"}
    job = job_of("a.csv", csv_bytes(headers, *rows), "ties", constants=constants, **edits)
    job.decisions["all_new_places"] = True
    (agreement,) = rows_of(job, "agreements")
    assert (agreement["title_en"], agreement["signed_on"]) == ("Jumelage et déclaration d'intention", "1998-09")


def test_years_in_a_date_column_stay_years() -> None:
    data = xlsx_bytes(
        ("slug", "partnership", "kind", "signed_on"), ["a", "p", "protocol", 1987], ["b", "p", "protocol", "1999年"]
    )
    rows = rows_of(job_of("a.xlsx", data, "agreements"), "agreements")
    assert [row["signed_on"] for row in rows] == ["1987", "1999"]


def test_day_and_month_are_asked_once_when_no_row_tells() -> None:
    data = csv_bytes(("slug", "partnership", "kind", "signed_on"), ["a", "p", "protocol", "03/04/2014"])
    job = job_of("a.csv", data, "agreements")
    sheet = job.plan["sheets"][0]
    assert sheet["date_orders"] == {"signed_on": "?"}
    assert [question["kind"] for question in sheet["questions"]] == ["date_order"]
    assert refused(rows_of(job, "agreements"))
    assert change_sheet(job, 0, {"answers": {"signed_on": "dmy"}}) == []
    assert job.plan["sheets"][0]["questions"] == []
    assert rows_of(job, "agreements")[0]["signed_on"] == "2014-04-03"


def test_day_and_month_are_told_by_another_row_of_the_column() -> None:
    rows = [["a", "p", "protocol", "03/04/2014"], ["b", "p", "protocol", "25/04/2014"]]
    job = job_of("a.csv", csv_bytes(("slug", "partnership", "kind", "signed_on"), *rows), "agreements")
    assert [row["signed_on"] for row in rows_of(job, "agreements")] == ["2014-04-03", "2014-04-25"]


def test_merged_cells_over_several_rows_count_in_each() -> None:
    workbook = openpyxl.Workbook()
    for row in (
        ("国别", "友城", "结好时间"),
        ("泰国", "曼谷", "2011"),
        (None, "清迈", "2012"),
        ("日本", "广岛", "1986"),
    ):
        workbook.active.append(row)
    workbook.active.merge_cells("A2:A3")
    job = job_of(
        "a.xlsx",
        saved(workbook),
        "ties",
        constants={"home_city": "重庆", "home_country": "CN", "tie_class": "sister_city"},
    )
    job.decisions["all_new_places"] = True
    assert [row["country"] for row in rows_of(job, "cities") if row["slug"] != "chongqing"][-3:] == ["TH", "TH", "JP"]


def test_sections_totals_and_hidden_rows_are_named_and_not_taken_for_records() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (("友城", "结好时间"), ("泰国（2对）", None), ("曼谷", "2011"), ("清迈", "2012"), ("合计", 3)):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    plan = planned("a.xlsx", saved(workbook), "ties")
    assert (plan["rows"], plan["sections"], plan["section_field"]) == (2, ["泰国"], "country")
    assert any("4" in note and "hidden" in note for note in plan["notes"])
    assert any("3" in note for note in plan["notes"])


def test_unit_in_a_heading_is_shown_and_applied() -> None:
    job = job_of(
        "a.csv",
        csv_bytes(("slug", "name_zh_hans", "国别", "人口（万）"), ["bangkok", "曼谷", "泰国", "1,053.9"]),
        "cities",
    )
    column = job.plan["sheets"][0]["columns"][3]
    assert column["unit"] == {"word": "万", "factor": "10000"}
    assert rows_of(job, "cities")[0]["population"] == 10_539_000


def test_swapped_coordinates_are_flagged_and_degrees_read() -> None:
    headers = ("slug", "name_en", "country", "latitude", "longitude")
    rows = [["a", "A", "CN", "106.55", "29.56"], ["b", "B", "CN", "29°33′36″N", "106°33′E"]]
    swapped, right = rows_of(job_of("a.csv", csv_bytes(headers, *rows), "cities"), "cities")
    assert "swapped" in refused([swapped])[0]
    assert (right["latitude"], right["longitude"]) == (29.56, 106.55)


def test_several_columns_fill_one_field() -> None:
    headers = ("slug", "partnership", "kind", "Jahr", "Monat")
    edits = {"columns": {3: {"field": "signed_on"}, 4: {"field": "signed_on"}}}
    job = job_of("a.csv", csv_bytes(headers, ["a", "p", "protocol", "2011", "9"]), "agreements", **edits)
    assert rows_of(job, "agreements")[0]["signed_on"] == "2011-09"


def test_date_span_fills_both_ends() -> None:
    headers = ("slug", "home_city", "title_en", "活动日期")
    job = job_of("a.csv", csv_bytes(headers, ["a", "chongqing", "Visit", "2018年5月3日至7日"]), "exchanges")
    (row,) = rows_of(job, "exchanges")
    assert (row["starts_on"], row["ends_on"]) == ("2018-05-03", "2018-05-07")


def test_column_without_a_field_is_listed_and_left_out() -> None:
    sheet = planned(
        "a.csv", csv_bytes(("slug", "name_en", "country", "Mayor"), ["hue", "Huế", "VN", "N. N."]), "cities"
    )
    (column,) = [column for column in sheet["columns"] if not column["field"]]
    assert (column["heading"], column["why"]) == (
        "Mayor",
        "No field has this name. Choose a field, or leave the column out.",
    )


def test_mapping_is_remembered_for_the_same_headings() -> None:
    data = csv_bytes(("slug", "Stadtname XY", "country"), ["hue", "Huế", "VN"])
    job = job_of("a.csv", data, "cities", columns={1: {"field": "name_en"}})
    remember(job)
    column = planned("b.csv", data, "cities")["columns"][1]
    assert (column["field"], column["certainty"]) == ("name_en", "remembered")


def test_edit_with_an_unknown_field_changes_nothing() -> None:
    job = job_of("a.csv", csv_bytes(("slug", "name_en", "country"), ["hue", "Huế", "VN"]), "cities")
    before = job.plan
    assert change_sheet(job, 0, {"columns": {1: {"field": "published_at"}}}) == [
        "Sheets of this kind have no field “published_at”."
    ]
    assert change_sheet(job, 0, {"constants": {"country": "Narnia"}})
    assert job.plan == before


def test_missing_field_holds_the_sheet_back_until_a_constant_says_it() -> None:
    data = csv_bytes(("partner city", "country", "class"), ["Bangkok", "TH", "sister city"])
    job = job_of("a.csv", data, "ties")
    with pytest.raises(SheetRefused, match="home_city"):
        prepare(job)
    assert change_sheet(job, 0, {"constants": {"home_city": "Chongqing", "home_country": "China"}}) == []
    assert prepare(job)


def test_workbook_with_several_sheets_is_loaded_in_the_order_of_dependence() -> None:
    workbook = openpyxl.Workbook()
    ties = workbook.active
    ties.title = "partnerships"
    ties.append(["slug", "home_city", "partner_city", "tie_class"])
    ties.append(["chongqing-hue", "chongqing", "hue", "sister_city"])
    cities = workbook.create_sheet("cities")
    for row in (
        ["slug", "name_en", "country", "is_home"],
        ["chongqing", "Chongqing", "CN", "yes"],
        ["hue", "Huế", "VN", "no"],
    ):
        cities.append(row)
    workbook.create_sheet("notes").append(["nothing of interest"])
    hidden = workbook.create_sheet("old")
    hidden.append(["slug", "name_en", "country"])
    hidden.append(["x", "X", "CN"])
    hidden.sheet_state = "hidden"
    job = job_of("all.xlsx", saved(workbook))
    assert [(sheet.kind, sheet.total) for sheet in prepare(job)] == [("cities", 2), ("partnerships", 1)]
    assert any("“old” is hidden" in note for note in job.plan["notes"])
    assert any("“notes”" in note for note in job.plan["notes"])


def test_formula_without_its_value_is_an_error_that_says_so() -> None:
    data = xlsx_bytes(("slug", "name_en", "country"), ["hue", '="Hu"&"ế"', "VN"])
    (row,) = rows_of(job_of("a.xlsx", data, "cities"), "cities")
    assert "never computed" in refused([row])[0]


def test_table_in_a_word_file_is_a_sheet() -> None:
    sheet = planned("list.docx", word_file([["友城", "国别"], ["曼谷", "泰国"], ["清迈", "泰国"]]), "ties")
    assert (meanings(sheet), sheet["rows"]) == ({"友城": "partner_city", "国别": "country"}, 2)


def test_workbook_called_et_is_read_by_its_content() -> None:
    assert planned("a.et", xlsx_bytes(("slug", "name_en", "country"), ["hue", "Huế", "VN"]), "cities")["rows"] == 1


def test_macros_are_refused() -> None:
    file = io.BytesIO(xlsx_bytes(("slug", "name_en", "country"), ["hue", "Huế", "VN"]))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    with pytest.raises(SheetRefused, match="macros"):
        plan_of("a.xlsx", file.getvalue())


def word_file(rows: list[list[str]]) -> bytes:
    """A Word file with one table."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) for row in rows)
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {space}><w:body><w:tbl>{table}</w:tbl></w:body></w:document>"
        )
    return file.getvalue()
