"""Lists as workbooks, sent while they are written: the sheet grows in the zip file as its rows are read."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.exports.chunks import Chunk
from partnerships.exports.columns import Kind
from partnerships.exports.formats import File, Format
from sistercities.common.characters import without_controls
from sistercities.imports import limits
from sistercities.imports.quick_workbooks import Marked, QuickWorkbook, Style

# A sheet holds 1,048,576 rows, and a part of a zip file that every program reads less than 2 GiB.
MOST_ROWS = 1_000_000
MOST_BYTES = 2**30
FORBIDDEN_IN_NAMES = "[]:*?/\\"


class Outlet:
    """A file that is only ever written to; what has come in is taken out in between."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing stands behind it."""

    def taken(self) -> bytes:
        found = b"".join(self.parts)
        self.parts.clear()
        return found


def xlsx_parts(file: File) -> Iterator[bytes]:
    """The list, on further sheets too if it is longer than one holds, and behind it a sheet with its terms."""
    outlet = Outlet()
    workbook = QuickWorkbook(outlet)
    rest = Rest(file, workbook)
    while rest.chunk or not rest.is_begun:
        for _step in workbook.growing_sheet(rest.title, rest.rows(), frozen_rows=1):
            yield outlet.taken()
    with override(file.language):
        about = [[Marked(name, Style.BOLD), value] for name, value in file.terms.rows()]
        workbook.sheet(_("About this file"), about)
    workbook.close()
    yield outlet.taken()


class Rest:
    """What is left of a list, a sheet at a time."""

    def __init__(self, file: File, workbook: QuickWorkbook) -> None:
        self.file, self.workbook, self.is_begun = file, workbook, False
        self.chunks = file.chunks()
        self.chunk: Chunk | None = None
        with override(file.language):
            label = str(file.export.label)
            self.headings = [Marked(heading, Style.BOLD) for heading in file.export.headings()]
        self.title = "".join(char for char in label if char not in FORBIDDEN_IN_NAMES)

    def rows(self) -> Iterator[Iterable[Any]]:
        """The headings, and as many rows as the sheet holds."""
        self.chunk = self.chunk if self.is_begun else next(self.chunks, None)
        self.is_begun, number = True, 0
        yield self.headings
        while self.chunk and (not number or number < MOST_ROWS and self.workbook.written < MOST_BYTES):
            with override(self.file.language):
                made = list(zip(*self.columns(self.chunk), strict=True))
            yield from made
            number += len(made)
            self.chunk = next(self.chunks, None)

    def columns(self, chunk: Chunk) -> Iterator[Any]:
        for column, cells in zip(self.file.export.columns, self.file.columns(chunk), strict=True):
            is_number = column.kind in (Kind.INTEGER, Kind.NUMBER)
            yield ((None if cell == "" else cell) for cell in cells) if is_number else map(text, cells)


def text(cell: str | int | float) -> str | None:
    return without_controls(str(cell))[: limits.WORKBOOK_CELL_CHARACTERS] or None


XLSX = Format(xlsx_parts, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
