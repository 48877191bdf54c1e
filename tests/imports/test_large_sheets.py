"""Large sheets are read in pieces: to the same rows as a small one is, whatever is written in it."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from sistercities.imports import workbook_grids, workbook_pieces
from sistercities.imports.errors import SheetRefused
from sistercities.imports.file_grids import read_grids, stream_grids
from sistercities.imports.grids import Grid, TextForm
from sistercities.imports.large_sheets import LargeSheet
from tests.imports.files import saved


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes every sheet for a large one and cuts it every few rows."""
    monkeypatch.setattr(workbook_grids, "LARGE", 0)
    for name in ("FIRST_PIECE", "PIECE", "BLOCK"):
        monkeypatch.setattr(workbook_pieces, name, 700)


def workbook_of(change: Any) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Städte & 重庆"
    for number in range(60):
        sheet.append([None, f"town-{number}", number, number / 3, datetime(2011, 9, 1 + number % 30), "a<b & “c”"])
    change(sheet)
    return saved(workbook)


def leave_gaps(sheet: Any) -> None:
    sheet.delete_rows(10, 5)
    for row in (1, 2, 30, 31, 59):
        for column in range(1, 7):
            sheet.cell(row, column).value = None
    sheet["H40"] = "far"


def write_formulas(sheet: Any) -> None:
    sheet["C20"], sheet["A45"], sheet["H61"] = "=1+1", "=SUM(C1:C9)", "=A1"


def hide_rows(sheet: Any) -> None:
    for row in (3, 4, 50):
        sheet.row_dimensions[row].hidden = True


def merge_cells(sheet: Any) -> None:
    sheet.merge_cells("B20:B29")
    sheet.merge_cells("C1:D1")


def nothing(sheet: Any) -> None:
    pass


CHANGES = [nothing, leave_gaps, write_formulas, hide_rows, merge_cells]


def told(grids: list[Grid]) -> list[Any]:
    return [(grid.name, filled(grid), grid.merged, grid.hidden_rows, grid.date_1904) for grid in grids]


def filled(grid: Grid) -> list[list[Any]]:
    """The rows up to their last filled cell: what is empty behind it may be there or not."""
    rows = [list(row) for row in grid.rows]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return rows


@pytest.mark.parametrize("change", CHANGES)
def test_sheet_read_in_pieces_is_what_it_is_whole(change: Any, request: pytest.FixtureRequest) -> None:
    data = workbook_of(change)
    whole = read_grids("a.xlsx", data)
    request.getfixturevalue("in_pieces")
    read = read_grids("a.xlsx", data)
    assert told(read) == told(whole)
    streamed = stream_grids("a.xlsx", data)
    assert isinstance(streamed[0].rows, list) == (change is merge_cells)
    for _again in range(2):
        assert filled(streamed[0]) == filled(whole[0])


def with_worksheet(data: bytes, change: Any) -> bytes:
    """The workbook with its worksheet written otherwise."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name == "xl/worksheets/sheet1.xml" else content)
    return file.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: re.sub(rb'<row r="\d+"', b"<row", xml),
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData><!-- a <row> -->"),
        lambda xml: xml.replace(b'<row r="30"', b'<!-- a <row r="29"> --><row r="30"'),
        lambda xml: re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml.replace(b"xmlns=", b"xmlns:x=")),
    ],
)
def test_worksheet_in_another_writing_loses_no_row(change: Any, request: pytest.FixtureRequest) -> None:
    data = with_worksheet(workbook_of(nothing), change)
    whole = told(read_grids("a.xlsx", data))
    assert len(whole[0][1]) == 60
    request.getfixturevalue("in_pieces")
    assert told(read_grids("a.xlsx", data)) == whole


@pytest.mark.usefixtures("in_pieces")
def test_worksheet_that_breaks_off_is_refused_as_damaged() -> None:
    broken = with_worksheet(workbook_of(nothing), lambda xml: xml[: len(xml) // 2])
    with pytest.raises(SheetRefused, match="damaged"):
        read_grids("a.xlsx", broken)


@pytest.mark.usefixtures("in_pieces")
def test_shared_texts_and_other_sheets_are_there_in_each_piece() -> None:
    workbook = openpyxl.Workbook()
    for title in ("First", "Second"):
        sheet = workbook.create_sheet(title)
        for number in range(40):
            sheet.append([title, f"town {number}"])
    read = {grid.name: grid for grid in read_grids("a.xlsx", saved(workbook))}
    assert [(name, grid.rows[39]) for name, grid in read.items()] == [
        ("First", ["First", "town 39"]),
        ("Second", ["Second", "town 39"]),
    ]


@pytest.mark.usefixtures("in_pieces")
def test_first_rows_are_there_before_the_others_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    rows = LargeSheet._rows

    def noted(sheet: LargeSheet, xml: bytes) -> Any:
        read.append(len(xml))
        return rows(sheet, xml)

    monkeypatch.setattr(LargeSheet, "_rows", noted)
    (grid,) = stream_grids("a.xlsx", workbook_of(nothing))
    read.clear()
    next(iter(grid.rows))
    assert len(read) == 1


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", 'slug,name\r\nhue,Huế\rvinh,"Vi\nnh"\n'),
        ("utf-8", "\ufeffslug,name\nhue,Huế\n"),
        ("utf-16", "sep=,\nslug,name\nhue,Huế\n"),
        ("gb18030", "slug,name\ncq,重庆\n"),
    ],
)
def test_text_is_streamed_to_the_rows_that_it_has_when_held(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    form = TextForm(encoding, ",")
    held = read_grids("a.csv", data, form)
    streamed = stream_grids("a.csv", data, form)
    assert not isinstance(streamed[0].rows, list)
    assert list(streamed[0].rows) == held[0].rows


def test_file_with_our_own_marks_is_held_so_that_they_can_be_taken_out() -> None:
    data = "slug,name\nexample-hue,Huế\nvinh,Vinh\n".encode()
    form = TextForm("utf-8", ",")
    assert told(stream_grids("a.csv", data, form)) == told(read_grids("a.csv", data, form))
