"""Writes exported rows as csv or xlsx. The texts in them are safe already: see `formulas`."""

import io
from collections.abc import Callable

import tablib
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from sistercities.common.csv_text import csv_file
from sistercities.imports import limits
from sistercities.imports.errors import SheetRefused


def write_csv(dataset: tablib.Dataset) -> bytes:
    return csv_file([dataset.headers, *dataset])


def write_xlsx(dataset: tablib.Dataset) -> bytes:
    """A workbook with one sheet. Raises SheetRefused when a text is longer than its cells can hold."""
    check_lengths(dataset)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.append(dataset.headers)
    for row in dataset:
        sheet.append([text_cell(sheet, value) for value in row])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def check_lengths(dataset: tablib.Dataset) -> None:
    """Raise SheetRefused when a text is longer than a workbook's cell can hold, since it would be cut."""
    if any(isinstance(value, str) and len(value) > limits.WORKBOOK_CELL_CHARACTERS for row in dataset for value in row):
        raise SheetRefused(_("A text is longer than a workbook’s cell can hold. Export as csv."))


def text_cell(sheet: WriteOnlyWorksheet, value: object) -> Cell | None:
    """A cell that no program takes for anything but what it is: a number, or a text."""
    if value in ("", None):
        return None
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # Otherwise a text such as #N/A becomes an error, and one that is typed over, such as 2011-09, a full date.
        cell.data_type = "s"
        cell.number_format = "@"
    return cell


FORMATS: dict[str, tuple[Callable[[tablib.Dataset], bytes], str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
