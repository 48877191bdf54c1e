"""A sheet as it was read: its headings and rows, each cell where the spreadsheet shows it."""

from dataclasses import dataclass, field
from typing import Any

import tablib
from django.utils.translation import gettext as _

from sistercities.imports import limits
from sistercities.imports.errors import SheetRefused, column_letter


@dataclass(slots=True)
class SheetRow:
    """`number` is the row's number in the spreadsheet, the first one being 1."""

    number: int
    cells: list[Any]


@dataclass
class Sheet:
    """`notes` are sentences about how the file was read that its owner should know."""

    headers: list[str]
    rows: list[SheetRow]
    notes: list[str] = field(default_factory=list)
    name: str = ""

    def dataset(self) -> tablib.Dataset:
        """The sheet in the form in which the import library takes it."""
        dataset = tablib.Dataset()
        dataset.headers = self.headers
        for row in self.rows:
            dataset.append(row.cells)
        return dataset


def is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def make_sheet(grid: list[list[Any]], notes: list[str]) -> Sheet:
    """The sheet in a grid of cells whose first filled row holds the headings.

    Empty rows and the empty columns behind the last one are left out; raises SheetRefused when nothing remains, or a
    value stands where there is no heading.
    """
    filled = [SheetRow(number, cells) for number, cells in enumerate(grid, 1) if not all(map(is_blank, cells))]
    if not filled:
        raise SheetRefused(_("The file is empty."))
    head, *rows = filled
    headers = ["" if is_blank(cell) else str(cell).strip() for cell in head.cells]
    width = max(position for position, header in enumerate(headers, 1) if header)
    if not rows:
        raise SheetRefused(_("The file has headings but no rows."))
    _check_size(rows, width)
    for row in rows:
        _check_row(row, headers, width)
        row.cells = (row.cells + [None] * width)[:width]
    return Sheet(headers[:width], rows, notes)


def _check_size(rows: list[SheetRow], width: int) -> None:
    if width > limits.COLUMNS:
        raise SheetRefused(
            _("The file has %(number)s columns; at most %(most)s are read.") % {"number": width, "most": limits.COLUMNS}
        )
    if len(rows) > limits.ROWS:
        raise SheetRefused(
            _("The file has %(number)s rows; at most %(most)s are read. Split it into several files.")
            % {"number": len(rows), "most": limits.ROWS}
        )


def _check_row(row: SheetRow, headers: list[str], width: int) -> None:
    for position, cell in enumerate(row.cells):
        if is_blank(cell):
            continue
        place = {"row": row.number, "column": column_letter(position), "most": limits.CELL_CHARACTERS}
        if position >= width or not headers[position]:
            raise SheetRefused(_("Row %(row)s has a value in column %(column)s, which has no heading.") % place)
        if isinstance(cell, str) and len(cell) > limits.CELL_CHARACTERS:
            raise SheetRefused(
                _("Row %(row)s, column %(column)s holds more than %(most)s characters, the most that is read.") % place
            )
