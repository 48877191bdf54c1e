"""The tables of a Word file."""

import io
import zipfile
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from sistercities.common.told import told as _
from sistercities.imports.containers import BROKEN, check_extent
from sistercities.imports.errors import SheetRefused, damaged
from sistercities.imports.grids import Grid, check_grid

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"


def read_word_grids(data: bytes) -> list[Grid]:
    """The tables with more than one row, in their order. Raises SheetRefused when there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
                raise SheetRefused(_("This file holds macros, programs that are not run here. Save it without them."))
            document = ElementTree.fromstring(archive.read(DOCUMENT), forbid_dtd=True)
    except BROKEN as error:
        raise damaged() from error
    tables = [table for table in document.iter(f"{WORD}tbl") if len(table.findall(f"{WORD}tr")) > 1]
    if not tables:
        raise SheetRefused(_("This Word file holds no table. Put the rows into a table, or into a sheet."))
    return [check_grid(_grid(table, number)) for number, table in enumerate(tables, 1)]


def _grid(table: Element, number: int) -> Grid:
    rows: list[list[Any]] = []
    # Column → the row in which the vertically merged cell above began.
    open_since: dict[int, int] = {}
    merged: dict[tuple[int, int], int] = {}
    for line in table.findall(f"{WORD}tr"):
        row: list[Any] = []
        for cell in line.findall(f"{WORD}tc"):
            span, merge = _extent(cell)
            if merge == "continue" and len(row) in open_since:
                merged[open_since[len(row)], len(row)] = len(rows)
            else:
                open_since[len(row)] = len(rows)
            row += [_text(cell), *[None] * (span - 1)]
            check_extent(len(rows) + 1, len(row))
        rows.append(row)
    ranges = [(first, column, last, column) for (first, column), last in merged.items()]
    return Grid(_("Table %(number)s") % {"number": number}, rows, merged=ranges)


def _extent(cell: Element) -> tuple[int, str]:
    """Over how many columns a cell reaches, and whether it goes on from above."""
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    written = span.get(f"{WORD}val", "") if span is not None else ""
    columns = int(written) if written.isdecimal() else 1
    check_extent(1, columns)
    return max(1, columns), "" if merge is None else merge.get(f"{WORD}val", "continue")


def _text(cell: Element) -> str:
    paragraphs = []
    for paragraph in cell.iter(f"{WORD}p"):
        parts = []
        for element in paragraph.iter():
            if element.tag == f"{WORD}t":
                parts.append(element.text or "")
            elif element.tag in (f"{WORD}tab", f"{WORD}br"):
                parts.append("\n" if element.tag == f"{WORD}br" else " ")
        paragraphs.append("".join(parts))
    return "\n".join(paragraphs).strip()
