"""The rows of a large worksheet, read piece by piece: as often as somebody asks, and never held by themselves."""

import io
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

from sistercities.imports.cells import RefusedCell
from sistercities.imports.containers import check_extent, without_panic
from sistercities.imports.errors import damaged
from sistercities.imports.workbook_parts import hidden_rows, uncomputed
from sistercities.imports.workbook_pieces import WorkbookPieces

# Most columns repeat a few short texts: these are one object each.
LONGEST_SHARED, MOST_SHARED = 40, 50_000


class SharedTexts(dict[str, str]):
    """Gives for equal short texts the same object."""

    def cell(self, cell: Any) -> Any:
        if type(cell) is not str or len(cell) > LONGEST_SHARED:
            return cell
        if len(self) >= MOST_SHARED:
            self.clear()
        return self.setdefault(cell, cell) or None

    def row(self, cells: list[Any]) -> list[Any]:
        return [self.cell(cell) for cell in cells]


class LargeSheet:
    """Iterates over the rows from the first one of the sheet on; `hidden` tells the hidden ones of the last pass."""

    def __init__(self, pieces: WorkbookPieces, name: str) -> None:
        self.pieces, self.name = pieces, name
        self.hidden: list[int] = []

    def __iter__(self) -> Iterator[list[Any]]:
        texts = SharedTexts()
        self.hidden = []
        number = 0
        refused: dict[int, dict[int, RefusedCell]] = defaultdict(dict)
        for worksheet in self.pieces:
            self.hidden += hidden_rows(worksheet)
            for row, column, cell in uncomputed(worksheet):
                refused[row][column] = cell
            for place, cells in self._rows(worksheet):
                if place < number:
                    raise damaged()
                # A row may hold nothing but formulas without a value.
                yield from (_with(refused.pop(blank, {}), []) for blank in range(number, place))
                yield _with(refused.pop(place, {}), texts.row(cells))
                number = place + 1

    def _rows(self, worksheet: bytes) -> Iterator[tuple[int, list[Any]]]:
        """The rows of one piece, each with its place in the whole sheet."""
        made = io.BytesIO(self.pieces.workbook(worksheet))
        with without_panic(), CalamineWorkbook.from_filelike(made) as workbook:
            yield from _numbered(workbook.get_sheet_by_name(self.name))


def _numbered(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    if sheet.end is None:
        return
    check_extent(sheet.end[0] + 1, sheet.end[1] + 1)
    first, left = sheet.start or (0, 0)
    padding = [None] * left
    # The rows above the first are given too, each empty.
    for number, cells in islice(enumerate(sheet.iter_rows()), first, None):
        yield number, [*padding, *cells]


def _with(refused: dict[int, RefusedCell], cells: list[Any]) -> list[Any]:
    for column, cell in refused.items():
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = cell
    return cells
