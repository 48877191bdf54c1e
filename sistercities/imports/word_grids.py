"""The tables of a Word file."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from sistercities.common.told import told as _
from sistercities.imports.containers import BROKEN, check_extent
from sistercities.imports.errors import SheetRefused, damaged
from sistercities.imports.grids import Grid, check_grid

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
# What stands around rows and cells that are fields of a form, or were inserted with changes tracked.
WRAPPERS = tuple(f"{WORD}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag"))
PASSED_OVER = (f"{WORD}tbl", f"{WORD}moveFrom", f"{WORD}txbxContent")


def read_word_grids(data: bytes) -> list[Grid]:
    """The tables with more than one row, in their order. Raises SheetRefused when there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
                raise SheetRefused(_("This file holds macros, programs that are not run here. Save it without them."))
            document = ElementTree.fromstring(archive.read(DOCUMENT), forbid_dtd=True)
    except BROKEN as error:
        raise damaged() from error
    tables = [table for table in document.iter(f"{WORD}tbl") if len(list(_parts(table, "tr"))) > 1]
    if not tables:
        raise SheetRefused(_("This Word file holds no table. Put the rows into a table, or into a sheet."))
    return [check_grid(_grid(table, number)) for number, table in enumerate(tables, 1)]


def _grid(table: Element, number: int) -> Grid:
    rows: list[list[Any]] = []
    # Column → the row in which the vertically merged cell above began.
    open_since: dict[int, int] = {}
    merged: dict[tuple[int, int], int] = {}
    for line in _parts(table, "tr"):
        row: list[Any] = []
        for cell in _parts(line, "tc"):
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


def _parts(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in fields of a form included, and no row that was deleted."""
    for child in element:
        if child.tag == f"{WORD}{name}":
            if child.find(f"{WORD}trPr/{WORD}del") is None:
                yield child
        elif child.tag in WRAPPERS:
            yield from _parts(child, name)


def _extent(cell: Element) -> tuple[int, str]:
    """Over how many columns a cell reaches, and whether it goes on from above."""
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    written = span.get(f"{WORD}val", "") if span is not None else ""
    columns = int(written) if written.isdecimal() else 1
    check_extent(1, columns)
    return max(1, columns), "" if merge is None else merge.get(f"{WORD}val", "continue")


def _text(cell: Element) -> str:
    return "\n".join(_paragraph(each) for each in _below(cell) if each.tag == f"{WORD}p").strip()


def _paragraph(paragraph: Element) -> str:
    parts = []
    for element in _below(paragraph):
        if element.tag == f"{WORD}t":
            parts.append(element.text or "")
        elif element.tag in (f"{WORD}tab", f"{WORD}br"):
            parts.append("\n" if element.tag == f"{WORD}br" else " ")
    return "".join(parts)


def _below(element: Element) -> Iterator[Element]:
    """All elements inside, but for another table, which is read by itself, and what was moved elsewhere."""
    for child in element:
        if child.tag not in PASSED_OVER:
            yield child
            yield from _below(child)
