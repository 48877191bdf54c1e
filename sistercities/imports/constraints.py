"""The rules that the database keeps, checked before it refuses.

As the model's own validation does, but each question names only the columns that its constraint is about: of a wide
table that is a fifth of the time of a whole row.
"""

from functools import cache

from django.core.exceptions import ValidationError
from django.db import models

from sistercities.common.date_fields import PartialDateSortField


def check_constraints(record: models.Model, wrong: set[str]) -> None:
    """Raise ValidationError with the sentences of all constraints that the record breaks.

    Constraints about a column in `wrong`, whose value is not known, are passed over.
    """
    problems: list[ValidationError] = []
    for model, constraints in record.get_constraints():
        every = {field.name for field in model._meta.local_concrete_fields}
        for constraint in constraints:
            needed = _columns(model, constraint.name)
            if needed & wrong:
                continue
            try:
                constraint.validate(model, record, exclude=every - needed)
            except ValidationError as error:
                problems.append(error)
    if problems:
        raise ValidationError(problems)


@cache
def _columns(model: type[models.Model], name: str) -> set[str]:
    """The columns that the constraint called `name` reads."""
    constraint = next(each for each in model._meta.constraints if each.name == name)
    condition = getattr(constraint, "condition", None)
    columns = {*getattr(constraint, "fields", ()), *(condition.referenced_base_fields if condition else ())}
    known = {field.name: field for field in model._meta.local_concrete_fields}
    sources = {known[name].source for name in columns if isinstance(known.get(name), PartialDateSortField)}
    return columns | sources
