"""Lists written as files, a chunk at a time: however long a list is, a thousand records of it are in memory.

Texts in sheets are made safe from programs that would run them as formulas. Everything is read in the language given,
whichever is active when the server asks for the next part.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.exports.columns import CHUNK, Column, Export, Plain
from partnerships.exports.terms import Terms
from sistercities.common.characters import without_controls
from sistercities.common.csv_text import csv_file, csv_lines
from sistercities.common.enumerations import listed_apart
from sistercities.imports import limits
from sistercities.imports.formulas import escape_formula
from sistercities.imports.quick_workbooks import Marked, QuickWorkbook, Style

READ_SIZE = 64 * 1024


@dataclass(frozen=True)
class File:
    """One list to be written: public records in order, and what goes with them; `base` is `https://host`."""

    export: Export
    records: QuerySet
    language: str
    base: str
    terms: Terms

    def chunks(self) -> Iterator[list[tuple[Any, list[Plain]]]]:
        """Records with their values."""
        records = self.export.read(self.records, self.language)
        while True:
            with override(self.language):
                chunk = [(record, self.export.values(record, self.base)) for record in islice(records, CHUNK)]
            if not chunk:
                return
            yield chunk


def csv_parts(file: File) -> Iterator[bytes]:
    """UTF-8 with the mark without which Excel takes it for another encoding. Each row says its terms."""
    with override(file.language):
        headings = [*file.export.headings(), _("Licence"), _("As of")]
        ending = [file.terms.licence_words, file.terms.as_of.isoformat()]
    yield csv_file([headings])
    for chunk in file.chunks():
        with override(file.language):
            rows = [[*map(cell, values), *ending] for _record, values in chunk]
        yield csv_lines(rows)


def cell(value: Plain) -> str | int | float:
    """A value as it may stand in a sheet; nothing where it is unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        value = listed_apart(value)
    return escape_formula(value) if isinstance(value, str) else value


def xlsx_parts(file: File) -> Iterator[bytes]:
    """A workbook with the list and, on a second sheet, its terms. Written to disk first, since it must be whole."""
    with tempfile.TemporaryFile() as target:
        write_workbook(file, target)
        target.seek(0)
        while part := target.read(READ_SIZE):
            yield part


def write_workbook(file: File, target: IO[bytes]) -> None:
    with override(file.language), closing(QuickWorkbook(target)) as workbook:
        title = _sheet_name(file.export.label)
        workbook.sheet(title, _sheet_rows(file), frozen_rows=1)
        workbook.sheet(_("About this file"), [[Marked(name, Style.BOLD), value] for name, value in file.terms.rows()])


def _sheet_name(label: Any) -> str:
    return "".join(char for char in str(label) if char not in "[]:*?/\\")


def _sheet_rows(file: File) -> Iterator[list[Any]]:
    yield [Marked(heading, Style.BOLD) for heading in file.export.headings()]
    for chunk in file.chunks():
        for _record, values in chunk:
            yield [_workbook_cell(value) for value in values]


def _workbook_cell(value: Plain) -> Any:
    made = cell(value)
    if isinstance(made, str):
        return without_controls(made)[: limits.WORKBOOK_CELL_CHARACTERS] or None
    return made


def json_parts(file: File) -> Iterator[bytes]:
    """An object of terms, columns and rows; each row by the names that are the same in every language."""
    names = [column.name for column in file.export.columns]
    yield from _json(file, lambda _record, values: dict(zip(names, values, strict=True)), {}, "rows")


def geojson_parts(file: File) -> Iterator[bytes]:
    """RFC 7946: a feature for each record, without geometry where its place is not known."""
    names = [column.name for column in file.export.columns]
    place = file.export.place

    def feature(record: Any, values: list[Plain]) -> dict[str, Any]:
        spot = place(record) if place else None
        geometry = {"type": "Point", "coordinates": [spot[1], spot[0]]} if spot else None
        return {"type": "Feature", "geometry": geometry, "properties": dict(zip(names, values, strict=True))}

    yield from _json(file, feature, {"type": "FeatureCollection"}, "features")


def _json(
    file: File, shape: Callable[[Any, list[Plain]], dict[str, Any]], first: dict[str, Any], name: str
) -> Iterator[bytes]:
    with override(file.language):
        columns = [_described(column) for column in file.export.columns]
        head = {**first, **file.terms.facts(), "language": file.language, "columns": columns}
    yield f"{_dumped(head)[:-1]}, {json.dumps(name)}: [".encode()
    lead = "\n"
    for chunk in file.chunks():
        yield (lead + ",\n".join(_dumped(shape(*one)) for one in chunk)).encode()
        lead = ",\n"
    yield b"\n]}\n"


def _described(column: Column) -> dict[str, str]:
    about = {"about": str(column.about)} if column.about else {}
    return {"name": column.name, "label": column.heading, "type": column.kind.value, **about}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


@dataclass(frozen=True)
class Format:
    """How a list is written, and what it is called on the way."""

    parts: Callable[[File], Iterator[bytes]]
    content_type: str


FORMATS: dict[str, Format] = {
    "csv": Format(csv_parts, "text/csv; charset=utf-8"),
    "xlsx": Format(xlsx_parts, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": Format(json_parts, "application/json"),
    "geojson": Format(geojson_parts, "application/geo+json"),
}
