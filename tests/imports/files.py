"""Sheets made for tests."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

from sistercities.imports.file_grids import read_grids
from sistercities.imports.sheets import Sheet, SheetRow, is_blank


def csv_bytes(headers: Sequence[str], *rows: Iterable[Any], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([headers, *rows])
    return text.getvalue().encode(encoding)


def xlsx_bytes(headers: Sequence[str], *rows: Iterable[Any]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in (headers, *rows):
        workbook.active.append(list(row))
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def ods_bytes(table_rows: str) -> bytes:
    """An OpenDocument sheet with these `<table:table-row>` elements."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{table_rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


def ods_cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def read_sheet(name: str, data: bytes) -> Sheet:
    """The first sheet of a file whose first filled row holds its headings."""
    grid = read_grids(name, data)[0]
    filled = [
        SheetRow(number, list(cells)) for number, cells in enumerate(grid.rows, 1) if not all(map(is_blank, cells))
    ]
    head, *rows = filled
    for row in rows:
        row.cells += [None] * (len(head.cells) - len(row.cells))
    return Sheet([str(cell or "").strip() for cell in head.cells], rows, list(grid.notes), name)


def sheet_of(headers: Sequence[str], *rows: Iterable[Any]) -> Sheet:
    """A sheet as it is read from a csv file."""
    return read_sheet("sheet.csv", csv_bytes(headers, *rows))
