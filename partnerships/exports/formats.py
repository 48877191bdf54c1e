"""Lists written as files, a chunk at a time: however long a list is, a thousand records of it are in memory.

Texts in sheets are made safe from programs that would run them as formulas. Everything is read in the language given,
whichever is active when the server asks for the next part.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.exports.chunks import Chunk
from partnerships.exports.columns import Column, Export, Kind, Plain
from partnerships.exports.terms import Terms
from sistercities.common.csv_text import csv_file, csv_lines
from sistercities.common.enumerations import listed_apart
from sistercities.imports.formulas import escape_formula

Row = tuple[Any, ...]


@dataclass(frozen=True)
class File:
    """One list to be written: public records in order, and what goes with them; `base` is `https://host`."""

    export: Export
    records: QuerySet
    language: str
    base: str
    terms: Terms

    def chunks(self) -> Iterator[Chunk]:
        return self.export.chunks(self.records, self.language, self.base)

    def rows(self, chunk: Chunk) -> Iterator[Row]:
        """The values of each record as they are, in the order of the columns."""
        return zip(*(column.values(chunk) for column in self.export.columns), strict=True)

    def cells(self, chunk: Chunk) -> Iterator[Row]:
        """The same as they may stand in a sheet."""
        return zip(*self.columns(chunk), strict=True)

    def columns(self, chunk: Chunk) -> Iterator[Iterable[str | int | float]]:
        return (cells(column.kind, column.values(chunk)) for column in self.export.columns)


def csv_parts(file: File) -> Iterator[bytes]:
    """UTF-8 with the mark without which Excel takes it for another encoding. Each row says its terms."""
    with override(file.language):
        headings = [*file.export.headings(), _("Licence"), _("As of")]
        ending = file.terms.licence_words, file.terms.as_of.isoformat()
    yield csv_file([headings])
    for chunk in file.chunks():
        with override(file.language):
            yield csv_lines((*row, *ending) for row in file.cells(chunk))


def cells(kind: Kind, values: Iterable[Any]) -> Iterable[str | int | float]:
    """Values of one kind for people; nothing where it is unknown."""
    if kind in (Kind.INTEGER, Kind.NUMBER):
        return ("" if value is None else value for value in values)
    if kind is Kind.BOOLEAN:
        words = {True: _("yes"), False: _("no"), None: ""}
        return (words[value] for value in values)
    return map(escape_formula, map(listed_apart, values) if kind is Kind.LIST else values)


def json_parts(file: File) -> Iterator[bytes]:
    """An object of terms, columns and rows; each row by the names that are the same in every language."""
    names = [column.name for column in file.export.columns]

    def rows(chunk: Chunk) -> Iterator[dict[str, Plain]]:
        return (dict(zip(names, row, strict=True)) for row in file.rows(chunk))

    yield from _json(file, rows, {}, "rows")


def geojson_parts(file: File) -> Iterator[bytes]:
    """RFC 7946: a feature for each record, without geometry where its place is not known."""
    names = [column.name for column in file.export.columns]
    place = file.export.place

    def features(chunk: Chunk) -> Iterator[dict[str, Any]]:
        for spot, row in zip(place.spots(chunk) if place else repeat(None), file.rows(chunk), strict=False):
            geometry = {"type": "Point", "coordinates": [spot[1], spot[0]]} if spot else None
            properties = dict(zip(names, row, strict=True))
            yield {"type": "Feature", "geometry": geometry, "properties": properties}

    yield from _json(file, features, {"type": "FeatureCollection"}, "features")


def _json(
    file: File, shape: Callable[[Chunk], Iterator[dict[str, Any]]], first: dict[str, Any], name: str
) -> Iterator[bytes]:
    with override(file.language):
        columns = [_described(column) for column in file.export.columns]
        head = {**first, **file.terms.facts(), "language": file.language, "columns": columns}
    yield f"{_dumped(head)[:-1]}, {json.dumps(name)}: [".encode()
    lead = "\n"
    for chunk in file.chunks():
        with override(file.language):
            made = ",\n".join(map(_dumped, shape(chunk)))
        yield (lead + made).encode()
        lead = ",\n"
    yield b"\n]}\n"


def _described(column: Column) -> dict[str, str]:
    about = {"about": str(column.about)} if column.about else {}
    return {"name": column.name, "label": column.heading, "type": column.kind.value, **about}


# One for all: making it anew for each row would cost as much as the row.
_dumped = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


@dataclass(frozen=True)
class Format:
    """How a list is written, and what it is called on the way."""

    parts: Callable[[File], Iterator[bytes]]
    content_type: str


CSV = Format(csv_parts, "text/csv; charset=utf-8")
JSON = Format(json_parts, "application/json")
GEOJSON = Format(geojson_parts, "application/geo+json")
