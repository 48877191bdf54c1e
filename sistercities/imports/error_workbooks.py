"""The owner's own file as a workbook, its wrong cells marked and the reasons beside: mended, it is read again.

All rows and columns stand as they were and where they were. What was calculated is written as its value; a text that
a program would take for a formula is escaped as in exports, and read back as it was.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from sistercities.imports import limits
from sistercities.imports.cells import UNSEEN
from sistercities.imports.errors import SheetRefused
from sistercities.imports.file_grids import read_grids
from sistercities.imports.formulas import escape_formula
from sistercities.imports.grids import Grid, TextForm
from sistercities.imports.job_files import sheet_of
from sistercities.imports.models import ImportJob, StagedRow
from sistercities.imports.outcome_counts import WRONG, staged_positions
from sistercities.imports.own_marks import own_title
from sistercities.imports.quick_workbooks import Marked, QuickWorkbook, Style
from sistercities.imports.sentences import reasons, sentence_of

REASON_WIDTH = 70
# A program takes long to open a workbook with more; the reasons stand in the last column all the same.
MOST_NOTES = 5_000
# No workbook has a number for an earlier day.
FIRST_YEAR = 1901
Wrong = Iterator[tuple[int, list[StagedRow]]]


def write_error_workbook(job: ImportJob, *, only_wrong: bool = False) -> io.BytesIO:
    """The workbook, ready to be read. Raises SheetRefused when the job's file is no longer kept."""
    file = io.BytesIO()
    workbook = QuickWorkbook(file)
    rows = _Rows(only_wrong=only_wrong)
    plans = {plan["position"]: plan for plan in job.plan["sheets"]}
    for position, grid in enumerate(read_grids(*sheet_of(job), _form(job))):
        if plans[position]["is_read"]:
            header = plans[position]["header"]["last"]
            made = rows.of(grid, header, _wrong_rows(job, position))
            widths = {grid.width: REASON_WIDTH}
            workbook.sheet(_sheet_name(grid.name), made, frozen_rows=header + 1, widths=widths)
    workbook.sheet(own_title("import"), [[str(job.pk)]], is_hidden=True)
    workbook.close()
    file.seek(0)
    return file


def _form(job: ImportJob) -> TextForm | None:
    """How the text was read, if it is one: as decided, not as guessed anew."""
    first = job.plan["sheets"][0]
    return TextForm(first["encoding"], first["delimiter"]) if first.get("encoding") else None


def _wrong_rows(job: ImportJob, sheet: int) -> Wrong:
    """The rows with something wrong, by their number, in the order of the sheet."""
    rows = StagedRow.objects.filter(job=job, sheet__in=staged_positions(sheet), outcome__in=WRONG)
    staged = rows.order_by("number", "pk").only("number", "outcome", "errors").iterator(chunk_size=1000)
    return ((number, list(found)) for number, found in groupby(staged, key=lambda row: row.number))


class _Rows:
    """The rows of the workbook, marked where the staged ones say so."""

    def __init__(self, *, only_wrong: bool) -> None:
        self.only_wrong = only_wrong
        self.notes_left = MOST_NOTES

    def of(self, grid: Grid, header: int, wrong: Wrong) -> Iterator[list[Any]]:
        """Those of one sheet; rows up to `header` are its titles and headings."""
        width = grid.width
        number, found = next(wrong, (0, []))
        for place, cells in enumerate(grid.rows):
            row = list(map(_value, cells))
            # Without headings, the first record carries the title by which this column is known again.
            is_titled = place == max(header, 0)
            if place + 1 == number:
                yield self._marked(_filled(row, width), found, is_titled)
                number, found = next(wrong, (0, []))
            elif is_titled:
                yield [*_filled(row, width), Marked(own_title(_("What to mend")), Style.BOLD)]
            elif place < header or not self.only_wrong:
                yield row

    def _marked(self, row: list[Any], found: list[StagedRow], is_titled: bool) -> list[Any]:
        told: dict[int, list[str]] = {}
        for error in (error for staged in found for error in staged.errors):
            place = _position(error.get("letter") or "")
            if place is not None and place < len(row):
                told.setdefault(place, []).append(sentence_of(error))
        for place, sentences in told.items():
            row[place] = self._wrong_cell(row[place], "\n".join(dict.fromkeys(sentences)))
        lines = dict.fromkeys(filter(None, (reasons(staged) for staged in found)))
        beside = _value("\n".join(lines)[: limits.WORKBOOK_CELL_CHARACTERS - 1]) or _("This row was left out.")
        return [*row, Marked(own_title(beside) if is_titled else beside, Style.BESIDE)]

    def _wrong_cell(self, value: Any, sentence: str) -> Marked:
        """What is typed into a text stays a text: a program would make a full date of 2011-09."""
        style = Style.WRONG_TEXT if value is None or isinstance(value, str) else Style.WRONG
        note = UNSEEN.sub("", sentence) if self.notes_left > 0 else ""
        self.notes_left -= 1
        return Marked(value, style, note)


def _filled(row: list[Any], width: int) -> list[Any]:
    return row + [None] * (width - len(row))


def _value(cell: Any) -> Any:
    """A cell's value as it may be written."""
    if isinstance(cell, str):
        if not cell:
            return None
        text = escape_formula(UNSEEN.sub("", cell))
        if len(text) > limits.WORKBOOK_CELL_CHARACTERS:
            raise SheetRefused(_("A text is longer than a workbook’s cell can hold. Mend the file itself."))
        return str(text)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, date) and cell.year < FIRST_YEAR:
        return cell.isoformat()
    is_plain = cell is None or isinstance(cell, bool | int | float | datetime | date | time | timedelta)
    return cell if is_plain else str(cell)


def _position(letter: str) -> int | None:
    """The position of the column under a letter: A → 0; None when the mistake is no single cell's."""
    position = 0
    for character in letter:
        if not "A" <= character <= "Z":
            return None
        position = position * 26 + ord(character) - ord("A") + 1
    return position - 1 if letter else None


def _sheet_name(name: str) -> str:
    """A name that a workbook takes."""
    return "".join(" " if character in "[]:*?/\\'" else character for character in UNSEEN.sub("", name))
