"""The owner's own file as a workbook, its wrong cells marked and the reasons beside: mended, it is read again.

All rows and columns stand as they were and where they were. What was calculated is written as its value; a text that
a program would take for a formula is escaped as in exports, and read back as it was.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from sistercities.imports import limits
from sistercities.imports.cells import UNSEEN
from sistercities.imports.errors import SheetRefused, column_letter
from sistercities.imports.file_grids import read_grids
from sistercities.imports.formulas import escape_formula
from sistercities.imports.grids import Grid, TextForm
from sistercities.imports.job_files import content
from sistercities.imports.models import ImportJob, StagedRow
from sistercities.imports.outcome_counts import WRONG, staged_positions
from sistercities.imports.own_marks import own_title
from sistercities.imports.sentences import reasons, sentence_of

WRONG_CELL = PatternFill("solid", fgColor="F6C6BE")
BESIDE = PatternFill("solid", fgColor="FBEFD9")
BOLD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
AUTHOR = "register"
REASON_WIDTH = 70
# Each note costs memory until the file is closed; the reasons stand in the last column all the same.
MOST_COMMENTS = 2_000
LONGEST_NAME = 31


def write_error_workbook(job: ImportJob, *, only_wrong: bool = False) -> io.BytesIO:
    """The workbook, ready to be read. Raises SheetRefused when the job's file is no longer kept."""
    workbook = Workbook(write_only=True)
    writer = _Writer(workbook, only_wrong=only_wrong)
    plans = {plan["position"]: plan for plan in job.plan["sheets"]}
    for position, grid in enumerate(read_grids(job.given_name, content(job), _form(job))):
        if plans[position]["is_read"]:
            writer.write(grid, plans[position]["header"]["last"], _wrong_rows(job, position))
    mark = workbook.create_sheet(own_title("import"))
    mark.sheet_state = "hidden"
    mark.append([str(job.pk)])
    file = io.BytesIO()
    workbook.save(file)
    file.seek(0)
    return file


def _form(job: ImportJob) -> TextForm | None:
    """How the text was read, if it is one: as decided, not as guessed anew."""
    first = job.plan["sheets"][0]
    return TextForm(first["encoding"], first["delimiter"]) if first.get("encoding") else None


def _wrong_rows(job: ImportJob, sheet: int) -> Iterator[tuple[int, list[StagedRow]]]:
    """The rows with something wrong, by their number, in the order of the sheet."""
    rows = StagedRow.objects.filter(job=job, sheet__in=staged_positions(sheet), outcome__in=WRONG)
    staged = rows.order_by("number", "pk").only("number", "outcome", "errors").iterator(chunk_size=1000)
    return ((number, list(found)) for number, found in groupby(staged, key=lambda row: row.number))


class _Writer:
    def __init__(self, workbook: Workbook, *, only_wrong: bool) -> None:
        self.workbook, self.only_wrong = workbook, only_wrong
        self.comments_left = MOST_COMMENTS

    def write(self, grid: Grid, header: int, wrong: Iterable[tuple[int, list[StagedRow]]]) -> None:
        """One sheet; rows up to `header` are its titles and headings."""
        sheet = self.workbook.create_sheet(_sheet_name(grid.name))
        width = grid.width
        sheet.column_dimensions[column_letter(width)].width = REASON_WIDTH
        sheet.freeze_panes = f"A{header + 2}"
        wrong = iter(wrong)
        number, found = next(wrong, (0, []))
        for place, cells in enumerate(grid.rows):
            row = [_value(sheet, cell) for cell in cells]
            row += [None] * (width - len(row))
            if place == header:
                sheet.append([*row, _styled(sheet, own_title(_("What to mend")), BOLD)])
            elif place + 1 == number:
                sheet.append(self._marked(sheet, row, found))
                number, found = next(wrong, (0, []))
            elif place < header or not self.only_wrong:
                sheet.append(row)

    def _marked(self, sheet: WriteOnlyWorksheet, row: list[Any], found: list[StagedRow]) -> list[Any]:
        told: dict[int, list[str]] = {}
        for error in (error for staged in found for error in staged.errors):
            place = _position(error.get("letter") or "")
            if place is not None and place < len(row):
                told.setdefault(place, []).append(sentence_of(error))
        for place, sentences in told.items():
            row[place] = self._wrong_cell(sheet, row[place], "\n".join(dict.fromkeys(sentences)))
        lines = dict.fromkeys(filter(None, (reasons(staged) for staged in found)))
        beside = _styled(sheet, UNSEEN.sub("", "\n".join(lines)) or _("This row was left out."))
        beside.fill = BESIDE
        return [*row, beside]

    def _wrong_cell(self, sheet: WriteOnlyWorksheet, value: Any, sentence: str) -> Cell:
        cell = value if isinstance(value, Cell) else WriteOnlyCell(sheet, value=value)
        cell.fill = WRONG_CELL
        if value is None or cell.data_type == "s":
            # What is typed here stays a text: a program would make a full date of 2011-09.
            cell.number_format = "@"
        if self.comments_left:
            self.comments_left -= 1
            cell.comment = Comment(UNSEEN.sub("", sentence), AUTHOR, width=320, height=120)
        return cell


def _value(sheet: WriteOnlyWorksheet, cell: Any) -> Any:
    """A cell's value as it may be written."""
    if isinstance(cell, str):
        text = escape_formula(UNSEEN.sub("", cell))
        if len(text) > limits.WORKBOOK_CELL_CHARACTERS:
            raise SheetRefused(_("A text is longer than a workbook’s cell can hold. Mend the file itself."))
        # Otherwise it becomes an error when the workbook is opened.
        return _as_text(sheet, text) if text in ERROR_CODES else str(text)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    is_plain = cell is None or isinstance(cell, bool | int | float | datetime | date | time | timedelta)
    return cell if is_plain else str(cell)


def _as_text(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _styled(sheet: WriteOnlyWorksheet, text: str, font: Font | None = None) -> Cell:
    cell = _as_text(sheet, escape_formula(text)[: limits.WORKBOOK_CELL_CHARACTERS])
    cell.alignment = WRAPPED
    if font is not None:
        cell.font = font
    return cell


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
    return "".join(" " if character in "[]:*?/\\'" else character for character in UNSEEN.sub("", name))[:LONGEST_NAME]
