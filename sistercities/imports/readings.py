"""What one row of a sheet says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from sistercities.common.told import sentences_of
from sistercities.imports.fields import Column
from sistercities.imports.sheets import is_blank


@dataclass(frozen=True)
class CellChange:
    """One cell that changes something, as people read it."""

    column: str
    old: str
    new: str


@dataclass
class RowReading:
    """What one row says: values of its filled cells, and what is wrong with it, by column."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    changes: list[CellChange] = field(default_factory=list)
    put_later: list[tuple[Column, Any]] = field(default_factory=list)
    # The columns whose cells say nothing.
    blank: set[str] = field(default_factory=set)
    # An earlier row is about the same record: this one is compared with nothing.
    is_duplicate: bool = False

    def refuse(self, message: str, column: str = NON_FIELD_ERRORS) -> None:
        self.errors.setdefault(column, []).append(message)


def read_cells(columns: Iterable[Column], row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The values of the filled cells, and what is wrong with the others, by column."""
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for column in columns:
        cell = row[column.name]
        if is_blank(cell):
            continue
        try:
            values[column.name] = column.read(cell)
        except ValidationError as error:
            errors[column.name] = sentences_of(error)
    return values, errors
