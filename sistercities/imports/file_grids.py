"""Reads all sheets of an uploaded file, whatever kind of file it is: its content decides, its name only warns."""

import csv
import io
import re
from collections import Counter
from itertools import islice
from pathlib import PurePath

from django.utils.translation import gettext as _

from sistercities.common.wording import listed
from sistercities.imports import limits
from sistercities.imports.containers import check_container
from sistercities.imports.errors import SheetRefused
from sistercities.imports.grids import Grid, TextForm, check_grid, stem
from sistercities.imports.own_workbooks import without_own_marks
from sistercities.imports.readers import ENDINGS, TEXT_ENDINGS, kind_of_file
from sistercities.imports.text_files import (
    DELIMITERS,
    TOLD_DELIMITER,
    check_is_sheet,
    decode_with,
    find_encoding,
)
from sistercities.imports.word_grids import read_word_grids
from sistercities.imports.workbook_grids import read_workbook_grids

# WPS names both old and new workbooks .et; old programs write new ones under .xls.
ANY_WORKBOOK = ("et", "xls")
WORD_ENDINGS = ("docx",)
ALL_ENDINGS = (*ENDINGS, "et", *WORD_ENDINGS)
LINES_LOOKED_AT = 50
CHARACTERS_LOOKED_AT = 100_000
MACRO_ENDINGS = ("xlsm", "xlsb", "xltm", "docm", "xlam")


def read_grids(name: str, data: bytes, form: TextForm | None = None, is_known: bool = False) -> list[Grid]:
    """The sheets of the file called `name` that hold anything. Raises SheetRefused with what to do about it.

    `form` says how to read a text file, if somebody has decided that. A file that `is_known` was read before: what it
    costs to unpack is not looked into again.
    """
    kind = _checked_kind(name, data)
    if kind == "text":
        grids = [_text_grid(name, data, form or TextForm())]
    else:
        if kind in ("xlsx", "ods", "docx") and not is_known:
            check_container(data)
        grids = read_word_grids(data) if kind == "docx" else read_workbook_grids(data, is_xlsx=kind == "xlsx")
    filled = without_own_marks(grid for grid in grids if grid.rows)
    if not filled:
        raise SheetRefused(_("The file is empty."))
    return filled


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


def _text_grid(name: str, data: bytes, wanted: TextForm) -> Grid:
    if wanted.encoding:
        text, encoding, is_certain = decode_with(data, wanted.encoding), wanted.encoding, True
        text = text.removeprefix("\ufeff")
    else:
        text, encoding, is_certain = find_encoding(data)
    check_is_sheet(text)
    told = TOLD_DELIMITER.match(text)
    text = text[told.end() :] if told else text
    delimiter = wanted.delimiter or (told[1] if told else find_delimiter(text))
    grid = Grid(stem(name), _rows(text, delimiter), form=TextForm(encoding, delimiter, is_certain))
    if not is_certain:
        message = _("The file was read as %(encoding)s. Check a name with accents or characters.")
        grid.notes.append(message % {"encoding": encoding})
    return check_grid(grid)


def find_delimiter(text: str) -> str:
    """The one that cuts most lines into the same number of cells, more than one; titles above are outvoted."""
    sample = text[:CHARACTERS_LOOKED_AT]
    if len(text) > CHARACTERS_LOOKED_AT:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells, and that number."""
    try:
        lines = islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), LINES_LOOKED_AT)
        widths = Counter(len(line) for line in lines if len(line) > 1)
    except csv.Error:
        return 0, 0
    width, lines_of_it = max(widths.items(), key=lambda item: (item[1] * item[0], item[0]), default=(0, 0))
    return lines_of_it * width, width


def _rows(text: str, delimiter: str) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    most = limits.ROWS_OF_A_JOB + limits.ROWS_ABOVE
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append([cell or None for cell in cells])
            if len(rows) > most * 2:
                message = _("The file has more than %(most)s rows. Split it into several files.")
                raise SheetRefused(message % {"most": limits.ROWS_OF_A_JOB})
    except csv.Error as error:
        message = _("Row %(row)s cannot be read: a quotation mark is missing or misplaced, or a cell is too long.")
        raise SheetRefused(message % {"row": len(rows) + 1}) from error
    return rows


def delimiter_word(delimiter: str) -> str:
    """A delimiter as people call it."""
    words = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}
    return words.get(delimiter, re.sub(r"\s", "␠", delimiter))
