"""What public lists hold when they are taken away as files: columns declared once, for every format.

A column's value is read off a record as its export prefetched it, in the active language. Nothing else goes out: no
internal remark, no officer, no name that is withheld.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sistercities.common.date_fields import PartialDateField
from sistercities.common.translatable import Translatable

Plain = str | int | float | bool | None | list[str]
# Records that are in memory at one time, whatever the length of the list.
CHUNK = 1000


class Kind(StrEnum):
    """What a value is; None in any of them is unknown, which is neither nought nor no."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    PARTIAL_DATE = "partial_date"  # EDTF: 2011, 2011-09 or 2011-09-26, with ~ behind it for “about”
    LIST = "list"  # of texts
    ADDRESS = "address"  # of a page: a path, to which the host is added


@dataclass(frozen=True)
class Column:
    """`name` is the same in every language, for machines; `label` is the heading that people read."""

    name: str
    label: Translatable
    value: Callable[[Any], Plain]
    kind: Kind = Kind.TEXT
    about: Translatable = ""

    @property
    def heading(self) -> str:
        return str(capfirst(str(self.label)))


@dataclass(frozen=True)
class Export:
    """One record type's columns. `name` is that of the list in addresses (`cities`).

    `records` gives all that is public in a language, in a certain order; `with_parts` prefetches, for any such
    queryset, what the columns read; `place` is latitude and longitude where a record has a place.
    """

    name: str
    label: Translatable
    records: Callable[[str], Any]
    with_parts: Callable[[Any, str], Any]
    columns: tuple[Column, ...]
    place: Callable[[Any], tuple[float, float] | None] | None = field(default=None)

    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def values(self, record: Any, base: str = "") -> list[Plain]:
        """A record's cells, in the order of the columns, in the active language; `base` is `https://host`."""
        return [
            f"{base}{column.value(record)}" if column.kind is Kind.ADDRESS else column.value(record)
            for column in self.columns
        ]

    def read(self, records: QuerySet, language: str) -> Iterator[Any]:
        """Public records with their parts, a chunk at a time."""
        return self.with_parts(records, language).iterator(chunk_size=CHUNK)


def of(model: type[models.Model], name: str, value: Callable[[Any], Plain] | None = None) -> Column:
    """A field of the record, under the field's own name."""
    source = model._meta.get_field(name)
    kind = _kind(source)
    return Column(name, source.verbose_name, value or _reader(name, is_text=kind is Kind.TEXT), kind)


def chosen(model: type[models.Model], name: str) -> tuple[Column, Column]:
    """A choice twice: in words, and as the code that stays the same in every language."""
    source = model._meta.get_field(name)
    words = Column(name, source.verbose_name, lambda record: str(getattr(record, f"get_{name}_display")()))
    return words, code_of(name, source.verbose_name, lambda record: getattr(record, name))


def code_of(name: str, label: Translatable, value: Callable[[Any], Plain]) -> Column:
    """A column `name_code`; its heading says so."""

    def heading() -> str:
        return _("%(field)s (code)") % {"field": capfirst(str(label))}

    return Column(f"{name}_code", lazy(heading, str)(), value)


def page_of(label: Translatable) -> Column:
    """The address of the record's own page, where its sources stand."""
    return Column("page", label, lambda record: record.get_absolute_url(), Kind.ADDRESS)


def listed_names(records: Any) -> list[str]:
    """The names, in the active language, of public records of any kind; without those that have none."""
    return [name for record in records if (name := getattr(record, record.title_field, None))]


def listed_terms(terms: Any) -> list[str]:
    """Words of a vocabulary in the active language; where one has none there, its short name."""
    return [term.name or term.slug for term in terms]


def name_of(record: Any) -> str:
    return getattr(record, record.title_field) or "" if record else ""


def _reader(name: str, is_text: bool) -> Callable[[Any], Plain]:
    def read(record: Any) -> Plain:
        value = getattr(record, name)
        if value is None:
            return "" if is_text else None
        if isinstance(value, bool | int | float | str):
            return value
        return float(value) if isinstance(value, Decimal) else str(value)

    return read


def _kind(source: Any) -> Kind:
    kinds = {
        PartialDateField: Kind.PARTIAL_DATE,
        models.BooleanField: Kind.BOOLEAN,
        models.IntegerField: Kind.INTEGER,
        models.FloatField: Kind.NUMBER,
        models.DecimalField: Kind.NUMBER,
    }
    return next((kind for base, kind in kinds.items() if isinstance(source, base)), Kind.TEXT)
