"""All sheets of a workbook, with what calamine does not tell of them read from the parts of an xlsx file."""

import io
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from sistercities.imports.containers import BROKEN, check_extent
from sistercities.imports.errors import SheetRefused, damaged
from sistercities.imports.grids import Grid, check_grid
from sistercities.imports.workbook_parts import WorkbookParts

# How a workbook of the old format names its macros: the name of a stream, in two bytes a character.
OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
MOST_SHEETS = 50


def read_workbook_grids(data: bytes, is_xlsx: bool) -> list[Grid]:
    """The sheets that hold anything, in their order. Raises SheetRefused."""
    parts = WorkbookParts(data) if is_xlsx else None
    if (parts and parts.has_macros) or (not is_xlsx and OLD_MACROS in data):
        raise SheetRefused(
            _("This workbook holds macros, programs that are not run here. Save it as xlsx without them.")
        )
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            grids = _grids(workbook)
    except PasswordError as error:
        raise SheetRefused(_("This workbook is locked with a password. Save it without one.")) from error
    except (CalamineError, *BROKEN) as error:
        raise damaged() from error
    for grid in grids if parts else ():
        parts.complete(grid)  # type: ignore[union-attr]
    return [check_grid(grid) for grid in grids]


def _grids(workbook: CalamineWorkbook) -> list[Grid]:
    hidden = {sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}
    if len(workbook.sheet_names) > MOST_SHEETS:
        raise SheetRefused(_("This workbook has more than %(most)s sheets.") % {"most": MOST_SHEETS})
    sheets = [sheet for name in workbook.sheet_names if (sheet := workbook.get_sheet_by_name(name)).end]
    return [_grid(sheet, sheet.name in hidden) for sheet in sheets]


def _grid(sheet: CalamineSheet, is_hidden: bool) -> Grid:
    row, column = sheet.end or (0, 0)
    check_extent(row + 1, column + 1)
    merged = [(first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()]
    return Grid(sheet.name, _rows(sheet), is_hidden, merged)


def _rows(sheet: CalamineSheet) -> list[list[Any]]:
    """The rows from the first row and column of the sheet on; equal texts are one object, since most columns repeat."""
    known: dict[str, str] = {}
    padding = [None] * (sheet.start or (0, 0))[1]
    return [
        [*padding, *((known.setdefault(cell, cell) or None) if isinstance(cell, str) else cell for cell in row)]
        for row in sheet.iter_rows()
    ]
