"""Workbooks written straight into their zip file, read back by two libraries."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from sistercities.imports.quick_workbooks import Marked, QuickWorkbook, Style

ROW = ["text", "=1+1", "#N/A", "<&>\"'", "two\nlines", " spaces ", "曼谷 🏙", -12.5, 5527994, True, date(2011, 9, 26)]


def written(*rows: list[object], name: str = "Sheet") -> io.BytesIO:
    file = io.BytesIO()
    workbook = QuickWorkbook(file)
    workbook.sheet(name, rows, frozen_rows=1, widths={2: 40})
    workbook.sheet(name, [["again"]], is_hidden=True)
    workbook.close()
    file.seek(0)
    return file


def test_row_comes_back_as_it_was() -> None:
    sheet = CalamineWorkbook.from_filelike(written(ROW)).get_sheet_by_index(0)
    assert sheet.to_python()[0] == ROW


def test_texts_are_texts_for_every_program() -> None:
    sheet = openpyxl.load_workbook(written(ROW)).worksheets[0]
    assert {cell.data_type for cell in sheet[1][:7]} == {"s"}
    assert [cell.value for cell in sheet[1][:7]] == ROW[:7]


@pytest.mark.parametrize("moment", [datetime(2011, 9, 26, 14, 30), time(14, 30)])
def test_moments_come_back(moment: object) -> None:
    assert openpyxl.load_workbook(written([moment])).worksheets[0]["A1"].value == moment


def test_empty_cells_move_no_other() -> None:
    sheet = openpyxl.load_workbook(written([None, "b", None, "d"])).worksheets[0]
    assert [sheet[f"{letter}1"].value for letter in "ABCD"] == [None, "b", None, "d"]


def test_marked_cell_bears_its_look_and_note() -> None:
    sheet = openpyxl.load_workbook(written([Marked("x", Style.WRONG_TEXT, "No <such> month."), "y"])).worksheets[0]
    assert sheet["A1"].comment.text == "No <such> month."
    assert (sheet["A1"].fill.fgColor.rgb, sheet["A1"].number_format) == ("FFF6C6BE", "@")
    assert sheet["B1"].comment is None


def test_sheets_of_one_name_are_told_apart_and_hidden_ones_are_hidden() -> None:
    workbook = openpyxl.load_workbook(written(["x"], name="X" * 40))
    assert len(set(workbook.sheetnames)) == 2
    assert max(map(len, workbook.sheetnames)) <= 31
    assert [sheet.sheet_state for sheet in workbook] == ["visible", "hidden"]
