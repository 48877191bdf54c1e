"""How the rows of a table wait to be moved into it: each column as text, in a fixed order."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from sistercities.common.history import Revision

Text = str | None
Convert = Callable[[Any], Text]


@dataclass(frozen=True)
class StagedTable:
    """A table with the columns that are staged for it; those that the database computes or numbers itself are not."""

    model: type[models.Model]
    fields: tuple[models.Field, ...]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def record_type(self) -> ContentType:
        """One query. Tables of ties get theirs when it is first asked for, and lose it if that is rolled back."""
        options = self.model._meta
        return ContentType.objects.get_or_create(app_label=options.app_label, model=options.model_name or "")[0]

    @cached_property
    def converters(self) -> tuple[Convert, ...]:
        """For each column, what makes its text of the value that an instance holds."""
        return tuple(_converter(field) for field in self.fields)

    @cached_property
    def places(self) -> dict[str, int]:
        """The position of each column by attribute."""
        return {field.attname: place for place, field in enumerate(self.fields)}

    @cached_property
    def changeable(self) -> tuple[models.Field, ...]:
        """The columns that an update writes: not those that history leaves to others, apart from its own stamps."""
        excluded: frozenset[str] = getattr(self.model, "history_excluded", frozenset()) - {"version"}
        return tuple(field for field in self.fields if not field.primary_key and field.name not in excluded)

    def texts(self, values: Sequence[Any]) -> tuple[Text, ...]:
        """The texts of a row's values."""
        return tuple(convert(value) for convert, value in zip(self.converters, values, strict=True))


@cache
def staged_table(model: type[models.Model]) -> StagedTable:
    """Ties and revisions are numbered by the database when they are moved: nothing refers to their numbers."""
    is_numbered_late = bool(model._meta.auto_created) or model is Revision
    fields = (field for field in model._meta.concrete_fields if not field.generated)
    return StagedTable(model, tuple(field for field in fields if not (field.primary_key and is_numbered_late)))


def _converter(field: models.Field) -> Convert:
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else json.dumps(value, cls=field.encoder, ensure_ascii=False)
    if type(field).get_db_prep_save is models.Field.get_db_prep_save and isinstance(field, models.TextField):
        return lambda value: value if value is None or type(value) is str else as_text(field.get_prep_value(value))
    return lambda value: as_text(field.get_db_prep_save(value, connection))


def as_text(value: Any) -> Text:
    """What both databases turn back into `value`."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        # SQLite's own text of a number has fewer digits than the number.
        return repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
