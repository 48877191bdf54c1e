"""Which rows belong to a record and go with it: those of its history, and its ties to others."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Belonging:
    """Rows belong to the records of `owner`, to which their `field` points."""

    owner: type[models.Model]
    field: Any


@cache
def belonging(model: type[models.Model]) -> Belonging | None:
    """To what the rows of `model` belong; None for records of their own."""
    for owner in apps.get_models():
        for accessor in getattr(owner, "history_rows", ()):
            relation = owner._meta.get_field(accessor)
            if relation.related_model is model:
                return Belonging(owner, relation.field)  # type: ignore[union-attr]
        for ties in owner._meta.local_many_to_many:
            through = ties.remote_field.through
            if through is model:
                return Belonging(owner, through._meta.get_field(ties.m2m_field_name()))
    return None
