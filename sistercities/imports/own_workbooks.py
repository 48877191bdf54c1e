"""Reads what comes back in workbooks that we have made ourselves: templates with examples, files with marks to mend."""

import io
from collections.abc import Iterable
from uuid import UUID

from python_calamine import CalamineError, CalamineWorkbook

from sistercities.common.told import told as _
from sistercities.common.told import told_number as ngettext
from sistercities.imports.grids import Grid
from sistercities.imports.headings import column_name
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.own_marks import is_example, is_own
from sistercities.imports.sheets import is_blank

# Marks and headings further down are not looked for.
ROWS_LOOKED_AT = 45


def without_own_marks(grids: Iterable[Grid]) -> list[Grid]:
    """The grids without our own sheets, columns and examples; every row stays at its number.

    Of a file to mend whose good rows have been taken in since, only the rows that were marked are left.
    """
    own: list[Grid] = []
    others: list[Grid] = []
    for grid in grids:
        (own if is_own(grid.name) else others).append(grid)
    has_rest = any(map(_is_taken_in, own))
    for grid in others:
        _drop_examples(grid)
        _drop_marks(grid, only_marked=has_rest)
    return others


def mended_job(data: bytes) -> ImportJob | None:
    """The import whose wrong rows this file, written by us, has mended; None for any other file."""
    if not data.startswith(b"PK"):
        return None
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = next((name for name in workbook.sheet_names if is_own(name)), None)
        rows = workbook.get_sheet_by_name(name).to_python(nrows=1) if name else []
        return ImportJob.objects.filter(pk=UUID(str(rows[0][0]))).first()
    except (CalamineError, IndexError, ValueError):
        return None


def _is_taken_in(grid: Grid) -> bool:
    """Whether a sheet of ours names a job that has been taken in."""
    try:
        key = UUID(str(grid.rows[0][0]))
    except (IndexError, ValueError):
        return False
    return ImportJob.objects.filter(pk=key, state=JobState.APPLIED).exists()


def _drop_examples(grid: Grid) -> None:
    places = {
        (row, column)
        for row, cells in enumerate(grid.rows[:ROWS_LOOKED_AT])
        for column, cell in enumerate(cells)
        if isinstance(cell, str) and column_name(cell) == "slug"
    }
    for head, column in sorted(places)[:1]:
        examples = [
            number
            for number, cells in enumerate(grid.rows)
            if number > head and column < len(cells) and is_example(cells[column])
        ]
        for number in examples:
            grid.rows[number] = []
        if examples:
            told = ngettext("%(n)s example row is left out.", "%(n)s example rows are left out.", len(examples))
            grid.notes.append(told % {"n": len(examples)})


def _drop_marks(grid: Grid, *, only_marked: bool) -> None:
    found = next(
        (
            (row, column)
            for row, cells in enumerate(grid.rows[:ROWS_LOOKED_AT])
            for column, cell in enumerate(cells)
            if is_own(cell)
        ),
        None,
    )
    if found is None:
        return
    head, column = found
    is_last = column + 1 == grid.width
    for number, cells in enumerate(grid.rows):
        is_marked = column < len(cells) and not is_blank(cells[column])
        cells[column : column + 1] = [] if is_last or column >= len(cells) else [None]
        if only_marked and number > head and not is_marked:
            cells.clear()
    if only_marked:
        grid.notes.append(_("Only the rows that were marked are read: the others have been taken in."))
