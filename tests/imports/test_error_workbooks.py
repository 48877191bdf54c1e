"""The owner's own file with the wrong cells marked: mended, it is read again."""

import io
from collections.abc import Iterable
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from partnerships.models import City, Partnership
from sistercities.imports.models import JobState
from sistercities.imports.own_marks import MARK, is_own
from tests import factories
from tests.imports.files import csv_bytes, saved, xlsx_bytes
from tests.imports.walking import HEADERS, Walk, url, walk, worker

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db
ROWS = [["hue", "Huế", "VN"], ["cair", "Cair Paravel", "Narnia"], ["vinh", "Vinh", "VN"]]


def workbook_of(walk: Walk, **query: str) -> openpyxl.Workbook:
    response = walk.client.get(f"/admin/imports/importjob/{walk.job.pk}/to-mend.xlsx", query)
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]


def values(sheet: Worksheet) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def checked(walk: Walk, rows: Iterable[Iterable[Any]] = ROWS, headers: tuple[str, ...] = HEADERS) -> openpyxl.Workbook:
    walk.checked(csv_bytes(headers, *rows))
    return workbook_of(walk)


def test_all_rows_and_columns_stand_where_they_were(walk: Walk) -> None:
    sheet = checked(walk, [[*row, "x"] for row in ROWS], (*HEADERS, "Blood type")).worksheets[0]
    assert [row[:4] for row in values(sheet)] == [[*HEADERS, "Blood type"], *([*row, "x"] for row in ROWS)]


def test_wrong_cell_is_marked_and_the_reason_stands_beside_its_row(walk: Walk) -> None:
    sheet = checked(walk).worksheets[0]
    marked = [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    assert [cell.coordinate for cell in marked] == ["C3"]
    assert marked[0].fill.fgColor.rgb.endswith("F6C6BE")
    assert "countr" in marked[0].comment.text
    assert sheet["D1"].value.startswith(MARK)
    assert [sheet[f"D{row}"].value is None for row in (2, 3, 4)] == [True, False, True]
    assert sheet["D3"].value.startswith("C country: ")


def test_reasons_are_in_the_reader_s_language(walk: Walk) -> None:
    walk.checked(csv_bytes(HEADERS, ["hue", "H" * 121, "VN"]))
    walk.client.cookies["django_language"] = "zh-hans"
    assert "确保该变量包含不超过 120 字符" in workbook_of(walk).worksheets[0]["D2"].value


def test_only_the_wrong_rows_are_given_if_asked(walk: Walk) -> None:
    walk.checked(csv_bytes(HEADERS, *ROWS))
    sheet = workbook_of(walk, only="wrong").worksheets[0]
    assert [row[0] for row in values(sheet)] == ["slug", "cair"]


def test_formulas_are_given_as_text_and_come_back_as_they_were(walk: Walk) -> None:
    evil = '=HYPERLINK("https://example.org")'
    workbook = checked(walk, [["hue", evil, "VN"], ["cair", "@SUM(1)", "Narnia"]])
    cells = [cell for row in workbook.worksheets[0].iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "@", "+", "-"))]
    workbook.worksheets[0]["C3"].value = "VN"
    walk.applied(saved(workbook), "mended.xlsx")
    assert set(City.objects.values_list("name_en", flat=True)) == {evil, "@SUM(1)"}


def test_numbers_and_dates_of_a_workbook_stay_what_they_are(walk: Walk) -> None:
    rows = ["hue", "Huế", "Narnia", 652572], ["vinh", "Vinh", "VN", 0.5]
    walk.checked(xlsx_bytes((*HEADERS, "population"), *rows), "cities.xlsx")
    sheet = workbook_of(walk).worksheets[0]
    assert [row[3] for row in values(sheet)[1:]] == [652572, 0.5]


def test_mended_workbook_of_a_held_back_file_brings_all_its_rows(walk: Walk) -> None:
    workbook = checked(walk)
    workbook.worksheets[0]["C3"].value = "VN"
    walk.applied(saved(workbook), "mended.xlsx")
    assert set(City.objects.values_list("slug", flat=True)) == {"hue", "cair", "vinh"}


def test_mended_workbook_reads_only_the_marked_rows_when_the_good_ones_are_in(walk: Walk) -> None:
    workbook = checked(walk)
    walk.decide(apply_good_rows="on")
    assert walk.job.state == JobState.APPLIED
    City.objects.filter(slug="hue").update(name_en="Edited since")
    workbook.worksheets[0]["C3"].value = "VN"
    page = walk.uploaded(saved(workbook), "mended.xlsx").content.decode()
    assert "Only the rows that were marked are read" in page
    walk.check_again()
    walk.decide()
    assert walk.job.counts["total"] == {**dict.fromkeys(walk.job.counts["total"], 0), "new": 1}
    assert City.objects.get(slug="hue").name_en == "Edited since"


def test_mended_workbook_keeps_what_was_chosen_for_the_file_it_comes_from(walk: Walk) -> None:
    factories.home_city(slug="chongqing", name_en="Chongqing")
    rows = [["Chongqing", "Lyon", "FR", "nonsense", "Note"], ["Chongqing", "Riga", "LV", "sister_city", ""]]
    walk.uploaded(csv_bytes(("home_city", "partner_city", "country", "What", "Blood type"), *rows), "x.csv", "ties")
    chosen = {"field-3": "tie_class", "field-4": "internal_remarks", "constant-home_country": "CN"}
    names = dict(enumerate(("home_city", "partner_city", "country")))
    sent = {**{f"field-{number}": name for number, name in names.items()}, **chosen, "is_read": "on", "go": "stay"}
    walk.client.post(url(walk.job, "columns"), sent)
    walk.client.post(url(walk.job, "places"), {"all_new": "on", "go": "stay"})
    walk.check_again()
    workbook = workbook_of(walk)
    workbook.worksheets[0]["D2"].value = "sister_city"
    walk.applied(saved(workbook), "mended.xlsx", "")
    assert set(Partnership.objects.values_list("partner_city__name_en", "internal_remarks")) == {
        ("Lyon", "Note"),
        ("Riga", ""),
    }


def test_mended_row_keeps_its_number_for_who_looks_for_it(walk: Walk) -> None:
    workbook = checked(walk)
    walk.decide(apply_good_rows="on")
    walk.checked(saved(workbook), "mended.xlsx")
    assert list(walk.job.rows.values_list("number", "outcome")) == [(3, "error")]


def test_our_own_columns_and_sheets_are_never_asked_about(walk: Walk) -> None:
    workbook = checked(walk)
    assert any(is_own(name) for name in workbook.sheetnames)
    walk.uploaded(saved(workbook), "mended.xlsx")
    plan = walk.job.plan
    assert [[column["heading"] for column in sheet["columns"]] for sheet in plan["sheets"]] == [list(HEADERS)]


def test_titles_above_the_headings_are_kept(walk: Walk) -> None:
    content = b"Our cities\n\nslug,name_en,country\nhue,X,Narnia\n"
    walk.checked(content)
    sheet = workbook_of(walk).worksheets[0]
    assert sheet["A1"].value == "Our cities"
    assert sheet["D3"].value.startswith(MARK)
    assert sheet["C4"].comment


def test_another_importer_gets_no_workbook(walk: Walk, worker: Any) -> None:
    walk.checked(csv_bytes(HEADERS, *ROWS))
    address = url(walk.job, "error_workbook")
    walk.client.logout()
    assert walk.client.get(address).status_code == 302
