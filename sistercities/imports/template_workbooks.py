"""Workbooks to fill in, and exports of the same form: headings in the reader's language, each with its code.

Below the words of a heading stands the code of the column, by which the file is read again in any language. Notes say
what goes into each column, lists offer the allowed values, and a sheet of our own explains how it is done.
"""

import io
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import tablib
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from sistercities.imports.column_labels import allowed_values, column_label, column_note, heading_text
from sistercities.imports.errors import column_letter
from sistercities.imports.fields import Column
from sistercities.imports.own_marks import EXAMPLE, is_example, own_title
from sistercities.imports.resources import RecordResource
from sistercities.imports.writers import check_lengths, text_cell

Row = Mapping[str, Any]
HEAD = PatternFill("solid", fgColor="17665F")
PALE = PatternFill("solid", fgColor="EEF2F0")
WHITE = Font(bold=True, color="FFFFFF")
GREY = Font(italic=True, color="5A6A70")
WRAPPED = Alignment(wrap_text=True, vertical="top")
AUTHOR = "register"
NARROW, WIDE = 18, 40
HEAD_HEIGHT = 34
LAST_ROW = 200_000
# What a program makes of a longer name of a sheet is anybody's guess.
LONGEST_NAME = 31


class TemplateWorkbook:
    """Collects sheets; `save` gives the file. Written row by row, so that its size costs no memory."""

    def __init__(self) -> None:
        self.workbook = Workbook(write_only=True)
        self._lists: list[list[str]] = []
        self._guides: list[type[RecordResource]] = []

    def add(
        self, kind: str, resource: type[RecordResource], rows: Iterable[Iterable[Any]], *, in_words: bool = False
    ) -> None:
        """A sheet for one kind with these rows, whose values are in the order of the resource's columns.

        The lists offer codes, or words in the reader's language; both are read.
        """
        sheet = self.workbook.create_sheet(kind[:LONGEST_NAME])
        names = list(resource().get_export_order())
        sheet.freeze_panes = "B2"
        sheet.row_dimensions[1].height = HEAD_HEIGHT
        for position, name in enumerate(names):
            is_long = name.startswith(("summary", "profile", "body", "outcome", "title", "wordings", "signatories"))
            sheet.column_dimensions[column_letter(position)].width = WIDE if is_long else NARROW
            self._offer(sheet, offered(resource.fields[name], in_words=in_words), column_letter(position))
        sheet.append([self._heading(sheet, resource, name) for name in names])
        for row in rows:
            sheet.append([_marked(text_cell(sheet, value)) for value in row])
        self._guides.append(resource)

    def add_template(self, kind: str, resource: type[RecordResource], examples: Iterable[Row]) -> None:
        """An empty sheet with rows that show how it is filled in; they are passed over when it is read."""
        columns = [resource.fields[name] for name in resource().get_export_order()]
        words = {
            column.name: dict(zip(offered(column), offered(column, in_words=True), strict=True)) for column in columns
        }
        shown = ({**example, "slug": f"{EXAMPLE}{number}"} for number, example in enumerate(examples, 1))
        cells = ([(words[each.name], row.get(each.name, "")) for each in columns] for row in shown)
        rows = [[known.get(cell, cell) for known, cell in row] for row in cells]
        self.add(kind, resource, rows, in_words=True)

    def save(self) -> bytes:
        self._explain()
        self._write_lists()
        file = io.BytesIO()
        self.workbook.save(file)
        return file.getvalue()

    def _heading(self, sheet: WriteOnlyWorksheet, resource: type[RecordResource], name: str) -> Cell:
        cell = WriteOnlyCell(sheet, value=heading_text(resource, name))
        cell.fill, cell.font, cell.alignment = HEAD, WHITE, WRAPPED
        if note := column_note(resource, name):
            cell.comment = Comment(note, AUTHOR, width=320, height=160)
        return cell

    def _offer(self, sheet: WriteOnlyWorksheet, values: list[str], letter: str) -> None:
        """A list to choose from; anything else may still be typed, since words in other languages are read too."""
        if not values:
            return
        if values not in self._lists:
            self._lists.append(values)
        column = column_letter(self._lists.index(values))
        source = f"{quote_sheetname(self._lists_name())}!${column}$1:${column}${len(values)}"
        offer = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
        offer.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.data_validations.append(offer)

    def _lists_name(self) -> str:
        return own_title(_("Lists"))[:LONGEST_NAME]

    def _write_lists(self) -> None:
        sheet = self.workbook.create_sheet(self._lists_name())
        sheet.sheet_state = "hidden"
        for number in range(max(map(len, self._lists), default=0)):
            sheet.append([values[number] if number < len(values) else None for values in self._lists])

    def _explain(self) -> None:
        sheet = self.workbook.create_sheet(own_title(_("How to fill it in"))[:LONGEST_NAME])
        for letter, width in zip("ABCD", (28, 34, 26, 90), strict=True):
            sheet.column_dimensions[letter].width = width
        for sentence in self._sentences():
            sheet.append([text_cell(sheet, sentence)])
        for resource in self._guides:
            sheet.append([])
            head = [resource._meta.model._meta.verbose_name_plural, _("Column"), _("Code"), _("What goes in it")]
            sheet.append([_styled(sheet, str(words)) for words in head])
            for name in resource().get_export_order():
                cells = ["", column_label(resource, name), name, column_note(resource, name)]
                sheet.append([text_cell(sheet, text) for text in cells])

    def _sentences(self) -> list[str]:
        return [
            _("One row for each record. Leave the headings as they are; columns that you do not need may be deleted."),
            _("The rows whose short name begins with “example-” show how it is done; they are never taken in."),
            _("A row is about the record with its short name. Without one, it is found by the columns that tell it."),
            _("An empty cell leaves what is recorded. Nothing you do not know needs to be filled in."),
            _("Upload the workbook under Imports. You see what it would change before anything is stored."),
        ]


def offered(column: Column, *, in_words: bool = False) -> list[str]:
    """The values of a column's list; where words would have two meanings, the code stands for them."""
    values = allowed_values(column)
    counted = Counter(words for _code, words in values)
    return [words if in_words and counted[words] == 1 else code for code, words in values]


def template(kinds: Mapping[str, type[RecordResource]], examples: Mapping[str, Iterable[Row]]) -> bytes:
    """One workbook with an empty sheet for each kind."""
    workbook = TemplateWorkbook()
    for kind, resource in kinds.items():
        workbook.add_template(kind, resource, examples.get(kind, ()))
    return workbook.save()


def export_workbook(kind: str, resource: type[RecordResource], dataset: tablib.Dataset) -> bytes:
    """Exported rows in a workbook of the same form. Raises SheetRefused when a text is too long for a cell."""
    check_lengths(dataset)
    workbook = TemplateWorkbook()
    workbook.add(kind, resource, dataset)
    return workbook.save()


def _styled(sheet: WriteOnlyWorksheet, words: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=words)
    cell.fill, cell.font = HEAD, WHITE
    return cell


def _marked(cell: Cell | None) -> Cell | None:
    """The short name of an example in the colour of what does not count."""
    if cell is not None and is_example(cell.value):
        cell.font, cell.fill = GREY, PALE
    return cell
