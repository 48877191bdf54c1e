"""Holds a row's record against all rules of its model: columns, the record as a whole, the database's constraints."""

from collections.abc import Callable, Collection
from functools import cache, partial
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models

from sistercities.common.told import told as _
from sistercities.imports.constraints import check_constraints
from sistercities.imports.fields import Column
from sistercities.imports.readings import RowReading


class Rules(Protocol):
    """The rules of a model, by whatever means they are asked. Each raises ValidationError."""

    def clean_fields(self, record: models.Model, exclude: set[str]) -> None:
        """Hold each column against its field."""

    def clean(self, record: models.Model, exclude: set[str]) -> None:
        """The same, then the record as a whole and the uniqueness of its columns."""

    def check_constraints(self, record: models.Model, wrong: set[str]) -> None:
        """Hold the record against the constraints that name none of the `wrong` columns."""


class DatabaseRules:
    """The model's own validation, which asks the database about each record."""

    def clean_fields(self, record: models.Model, exclude: set[str]) -> None:
        record.clean_fields(exclude=exclude)

    def clean(self, record: models.Model, exclude: set[str]) -> None:
        record.full_clean(exclude=exclude, validate_constraints=False)

    def check_constraints(self, record: models.Model, wrong: set[str]) -> None:
        check_constraints(record, wrong)


def validate(
    record: models.Model, columns: Collection[Column], reading: RowReading, errors: dict[str, Any], rules: Rules
) -> None:
    """Raise ValidationError with `errors`, those of the cells, and all that the model finds besides."""
    wrong = {column.attname for column in columns if column.name in errors}
    left_out = wrong | _known_to_be_right(record, columns, reading)
    checks: list[Callable[[], None]] = [partial(rules.clean_fields, record, left_out)]
    if not _lacks_a_relation(record):
        checks = [partial(rules.clean, record, left_out), partial(rules.check_constraints, record, wrong)]
    given = {column.name for column in columns}
    for check in checks:
        try:
            check()
        except ValidationError as error:
            for name, found in error.update_error_dict({}).items():
                errors.setdefault(name, []).extend(_sentence(each, is_given=name in given) for each in found)
            wrong |= set(errors)
    if errors:
        raise ValidationError(errors)


def _known_to_be_right(record: models.Model, columns: Collection[Column], reading: RowReading) -> set[str]:
    """Relations that cells named, since they were just found; and the alias that repeats a language's text."""
    found = {column.attname for column in columns if column.reads_directory and column.name in reading.values}
    return found | _aliases(type(record))


@cache
def _aliases(model: type[models.Model]) -> frozenset[str]:
    translated = (each for each in model._meta.concrete_fields if hasattr(each, "translated_field"))
    return frozenset(each.translated_field.name for each in translated)


def _sentence(error: ValidationError, *, is_given: bool) -> ValidationError:
    if error.code not in ("null", "blank"):
        return error
    if is_given:
        return ValidationError(_("A new record needs this cell."))
    return ValidationError(_("A new record needs this, and the sheet has no column for it."))


def _lacks_a_relation(record: models.Model) -> bool:
    """Whether a relation that the record's own checks follow is missing."""
    return any(getattr(record, name) is None for name in _needed_relations(type(record)))


@cache
def _needed_relations(model: type[models.Model]) -> tuple[str, ...]:
    relations = (each for each in model._meta.concrete_fields if isinstance(each, models.ForeignKey))
    return tuple(each.attname for each in relations if not each.null)
