"""Excel and OpenDocument workbooks, read by calamine. Formulas are never run: their last value counts."""

import io
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from sistercities.common.wording import listed
from sistercities.imports.containers import BROKEN, check_extent
from sistercities.imports.errors import SheetRefused, damaged
from sistercities.imports.sheets import Sheet, make_sheet


def read_workbook(data: bytes) -> Sheet:
    """The first sheet of a workbook with anything in it; a note names the others."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return _read(workbook)
    except PasswordError as error:
        raise SheetRefused(_("This workbook is locked with a password. Save it without one.")) from error
    except (CalamineError, *BROKEN) as error:
        raise damaged() from error


def _read(workbook: CalamineWorkbook) -> Sheet:
    hidden = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]
    filled = [sheet for name in workbook.sheet_names if (sheet := workbook.get_sheet_by_name(name)).end]
    if not filled:
        raise SheetRefused(_("The file is empty."))
    shown = [sheet for sheet in filled if sheet.name not in hidden]
    first = (shown or filled)[0]
    left_out = [sheet.name for sheet in filled if sheet is not first]
    notes = []
    if left_out:
        names = {"read": first.name, "others": listed(left_out)}
        notes.append(_("Only the sheet “%(read)s” was read. Not read: %(others)s.") % names)
    return make_sheet(_grid(first), notes)


def _grid(sheet: CalamineSheet) -> list[list[Any]]:
    row, column = sheet.end or (0, 0)
    check_extent(row + 1, column + 1)
    return sheet.to_python(skip_empty_area=False)
