"""The rules that the database keeps, checked before it refuses.

As the model's own validation does, but each question names only the columns that its constraint is about: of a wide
table that is a fifth of the time of a whole row.
"""

import operator
from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from sistercities.common.date_fields import PartialDateSortField


class Unforeseen(Exception):  # noqa: N818 (callers read it as what happened)
    """A condition with something in it that only the database can answer."""


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gte": operator.ge,
    "gt": operator.gt,
    "lte": operator.le,
    "lt": operator.lt,
}


def holds(condition: Q, record: models.Model) -> bool | None:
    """What the database would say of the condition: None when a comparison with NULL leaves it open.

    Raises Unforeseen for anything but comparisons of columns with values, other columns and their beginnings.
    """
    told = [holds(child, record) if isinstance(child, Q) else _compared(record, *child) for child in condition.children]
    is_and = condition.connector == Q.AND
    if condition.connector not in (Q.AND, Q.OR):
        raise Unforeseen
    decisive = not is_and
    answer = decisive if decisive in told else (None if None in told else is_and)
    return answer if answer is None or not condition.negated else not answer


def _compared(record: models.Model, lookup: str, wanted: Any) -> bool | None:
    name, _sep, kind = lookup.partition("__")
    field = record._meta.pk if name == "pk" else record._meta.get_field(name)
    mine, kind = _stored(record, field), kind or "exact"
    if kind == "isnull" or (kind == "exact" and wanted is None):
        return (mine is None) == (wanted is not False)
    theirs = _worth(record, field, wanted)
    if kind not in COMPARISONS:
        raise Unforeseen
    return None if mine is None or theirs is None else COMPARISONS[kind](mine, theirs)


def _worth(record: models.Model, field: models.Field, wanted: Any) -> Any:
    if isinstance(wanted, F):
        return _stored(record, record._meta.pk if wanted.name == "pk" else record._meta.get_field(wanted.name))
    if isinstance(wanted, Left):
        text, length = wanted.get_source_expressions()[0], wanted.get_source_expressions()[-1]
        beginning = _worth(record, field, text)
        return None if beginning is None else beginning[: length.value]
    if hasattr(wanted, "resolve_expression"):
        raise Unforeseen
    return field.get_prep_value(wanted)


def _stored(record: models.Model, field: models.Field) -> Any:
    value = field.value_from_object(record)
    return value if field.generated else field.get_prep_value(value)


def check_constraints(record: models.Model, wrong: set[str]) -> None:
    """Raise ValidationError with the sentences of all constraints that the record breaks.

    Constraints about a column in `wrong`, whose value is not known, are passed over.
    """
    problems: list[ValidationError] = []
    for model, constraints in record.get_constraints():
        every = {field.name for field in model._meta.local_concrete_fields}
        for constraint in constraints:
            needed = columns_of(model, constraint.name)
            if needed & wrong:
                continue
            try:
                constraint.validate(model, record, exclude=every - needed)
            except ValidationError as error:
                problems.append(error)
    if problems:
        raise ValidationError(problems)


@cache
def columns_of(model: type[models.Model], name: str) -> set[str]:
    """The columns that the constraint called `name` reads."""
    constraint = next(each for each in model._meta.constraints if each.name == name)
    condition = getattr(constraint, "condition", None)
    columns = {*getattr(constraint, "fields", ()), *(condition.referenced_base_fields if condition else ())}
    known = {field.name: field for field in model._meta.local_concrete_fields}
    sources = {known[name].source for name in columns if isinstance(known.get(name), PartialDateSortField)}
    return columns | sources
