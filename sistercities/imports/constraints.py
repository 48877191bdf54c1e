"""The rules that the database keeps, checked before it refuses.

As the model's own validation does, but each question names only the columns that its constraint is about: of a wide
table that is a fifth of the time of a whole row.
"""

import operator
from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from sistercities.common.date_fields import PartialDateSortField


class Unforeseen(Exception):  # noqa: N818 (callers read it as what happened)
    """A condition with something in it that only the database can answer."""


# Told of a record: true, false, or left open.
Answer = Callable[[models.Model], bool | None]
AS_STORED = (str, int, float, NoneType)
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gte": operator.ge,
    "gt": operator.gt,
    "lte": operator.le,
    "lt": operator.lt,
}


def compiled(condition: Q, model: type[models.Model]) -> Answer:
    """What asks a record what the database would say of the condition; None: a comparison with NULL leaves it open.

    Raises Unforeseen for anything but comparisons of columns with values, other columns and their beginnings.
    """
    if condition.connector not in (Q.AND, Q.OR):
        raise Unforeseen
    parts = [
        compiled(child, model) if isinstance(child, Q) else _comparison(model, child[0], child[1])  # type: ignore[index]
        for child in condition.children
    ]
    decisive, negated = condition.connector == Q.OR, condition.negated

    def answer(record: models.Model) -> bool | None:
        is_open = False
        for part in parts:
            told = part(record)
            if told is decisive:
                return decisive != negated
            is_open = is_open or told is None
        return None if is_open else decisive == negated

    return answer


def _comparison(model: type[models.Model], lookup: str, wanted: Any) -> Answer:
    name, _sep, kind = lookup.partition("__")
    mine = _column(model, name)
    if kind == "isnull" or (kind in ("", "exact") and wanted is None):
        return lambda record: (mine(record) is None) == (wanted is not False)
    compare = COMPARISONS.get(kind or "exact")
    if compare is None:
        raise Unforeseen
    theirs = _worth(model, name, wanted)

    def answer(record: models.Model) -> bool | None:
        one, other = mine(record), theirs(record)
        return None if one is None or other is None else compare(one, other)

    return answer


def _worth(model: type[models.Model], name: str, wanted: Any) -> Callable[[models.Model], Any]:
    """What a column called `name` is compared with."""
    if isinstance(wanted, F):
        return _column(model, wanted.name)
    if isinstance(wanted, Left):
        text, *_others, length = wanted.get_source_expressions()
        beginning = _worth(model, name, text)
        return lambda record: (beginning(record) or "")[: length.value]
    if hasattr(wanted, "resolve_expression"):
        raise Unforeseen
    value = _field(model, name).get_prep_value(wanted)
    return lambda record: value


def _column(model: type[models.Model], name: str) -> Callable[[models.Model], Any]:
    """What gives the value of a record's column as it is stored."""
    field = _field(model, name)
    read = operator.attrgetter(field.attname)

    def stored(record: models.Model) -> Any:
        value = read(record)
        return value if field.generated or type(value) in AS_STORED else field.get_prep_value(value)

    return stored


def _field(model: type[models.Model], name: str) -> models.Field:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)  # type: ignore[return-value]


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
