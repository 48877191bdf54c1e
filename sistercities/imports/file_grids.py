"""Reads all sheets of an uploaded file, whatever kind of file it is: its content decides, its name only warns."""

import re
from itertools import islice
from pathlib import PurePath

from sistercities.common.told import listed
from sistercities.common.told import told as _
from sistercities.imports.containers import check_container
from sistercities.imports.document_marks import add_document_marks
from sistercities.imports.errors import SheetRefused
from sistercities.imports.file_kinds import ENDINGS, TEXT_ENDINGS, kind_of_file
from sistercities.imports.grids import Grid, TextForm, stem
from sistercities.imports.old_workbooks import check_old_workbook
from sistercities.imports.own_marks import is_example, is_own
from sistercities.imports.own_workbooks import ROWS_LOOKED_AT, without_own_marks
from sistercities.imports.text_files import DELIMITERS, check_is_no_markup
from sistercities.imports.text_grids import TextRows, find_delimiter, text_grid
from sistercities.imports.word_grids import read_word_grids
from sistercities.imports.workbook_grids import read_workbook_grids

# WPS names both old and new workbooks .et; old programs write new ones under .xls.
ANY_WORKBOOK = ("et", "xls")
WORD_ENDINGS = ("docx",)
ALL_ENDINGS = (*ENDINGS, "et", *WORD_ENDINGS)
MACRO_ENDINGS = ("xlsm", "xlsb", "xltm", "docm", "xlam")


def read_grids(name: str, data: bytes, form: TextForm | None = None, is_known: bool = False) -> list[Grid]:
    """The sheets of the file called `name` that hold anything. Raises SheetRefused with what to do about it.

    `form` says how to read a text file, if somebody has decided that. A file that `is_known` was read before: what it
    costs to unpack is not looked into again.
    """
    kind = _checked_kind(name, data)
    if kind == "text":
        grids = [text_grid(stem(name), data, form or TextForm())]
    else:
        if kind in ("xlsx", "ods", "docx") and not is_known:
            check_container(data)
        if kind == "xls" and not is_known:
            check_old_workbook(data)
        grids = read_word_grids(data) if kind == "docx" else read_workbook_grids(data, is_xlsx=kind == "xlsx")
        if kind == "ods":
            add_document_marks(data, grids)
    filled = without_own_marks(grid for grid in grids if grid.rows)
    if not filled:
        raise SheetRefused(_("The file is empty."))
    return filled


def stream_grids(name: str, data: bytes, form: TextForm | None = None) -> list[Grid]:
    """The same of a file that was read before, to go through its rows once or a few times: large sheets are not held.

    The `rows` of these can only be iterated over, and what the check has shown of them is not looked into again.
    """
    kind = _checked_kind(name, data)
    grids: list[Grid] = []
    if kind == "text" and form and form.encoding and form.delimiter:
        grids = [Grid(stem(name), TextRows(data, form), form=form)]  # type: ignore[arg-type]
    elif kind == "xlsx":
        grids = read_workbook_grids(data, is_xlsx=True, is_streamed=True)
    if not grids or any(map(_has_own_marks, grids)):
        return read_grids(name, data, form, is_known=True)
    return [grid for grid in grids if not isinstance(grid.rows, list) or grid.rows]


def _has_own_marks(grid: Grid) -> bool:
    cells = (cell for row in islice(grid.rows, ROWS_LOOKED_AT) for cell in row if isinstance(cell, str))
    return is_own(grid.name) or any(is_own(cell) or is_example(cell) for cell in cells)


def _checked_kind(name: str, data: bytes) -> str:
    """The kind of the content, if the name says nothing else."""
    if not data.strip():
        raise SheetRefused(_("The file is empty."))
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending in MACRO_ENDINGS:
        raise SheetRefused(_("Files that can hold macros are not read. Save it as xlsx, without macros."))
    endings = {"endings": listed(ALL_ENDINGS)}
    if ending not in ALL_ENDINGS:
        raise SheetRefused(_("A file of this kind is not read. Save it as one of: %(endings)s.") % endings)
    kind = kind_of_file(data)
    if kind == "picture":
        raise SheetRefused(_("This is a picture, not a sheet."))
    if kind in ("pdf", "zip"):
        raise SheetRefused(_("This is no sheet. Save the sheet itself as one of: %(endings)s.") % endings)
    if kind == "text":
        check_is_no_markup(data)
    fitting = {
        "text": TEXT_ENDINGS,
        "xls": ("xls", "et"),
        "xlsx": ("xlsx", *ANY_WORKBOOK),
        "ods": ("ods", "et"),
        "docx": WORD_ENDINGS,
    }[kind]
    if ending not in fitting:
        message = _("The name ends in .%(ending)s, but by its content this is a file of the kind .%(kind)s. Rename it.")
        raise SheetRefused(message % {"ending": ending, "kind": fitting[0]})
    return kind


__all__ = ["ALL_ENDINGS", "DELIMITERS", "delimiter_word", "find_delimiter", "read_grids", "stream_grids"]


def delimiter_word(delimiter: str) -> str:
    """A delimiter as people call it."""
    words = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}
    return words.get(delimiter, re.sub(r"\s", "␠", delimiter))
