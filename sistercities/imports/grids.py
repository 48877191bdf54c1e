"""All sheets of a file as they stand in it, before anything is known of what they mean."""

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from sistercities.common.told import told as _
from sistercities.imports import limits
from sistercities.imports.cells import RefusedCell, without_unseen
from sistercities.imports.errors import SheetRefused, column_letter
from sistercities.imports.sheets import is_blank

Range = tuple[int, int, int, int]


@dataclass
class TextForm:
    """How the bytes of a text file were read: both can be set by hand."""

    encoding: str = ""
    delimiter: str = ""
    # Whether the encoding is certain: told by a mark, by strict UTF-8, or by hand.
    is_certain: bool = True


@dataclass
class Grid:
    """One sheet. Rows are counted from 0 here; a merged cell's text stands in its first cell only.

    `merged` holds (first row, first column, last row, last column); `hidden_rows` the numbers that the spreadsheet
    shows beside hidden rows.
    """

    name: str
    rows: list[list[Any]]
    is_hidden: bool = False
    merged: list[Range] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    form: TextForm | None = None
    date_1904: bool = False

    def __post_init__(self) -> None:
        self.name = without_unseen(self.name)

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def carry_down(self, below: int) -> int:
        """Repeat vertically merged cells in each row that they reach over, below row `below`; how many there were."""
        carried = 0
        for first, left, last, right in self.merged:
            if last == first or left != right or first <= below or left >= len(self.rows[first]):
                continue
            text = self.rows[first][left]
            for number in range(first + 1, min(last + 1, len(self.rows))):
                row = self.rows[number]
                row.extend([None] * (left + 1 - len(row)))
                if is_blank(row[left]):
                    row[left] = text
            carried += 1
        return carried

    def refuse(self, row: int, column: int, cell: RefusedCell) -> None:
        """Put a cell that cannot be read in its place."""
        if row < len(self.rows):
            cells = self.rows[row]
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = cell


def check_grid(grid: Grid) -> Grid:
    """The grid without the empty rows and columns at its end. Raises SheetRefused when it holds too much."""
    while grid.rows and all(map(is_blank, grid.rows[-1])):
        grid.rows.pop()
    width = max((_filled(row) for row in grid.rows), default=0)
    if width > limits.COLUMNS:
        raise SheetRefused(
            _("The file has %(number)s columns; at most %(most)s are read.") % {"number": width, "most": limits.COLUMNS}
        )
    if len(grid.rows) > limits.ROWS_OF_A_JOB + limits.ROWS_ABOVE:
        message = _("The file has %(number)s rows; at most %(most)s are read. Split it into several files.")
        raise SheetRefused(message % {"number": len(grid.rows), "most": limits.ROWS_OF_A_JOB})
    for number, row in enumerate(grid.rows):
        del row[width:]
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > limits.CELL_CHARACTERS:
                message = _(
                    "Row %(row)s, column %(column)s holds more than %(most)s characters, the most that is read."
                )
                place = {"row": number + 1, "column": column_letter(column), "most": limits.CELL_CHARACTERS}
                raise SheetRefused(message % place)
    return grid


def _filled(row: list[Any]) -> int:
    """How far the last filled cell of a row stands."""
    width = len(row)
    while width and is_blank(row[width - 1]):
        width -= 1
    return width


def stem(name: str) -> str:
    """The name of a file without folder and ending, for a sheet that has no name of its own."""
    return PurePath(name).stem
