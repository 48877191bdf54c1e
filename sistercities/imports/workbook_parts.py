"""What the parts of an xlsx file say beside its values: macros, hidden rows, links to other files, formulas never run.

The parts are searched as bytes, not built into trees: a sheet of 50,000 rows has a million elements.
"""

import io
import posixpath
import re
import zipfile
from functools import cached_property

from defusedxml import ElementTree
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sistercities.imports.containers import BROKEN
from sistercities.imports.errors import damaged
from sistercities.imports.grids import Grid

HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\shidden=\"(?:1|true)\")[^>]*\sr=\"(\d{1,7})\"")
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>[^<]+</")
ADDRESS = re.compile(rb"\sr=\"([A-Z]{1,3})(\d{1,7})\"")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LONGEST_FORMULA = 80
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

    def complete(self, grid: Grid) -> None:
        """Tell the grid of a sheet what only the parts know."""
        grid.date_1904 = self.date_1904
        if any(name.startswith("xl/externalLinks/") for name in self._names):
            grid.notes.append(_("The workbook takes values from other files. They are read as they were last seen."))
        path = self._paths.get(grid.name, "")
        if path not in self._names:
            return
        content = self._archive.read(path)
        if b' hidden="' in content:
            grid.hidden_rows = [int(number) for number in HIDDEN_ROW.findall(content)]
        if b"<f" in content or b":f" in content:
            self._refuse_uncomputed(grid, content)

    def _refuse_uncomputed(self, grid: Grid, content: bytes) -> None:
        """A formula counts with the value that it had when the file was saved; one without cannot be read."""
        for attributes, inside in (cell.groups() for cell in CELL.finditer(content)):
            formula = FORMULA.search(inside)
            if formula is None or VALUE.search(inside) or b"<is>" in inside:
                continue
            if address := ADDRESS.search(attributes):
                text = (formula.group(1) or b"").decode("utf-8", "replace")[:LONGEST_FORMULA]
                grid.refuse(int(address.group(2)) - 1, _column(address.group(1)), f"={text}", UNCOMPUTED)


def _column(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - 64
    return position - 1
