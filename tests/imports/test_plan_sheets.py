"""Which sheets, rows and headings a file has, whatever kind of file it is."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

from sistercities.imports.errors import SheetRefused
from sistercities.imports.plan_edits import read_as
from sistercities.imports.plans import plan_of
from sistercities.imports.prepared_sheets import prepare
from tests.imports.files import csv_bytes, saved, xlsx_bytes
from tests.imports.planning import job_of, meanings, planned, refused, rows_of, word_file

pytestmark = pytest.mark.django_db


def test_chinese_csv_in_gb18030_is_read_and_its_encoding_named() -> None:
    headers = ("友好城市", "国别", "结好时间", "签字人")
    rows = [["曼谷", "泰国", "2011年9月26日", "某某"], ["釜山广域市", "韩国", "二〇一〇年十二月", "某某"]] * 8
    sheet = planned("friends.csv", csv_bytes(headers, *rows, encoding="gb18030"))
    assert (sheet["kind"], sheet["encoding"], sheet["encoding_is_certain"]) == ("ties", "GB18030", False)
    assert meanings(sheet) == {
        "友好城市": "partner_city",
        "国别": "country",
        "结好时间": "signed_on",
        "签字人": "internal_remarks",
    }
    assert "encoding" in [question["kind"] for question in sheet["questions"]]


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


@pytest.mark.parametrize(
    ("encoding", "rows"),
    [
        ("cp1252", [["Municipio español", "Córdoba"], ["Besançon", "Crèvecœur"], ["Città di Forlì", "Perù"]]),
        ("cp1250", [["Łódź", "Gdańsk"], ["Zielona Góra", "Żory"]]),
        ("cp1250", [["Hódmezővásárhely", "Gyöngyös"], ["Tőketerebes", "Szűcsi"]]),
        ("cp1250", [["Plzeň", "České Budějovice"], ["Žďár nad Sázavou", "Příbram"]]),
    ],
)
def test_western_and_central_european_files_are_told_apart(encoding: str, rows: list[list[str]]) -> None:
    sheet = planned("a.csv", csv_bytes(("city", "sister city"), *rows, encoding=encoding), "ties")
    assert sheet["text_sample"][1:] == [" · ".join(row) for row in rows]


def test_exchange_list_asks_only_for_what_is_lacking() -> None:
    headers = ("序号", "活动名称", "来访/出访", "起止时间", "人数")
    sheet = planned("a.csv", csv_bytes(headers, ["1", "某代表团访渝", "来访", "2018年5月3日至7日", "12"]))
    assert sheet["kind"] == "exchanges"
    assert [question["fields"] for question in sheet["questions"]] == [["home_city"]]


def test_headings_over_two_rows_are_joined() -> None:
    workbook = openpyxl.Workbook()
    rows = (
        ("重庆市友好城市", None, None, None, None),
        ("序号", "外方城市", None, "结好情况", None),
        (None, "友城名称", "国别", "结好时间", "签字人"),
        (1, "曼谷", "泰国", "2011年9月", "某某"),
    )
    for row in rows:
        workbook.active.append(row)
    for merged in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        workbook.active.merge_cells(merged)
    sheet = planned("a.xlsx", saved(workbook), "ties")
    assert (sheet["header"]["first"], sheet["header"]["last"], sheet["rows"]) == (1, 2, 1)
    assert [column["field"] for column in sheet["columns"][1:]] == [
        "partner_city",
        "country",
        "signed_on",
        "internal_remarks",
    ]


def test_days_of_a_workbook_that_counts_from_1904_are_the_days_it_shows() -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["slug", "partnership", "kind", "signed_on"])
    workbook.active.append(["a", "p", "protocol", date(2011, 9, 26)])
    workbook.active.append(["b", "p", "protocol", to_excel(datetime(2011, 9, 26), CALENDAR_MAC_1904)])
    rows = rows_of(job_of("a.xlsx", saved(workbook), "agreements"), "agreements")
    assert [row["signed_on"] for row in rows] == ["2011-09-26", "2011-09-26"]


def test_sheet_chosen_by_kind_is_the_only_one_read_and_the_others_are_named() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["slug", "name_en", "country"])
    workbook.active.append(["hue", "Huế", "VN"])
    other = workbook.create_sheet("remarks")
    other.append(["slug", "title", "publisher"])
    other.append(["a", "b", "c"])
    plan = plan_of("a.xlsx", saved(workbook), "cities")
    assert [sheet["is_read"] for sheet in plan["sheets"]] == [True, False]
    assert plan["notes"] == ["The sheet “remarks” is not read."]
