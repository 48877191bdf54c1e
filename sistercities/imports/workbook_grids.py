"""All sheets of a workbook, with what calamine does not tell of them read from the parts of an xlsx file."""

import io
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from sistercities.common.told import told as _
from sistercities.imports.containers import BROKEN, check_extent, without_panic
from sistercities.imports.errors import SheetRefused, damaged
from sistercities.imports.grids import Grid, check_grid
from sistercities.imports.large_sheets import LargeSheet, SharedTexts
from sistercities.imports.workbook_parts import WorkbookParts
from sistercities.imports.workbook_pieces import LARGE, Unsplittable, WorkbookPieces

# How a workbook of the old format names its macros: the name of a stream, in two bytes a character.
OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
MOST_SHEETS = 50


def read_workbook_grids(data: bytes, is_xlsx: bool, is_streamed: bool = False) -> list[Grid]:
    """The sheets that hold anything, in their order. Raises SheetRefused.

    When `is_streamed`, the rows of large sheets are read whenever they are asked for, one after the other, and what is
    said of such a sheet is not held against the limits.
    """
    parts = WorkbookParts(data) if is_xlsx else None
    if (parts and parts.has_macros) or (not is_xlsx and OLD_MACROS in data):
        raise SheetRefused(
            _("This workbook holds macros, programs that are not run here. Save it as xlsx without them.")
        )
    try:
        with without_panic():
            grids = _grids(data, parts, is_streamed)
    except PasswordError as error:
        raise SheetRefused(_("This workbook is locked with a password. Save it without one.")) from error
    except (CalamineError, *BROKEN) as error:
        raise damaged() from error
    return [check_grid(grid) if isinstance(grid.rows, list) else grid for grid in grids]


def _grids(data: bytes, parts: WorkbookParts | None, is_streamed: bool) -> list[Grid]:
    grids: list[Grid] = []
    large: dict[str, WorkbookPieces] = {}
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        hidden = {sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}
        if len(workbook.sheet_names) > MOST_SHEETS:
            raise SheetRefused(_("This workbook has more than %(most)s sheets.") % {"most": MOST_SHEETS})
        for name in workbook.sheet_names:
            if parts and (pieces := _pieces(data, parts, name)):
                large[name] = pieces
                grids.append(Grid(name, []))
            elif grid := _grid(workbook.get_sheet_by_name(name)):
                grids.append(grid)
    # When the workbook has been let go.
    grids = [_large_grid(large[grid.name], grid.name, is_streamed) if grid.name in large else grid for grid in grids]
    for grid in grids:
        grid.is_hidden = grid.name in hidden
        if parts:
            parts.complete(grid, is_whole=grid.name not in large)
    return grids


def _pieces(data: bytes, parts: WorkbookParts, name: str) -> WorkbookPieces | None:
    """A sheet cut into pieces, if it is large."""
    path = parts.path_of(name)
    if not path or parts.size_of(path) < LARGE:
        return None
    try:
        return WorkbookPieces(data, path)
    except Unsplittable:
        return None


def _grid(sheet: CalamineSheet) -> Grid | None:
    if not sheet.end:
        return None
    check_extent(sheet.end[0] + 1, sheet.end[1] + 1)
    merged = [(first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()]
    return Grid(sheet.name, _rows(sheet), merged=merged)


def _large_grid(pieces: WorkbookPieces, name: str, is_streamed: bool) -> Grid:
    sheet, merged = LargeSheet(pieces, name), pieces.merged()
    if is_streamed and not any(last > first for first, _left, last, _right in merged):
        return Grid(name, sheet, merged=merged)  # type: ignore[arg-type]
    rows = list(sheet)
    return Grid(name, rows, merged=merged, hidden_rows=sheet.hidden)


def _rows(sheet: CalamineSheet) -> list[list[Any]]:
    """The rows from the first row and column of the sheet on."""
    texts = SharedTexts()
    padding = [None] * (sheet.start or (0, 0))[1]
    return [[*padding, *texts.row(row)] for row in sheet.iter_rows()]
