"""What a revision changed, field by field, in words for staff."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias

from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sistercities.common.date_fields import PartialDateField
from sistercities.common.dates import PartialDate
from sistercities.common.enumerations import listed
from sistercities.common.history import Revision
from sistercities.common.snapshots import Snapshot
from sistercities.common.wording import field_label

# Names of records by type and key.
Names: TypeAlias = dict[type[models.Model], dict[Any, str]]


@dataclass(frozen=True)
class Difference:
    """One field, what it was and what it became; `` where there was or is nothing.

    `language` is that of the text; empty where the field is in none.
    """

    label: str
    old: str
    new: str
    language: str = ""


@dataclass(frozen=True)
class Found:
    """A difference before its values are put in words."""

    label: str
    field: models.Field | None
    old: Any
    new: Any

    def mentioned(self) -> Iterator[Any]:
        for value in (self.old, self.new):
            yield from value if isinstance(value, list) else [value]

    def in_words(self, names: Names) -> Difference:
        old, new = (value_in_words(self.field, value, names) for value in (self.old, self.new))
        return Difference(self.label, old, new, getattr(self.field, "language", ""))


def differences_of(revisions: Iterable[Revision]) -> list[list[Difference]]:
    """The differences of each of `revisions`; names of other records are read type by type."""
    found = [_of_revision(revision) for revision in revisions]
    names = _names(difference for differences in found for difference in differences)
    return [[difference.in_words(names) for difference in differences] for differences in found]


def _of_revision(revision: Revision) -> list[Found]:
    model = revision.record_type.model_class()
    return list(_compared(model, revision.before or {}, revision.after or {}, "")) if model else []


def _compared(model: type[models.Model], before: Snapshot, after: Snapshot, place: str) -> Iterator[Found]:
    for part in ("fields", "ties"):
        old, new = before.get(part, {}), after.get(part, {})
        for name in _in_order(model, {*old, *new}):
            if _said(old.get(name)) != _said(new.get(name)):
                field = _field(model, name)
                yield Found(place + (field_label(field) if field else name), field, old.get(name), new.get(name))
    old, new = before.get("rows", {}), after.get("rows", {})
    for accessor in getattr(model, "history_rows", ()):
        relation = model._meta.get_field(accessor)
        yield from _compared_rows(relation, old.get(accessor, []), new.get(accessor, []))


def _in_order(model: type[models.Model], names: set[str]) -> list[str]:
    """Columns and ties as the model names them, without the key; those that it no longer has come last."""
    columns = [field.attname for field in model._meta.concrete_fields]
    known = {name: place for place, name in enumerate([*columns, *(tie.name for tie in model._meta.many_to_many)])}
    return sorted(names - {model._meta.pk.attname}, key=lambda name: (known.get(name, len(known)), name))


def _said(value: Any) -> Any:
    """The value, or None where it says nothing. Zero says something; a switch that is off does not."""
    return None if value is False or value in (None, "", []) else value


def _compared_rows(relation: models.ManyToOneRel, old: list[Snapshot], new: list[Snapshot]) -> Iterator[Found]:
    model, key = relation.related_model, relation.related_model._meta.pk.attname
    before, after = ({row["fields"][key]: row for row in rows} for rows in (old, new))
    for number, row in enumerate(dict.fromkeys([*before, *after]), start=1):
        place = f"{capfirst(model._meta.verbose_name)} {number} · "
        for found in _compared(model, before.get(row, {}), after.get(row, {}), place):
            if found.field is not relation.field:
                yield found


@cache
def _field(model: type[models.Model], name: str) -> models.Field | None:
    """The field of a column or tie; None when the software has none of that name any more."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return next((field for field in model._meta.concrete_fields if field.attname == name), None)


def _names(found: Iterable[Found]) -> Names:
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for difference in found:
        if difference.field is not None and difference.field.is_relation:
            wanted[difference.field.related_model].update(key for key in difference.mentioned() if key is not None)
    return {model: _labels(model, keys) for model, keys in wanted.items()}


def _labels(model: type[models.Model], keys: set[Any]) -> dict[Any, str]:
    records = model._base_manager.select_related(*getattr(model, "label_relations", ())).in_bulk(list(keys))
    return {key: str(record) for key, record in records.items()}


def value_in_words(field: models.Field | None, value: Any, names: Names) -> str:
    """The stored `value` as staff would write it."""
    if value is None or value == "" or value == []:
        return ""
    if field is None:
        return str(value)
    if field.is_relation:
        known = names.get(field.related_model, {})
        keys = value if isinstance(value, list) else [value]
        return listed(known.get(key) or _("deleted record %(key)s") % {"key": key} for key in keys)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _plain_value_in_words(field, value)


def _plain_value_in_words(field: models.Field, value: Any) -> str:
    if isinstance(field, PartialDateField):
        return PartialDate(value).words()
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(value)
        return date_format(localtime(moment), "DATETIME_FORMAT") if isinstance(moment, datetime) else value
    return _without_markup(value) if isinstance(field, models.TextField) else str(value)


def _without_markup(text: str) -> str:
    """What Django finds too tangled to strip is shown as it was written: one odd text must not lock the history."""
    try:
        return strip_tags(text)
    except SuspiciousOperation:
        return text
