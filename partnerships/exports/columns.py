"""What public lists hold when they are taken away as files: columns declared once, for every format.

A column's values are made for a whole chunk of records, from the fields that it names, in the active language. Nothing
else goes out: no internal remark, no officer, no name that is withheld.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_countries.fields import Country

from partnerships.exports.chunks import Chunk, chunks_of
from sistercities.common.date_fields import PartialDateField
from sistercities.common.record_paths import path_around
from sistercities.common.translatable import Translatable

Plain = str | int | float | bool | None | list[str]
Values = Callable[[Chunk], Iterable[Plain]]
Spot = tuple[float, float] | None


class Kind(StrEnum):
    """What a value is; None in any of them is unknown, which is neither nought nor no."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    PARTIAL_DATE = "partial_date"  # EDTF: 2011, 2011-09 or 2011-09-26, with ~ behind it for “about”
    LIST = "list"  # of texts
    ADDRESS = "address"  # of a page


@dataclass(frozen=True)
class Column:
    """`name` is the same in every language, for machines; `label` is the heading that people read.

    `values` gives one for each record of a chunk, of which the fields `reads` have been read; a translated one is
    named without its language.
    """

    name: str
    label: Translatable
    values: Values
    kind: Kind = Kind.TEXT
    about: Translatable = ""
    reads: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        return str(capfirst(str(self.label)))


@dataclass(frozen=True)
class Place:
    """Latitude and longitude of each record of a chunk, where it has a place that is known and public."""

    spots: Callable[[Chunk], list[Spot]]
    reads: tuple[str, ...]


@dataclass(frozen=True)
class Export:
    """One record type's columns. `name` is that of the list in addresses (`cities`).

    `records` gives all that is public in a language, in a certain order.
    """

    name: str
    label: Translatable
    records: Callable[[str], Any]
    columns: tuple[Column, ...]
    place: Place | None = None

    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def chunks(self, records: QuerySet, language: str, base: str = "") -> Iterator[Chunk]:
        """Public records with all that the columns and the place read."""
        reads = [name for column in self.columns for name in column.reads]
        reads += self.place.reads if self.place else ()
        return chunks_of(records, language, base, list(dict.fromkeys(reads)))


def of(model: type[models.Model], name: str, values: Values | None = None, reads: tuple[str, ...] = ()) -> Column:
    """A field of the record, under the field's own name."""
    source = model._meta.get_field(name)
    kind = _kind(source)
    return Column(name, source.verbose_name, values or as_read(name, kind), kind, reads=reads or (name,))


def as_read(name: str, kind: Kind = Kind.TEXT) -> Values:
    if kind is Kind.NUMBER:
        return lambda chunk: [float(value) if isinstance(value, Decimal) else value for value in chunk[name]]
    if kind in (Kind.TEXT, Kind.PARTIAL_DATE):
        return lambda chunk: [value or "" for value in chunk[name]]
    return lambda chunk: chunk[name]


def chosen(model: type[models.Model], name: str) -> tuple[Column, Column]:
    """A choice twice: in words, and as the code that stays the same in every language."""
    source = model._meta.get_field(name)

    def words(chunk: Chunk) -> list[str]:
        words = {code: str(label) for code, label in source.flatchoices}
        return [words.get(code, code) for code in chunk[name]]

    return Column(name, source.verbose_name, words, reads=(name,)), code_of(name, source.verbose_name, name)


def code_of(name: str, label: Translatable, read: str | Values, reads: tuple[str, ...] = ()) -> Column:
    """A column `name_code`; its heading says so. `read` is the field that holds the code, or makes the values."""

    def heading() -> str:
        return _("%(field)s (code)") % {"field": capfirst(str(label))}

    values, named = (as_read(read), (read,)) if isinstance(read, str) else (read, reads)
    return Column(f"{name}_code", lazy(heading, str)(), values, reads=named)


def country_of(label: Translatable, read: str) -> tuple[Column, Column]:
    """A country in words and as its code in ISO 3166-1."""

    def words(chunk: Chunk) -> list[str]:
        names = {code: str(Country(code).name) for code in set(chunk[read])}
        return [names[code] for code in chunk[read]]

    return Column("country", label, words, reads=(read,)), code_of("country", label, read)


def page_of(label: Translatable, model: type[models.Model]) -> Column:
    """The address of the record's own page, where its sources stand."""

    def addresses(chunk: Chunk) -> list[str]:
        before, behind = path_around(model)
        return [f"{chunk.base}{before}{slug}{behind}" for slug in chunk["slug"]]

    return Column("page", label, addresses, Kind.ADDRESS, reads=("slug",))


def spots_of(latitudes: Sequence[float | None], longitudes: Sequence[float | None]) -> list[Spot]:
    """Where both are known."""
    pairs = zip(latitudes, longitudes, strict=True)
    return [None if one is None or other is None else (one, other) for one, other in pairs]


def _kind(source: Any) -> Kind:
    kinds = {
        PartialDateField: Kind.PARTIAL_DATE,
        models.BooleanField: Kind.BOOLEAN,
        models.IntegerField: Kind.INTEGER,
        models.FloatField: Kind.NUMBER,
        models.DecimalField: Kind.NUMBER,
    }
    return next((kind for base, kind in kinds.items() if isinstance(source, base)), Kind.TEXT)
