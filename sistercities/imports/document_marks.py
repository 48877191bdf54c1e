"""What an OpenDocument sheet says beside its values: cells merged over several rows, and rows that are hidden."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from defusedxml import ElementTree

from sistercities.imports.containers import BROKEN, TABLE
from sistercities.imports.errors import damaged
from sistercities.imports.grids import Grid

HIDDEN = ("collapse", "filter")
# A sheet that repeats its last blank row a million times hides none of them that matters.
MOST_ROWS = 300_000


def add_document_marks(data: bytes, grids: Iterable[Grid]) -> None:
    """Tell the grids of an OpenDocument sheet what only its content knows. Raises SheetRefused when it is damaged."""
    by_name = {grid.name: grid for grid in grids}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as stream:
            _read(stream, by_name)
    except BROKEN as error:
        raise damaged() from error


def _read(stream: Any, by_name: dict[str, Grid]) -> None:
    grid: Grid | None = None
    number = 0
    for event, element in ElementTree.iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start" and element.tag == f"{TABLE}table":
            grid, number = by_name.get(element.get(f"{TABLE}name", "")), 0
        elif event == "end" and element.tag == f"{TABLE}table-row":
            times = min(_repeated(element, "rows"), MOST_ROWS)
            if grid is not None and number < len(grid.rows):
                if element.get(f"{TABLE}visibility") in HIDDEN:
                    last = min(number + times, len(grid.rows))
                    grid.hidden_rows += range(number + 1, last + 1)
                grid.merged += ((number, left, last, left) for left, last in _merged(element, number))
            number += times
            element.clear()


def _merged(row: Any, number: int) -> Iterator[tuple[int, int]]:
    """The columns of cells that reach over several rows, and their last rows; wider ones are titles."""
    column = 0
    for cell in row:
        rows, columns = _repeated(cell, "rows", "spanned"), _repeated(cell, "columns", "spanned")
        if rows > 1 and columns == 1:
            yield column, number + rows - 1
        column += min(_repeated(cell, "columns"), MOST_ROWS)


def _repeated(element: Any, what: str, how: str = "repeated") -> int:
    written = element.get(f"{TABLE}number-{what}-{how}", "1")
    return max(1, int(written)) if written.isdecimal() else 1
