"""A record as it stood: its columns, its many-to-many ties and the rows that belong to it, as plain JSON.

Shape: `{"fields": {name: value}, "ties": {name: [key, …]}, "rows": {accessor: [{…the same shape…}, …]}}`.
A model names the rows that belong to it in `history_rows` (reverse accessors) and columns that are kept by the history
itself in `history_excluded`. Everything is read set by set: the number of queries does not grow with the records.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

Snapshot: TypeAlias = dict[str, Any]
CHUNK = 500


def snapshots(model: type[models.Model], keys: Iterable[Any]) -> dict[Any, Snapshot]:
    """The records of `model` with these primary keys, key → snapshot; missing ones are left out."""
    keys = list(keys)
    found: dict[Any, Snapshot] = {}
    for start in range(0, len(keys), CHUNK):
        records = list(model._base_manager.filter(pk__in=keys[start : start + CHUNK]))
        found.update(_of_records(model, records))
    return found


def _of_records(model: type[models.Model], records: list[models.Model]) -> dict[Any, Snapshot]:
    taken: dict[Any, Snapshot] = {record.pk: {"fields": _columns(record)} for record in records}
    for field in model._meta.local_many_to_many:
        ties = _ties(field, list(taken))
        for key, snapshot in taken.items():
            snapshot.setdefault("ties", {})[field.name] = ties[key]
    for accessor in getattr(model, "history_rows", ()):
        rows = _rows(model._meta.get_field(accessor), list(taken))
        for key, snapshot in taken.items():
            snapshot.setdefault("rows", {})[accessor] = rows[key]
    return taken


def _columns(record: models.Model) -> dict[str, Any]:
    values = {field.attname: value_in_snapshot(field, record) for field in kept_fields(type(record))}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def value_in_snapshot(field: models.Field, record: models.Model) -> Any:
    """What the database keeps of the field's value, whether it has been stored yet or not."""
    value = field.get_prep_value(field.value_from_object(record))
    if isinstance(field, models.DecimalField) and value is not None:
        return value.quantize(Decimal(1).scaleb(-field.decimal_places))
    # A text missing in a language is NULL or empty, depending on the door it came through: no change of the record.
    return "" if value is None and hasattr(field, "translated_field") else value


@cache
def kept_fields(model: type[models.Model]) -> tuple[models.Field, ...]:
    """The columns that say something of their own: not computed ones, nor the alias of a text kept per language."""
    fields = model._meta.concrete_fields
    aliases = {field.translated_field.name for field in fields if hasattr(field, "translated_field")}
    left_out = getattr(model, "history_excluded", frozenset()) | aliases
    return tuple(
        field
        for field in fields
        if not (field.generated or getattr(field, "is_derived", False) or field.name in left_out)
    )


def _ties(field: models.ManyToManyField, keys: list[Any]) -> dict[Any, list[Any]]:
    source, target = field.m2m_column_name(), field.m2m_reverse_name()
    ties: dict[Any, list[Any]] = defaultdict(list)
    through = field.remote_field.through._base_manager.filter(**{f"{source}__in": keys})
    for owner, other in through.order_by(target).values_list(source, target):
        ties[owner].append(other)
    return ties


def _rows(relation: models.ManyToOneRel, keys: list[Any]) -> dict[Any, list[Snapshot]]:
    model, owner = relation.related_model, relation.field.attname
    records = list(model._base_manager.filter(**{f"{owner}__in": keys}).order_by("pk"))
    taken = _of_records(model, records)
    rows: dict[Any, list[Snapshot]] = defaultdict(list)
    for record in records:
        rows[getattr(record, owner)].append(taken[record.pk])
    return rows


def restore(model: type[models.Model], snapshot: Snapshot) -> models.Model:
    """Make the record, its ties and its rows what `snapshot` says; rows made since are deleted.

    Raises IntegrityError when something it points to is gone or another record has its key.
    """
    columns = snapshot["fields"]
    key = columns[model._meta.pk.attname]
    record = model._base_manager.filter(pk=key).first() or model(pk=key)
    for field in model._meta.concrete_fields:
        if field.attname in columns:
            setattr(record, field.attname, field.to_python(columns[field.attname]))
    record.save()
    for name, keys in snapshot.get("ties", {}).items():
        getattr(record, name).set(keys)
    for accessor, rows in snapshot.get("rows", {}).items():
        _restore_rows(model._meta.get_field(accessor), key, rows)
    return record


def _restore_rows(relation: models.ManyToOneRel, owner: Any, rows: list[Snapshot]) -> None:
    model = relation.related_model
    kept = [row["fields"][model._meta.pk.attname] for row in rows]
    model._base_manager.filter(**{relation.field.attname: owner}).exclude(pk__in=kept).delete()
    for row in rows:
        restore(model, row)
