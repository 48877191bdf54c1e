"""What the parts of an xlsx file say beside its values: macros, hidden rows, links to other files, formulas never run.

The parts are searched as bytes, not built into trees: a sheet of 50,000 rows has a million elements.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property

from defusedxml import ElementTree
from django.utils.translation import gettext_lazy

from sistercities.common.told import listed
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import failed_formula
from sistercities.imports.cells import RefusedCell
from sistercities.imports.containers import BROKEN
from sistercities.imports.errors import column_letter, damaged
from sistercities.imports.grids import Grid
from sistercities.imports.workbook_pieces import position

HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\shidden=\"(?:1|true)\")[^>]*\sr=\"(\d{1,7})\"")
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
ERROR_CELL = re.compile(rb"\st=\"e\"")
ERROR_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]{1,20})</")
HIDDEN_COLUMNS = re.compile(
    rb"<(?:\w+:)?col\b(?=[^>]*\shidden=\"(?:1|true)\")(?=[^>]*\smin=\"(\d{1,5})\")[^>]*\smax=\"(\d{1,5})\""
)
FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>[^<]+</")
ADDRESS = re.compile(rb"\sr=\"([A-Z]{1,3})(\d{1,7})\"")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LONGEST_FORMULA = 80
COLUMNS_NAMED = 20
UNCOMPUTED = gettext_lazy("This is a formula that was never computed. Open the file, save it, and upload it again.")


class WorkbookParts:
    """Reads one part after the other, each when it is asked for. Raises SheetRefused when the file is damaged."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = set(self._archive.namelist())
            self._book = ElementTree.fromstring(self._archive.read("xl/workbook.xml"), forbid_dtd=True)
        except BROKEN as error:
            raise damaged() from error

    @property
    def has_macros(self) -> bool:
        return any(name.lower().endswith("vbaproject.bin") for name in self._names)

    @cached_property
    def date_1904(self) -> bool:
        """Whether days are counted from 1904 on, as old Macintosh programs did."""
        settings = next((each for each in self._book if each.tag.endswith("}workbookPr")), None)
        return settings is not None and settings.get("date1904") in ("1", "true")

    @cached_property
    def _paths(self) -> dict[str, str]:
        """The part of each sheet, by the sheet's name."""
        try:
            relations = ElementTree.fromstring(self._archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
        except BROKEN:
            return {}
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        sheets = (each for each in self._book.iter() if each.tag.endswith("}sheet"))
        return {
            each.get("name", ""): posixpath.normpath(posixpath.join("/xl", targets.get(each.get(RELATION), ""))).strip(
                "/"
            )
            for each in sheets
        }

    def complete(self, grid: Grid, *, is_whole: bool = True) -> None:
        """Tell the grid of a sheet what only the parts know; of one read in pieces, what no piece has told."""
        grid.date_1904 = self.date_1904
        if any(name.startswith("xl/externalLinks/") for name in self._names):
            grid.notes.append(_("The workbook takes values from other files. They are read as they were last seen."))
        path = self.path_of(grid.name)
        if path and is_whole:
            content = self._archive.read(path)
            grid.hidden_rows = hidden_rows(content)
            if columns := hidden_columns(content, grid.width):
                letters = listed(map(column_letter, columns[:COLUMNS_NAMED]))
                grid.notes.append(_("Hidden columns are read like the others: %(columns)s.") % {"columns": letters})
            for row, column, cell in uncomputed(content):
                grid.refuse(row, column, cell)

    def path_of(self, sheet: str) -> str:
        """The part that holds the sheet of this name; empty if none does."""
        path = self._paths.get(sheet, "")
        return path if path in self._names else ""

    def size_of(self, path: str) -> int:
        """How large a part is when it is unpacked."""
        return self._archive.getinfo(path).file_size


def hidden_columns(worksheet: bytes, width: int) -> list[int]:
    """The columns, from 0, that are hidden; they are said before the first row."""
    ranges = HIDDEN_COLUMNS.findall(worksheet[: worksheet.find(b"<sheetData")])
    return [column for first, last in ranges for column in range(int(first) - 1, min(int(last), width))]


def hidden_rows(worksheet: bytes) -> list[int]:
    """The numbers beside the hidden rows of a worksheet, or of a piece of it."""
    return [int(number) for number in HIDDEN_ROW.findall(worksheet)] if b' hidden="' in worksheet else []


def uncomputed(worksheet: bytes) -> Iterator[tuple[int, int, RefusedCell]]:
    """Row and column, from 0, of each formula without a value, and of each error that was kept without its formula.

    A formula counts with the value that it had when the file was saved; one without cannot be read.
    """
    if b"<f" not in worksheet and b":f" not in worksheet and b't="e"' not in worksheet:
        return
    for attributes, inside in (cell.groups() for cell in CELL.finditer(worksheet)):
        formula, address = FORMULA.search(inside), ADDRESS.search(attributes)
        if address and (failed := ERROR_CELL.search(attributes) and ERROR_VALUE.search(inside)):
            text = failed.group(1).decode("utf-8", "replace")
            yield (
                int(address.group(2)) - 1,
                position(address.group(1)),
                RefusedCell(text, failed_formula(text)),
            )
            continue
        if formula is None or VALUE.search(inside) or b"<is>" in inside:
            continue
        if address:
            text = (formula.group(1) or b"").decode("utf-8", "replace")[:LONGEST_FORMULA]
            yield int(address.group(2)) - 1, position(address.group(1)), RefusedCell(f"={text}", UNCOMPUTED)
