"""What a row makes of a record with all that belongs to it: ready for the tables, and for history."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from sistercities.common.derived import DerivedTextField
from sistercities.common.history import Revision
from sistercities.common.languages import current_language, localized
from sistercities.common.snapshots import Snapshot, kept_fields, value_in_snapshot
from sistercities.imports.drafts import Drafts
from sistercities.imports.fields import Column, RowChanges, TiesColumn
from sistercities.imports.keys import Keys
from sistercities.imports.staging import Staging
from sistercities.imports.tables import Text, staged_table

PLAIN = (str, int, type(None))
# An instance that was cleaned holds these as its table does.
AS_STORED = (str, int)


@dataclass
class Ties:
    """The keys that a record was tied to through one relation, and those it is tied to now."""

    field: models.ManyToManyField
    before: set[Any]
    after: set[Any]


@dataclass
class Aggregate:
    """A record as a row leaves it. `rows` are those of the tables that the row changed, all of each record's."""

    record: Any
    is_new: bool
    ties: list[Ties] = field(default_factory=list)
    rows: dict[str, list[models.Model]] = field(default_factory=dict)
    stored: dict[str, dict[Any, models.Model]] = field(default_factory=dict)
    gone: dict[str, dict[Any, models.Model]] = field(default_factory=dict)
    new_rows: set[tuple[str, Any]] = field(default_factory=set)


class Preparer:
    """Turns the records of one model into staged writes and snapshots."""

    def __init__(self, drafts: Drafts, keys: Keys, staging: Staging) -> None:
        self.model, self.drafts, self.keys, self.staging = drafts.model, drafts, keys, staging
        self.table = staged_table(self.model)
        self.aliases = [
            (each.attname, localized(each.attname, current_language()))
            for each in self.table.fields
            if any(getattr(other, "translated_field", None) is each for other in self.table.fields)
        ]
        self.derived = [each for each in self.table.fields if isinstance(each, DerivedTextField)]
        self._revisions = staged_table(Revision)
        # What all new records have in common.
        blank = drafts.model.__new__(drafts.model)
        blank.__dict__.update(drafts.blank)
        blank._state = drafts.make()._state
        self._blank_texts = self.table.texts([each.value_from_object(blank) for each in self.table.fields])
        self._blank_columns = {each.attname: _as_kept(each, blank) for each in kept_fields(self.model)}
        self._kept = {each.attname: each for each in kept_fields(self.model)}

    # What belongs to the record

    def put(self, record: Any, is_new: bool, values: Iterable[tuple[Column, Any]]) -> Aggregate:
        """Put what a row says about other tables; a new record has been given its key before."""
        aggregate = Aggregate(record, is_new)
        for column, value in values:
            if isinstance(column, TiesColumn):
                before = set() if is_new else {tied.pk for tied in getattr(record, column.attname).all()}
                tied: Any = self.model._meta.get_field(column.attname)
                aggregate.ties.append(Ties(tied, before, {each.pk for each in value}))
            else:
                self._put_rows(aggregate, column, value)
        self.finish(aggregate)
        return aggregate

    def _put_rows(self, aggregate: Aggregate, column: Any, value: Any) -> None:
        name, record = column.attname, aggregate.record
        rows = aggregate.rows.get(name)
        if rows is None:
            rows = [] if aggregate.is_new else list(getattr(record, name).all())
        changes: RowChanges = column.changes(record, value, rows)
        relation: Any = self.model._meta.get_field(name)
        stored, gone = aggregate.stored.setdefault(name, {}), aggregate.gone.setdefault(name, {})
        for row in changes.stored:
            if row.pk is None:
                row.pk = self.keys.next(relation.related_model)
                aggregate.new_rows.add((name, row.pk))
            setattr(row, relation.field.attname, record.pk)
            stored[row.pk] = row
        for row in changes.gone:
            stored.pop(row.pk, None)
            if (name, row.pk) not in aggregate.new_rows:
                gone[row.pk] = row
        aggregate.rows[name] = changes.rows

    def finish(self, aggregate: Aggregate) -> None:
        """Compute the columns that are computed from others, as storing the record would."""
        record = aggregate.record
        for alias, column in self.aliases:
            record.__dict__[alias] = record.__dict__.get(column) or ""
        from_rows = [name for name in getattr(self.model, "derived_from_rows", ()) if name in aggregate.rows]
        for name in from_rows:
            record._prefetched_objects_cache[name] = aggregate.rows[name]
        if from_rows or not aggregate.is_new:
            for each in self.derived:
                record.__dict__[each.attname] = each.compute(record)

    # Snapshots

    def snapshot(self, aggregate: Aggregate, before: Snapshot | None) -> Snapshot:
        """The record as history will know it; `before` is the same of what is stored."""
        record = aggregate.record
        if before is None:
            columns = self._columns_of_new(record)
            taken: Snapshot = {"fields": columns}
            names = [each.name for each in self.model._meta.local_many_to_many]
            if names:
                taken["ties"] = {name: [] for name in names}
            if accessors := getattr(self.model, "history_rows", ()):
                taken["rows"] = {name: [] for name in accessors}
        else:
            columns = {each.attname: _as_kept(each, record) for each in kept_fields(self.model)}
            taken = {**before, "fields": columns}
            taken |= {part: dict(before[part]) for part in ("ties", "rows") if part in before}
        for ties in aggregate.ties:
            taken["ties"][ties.field.name] = sorted(ties.after)
        for name, rows in aggregate.rows.items():
            if name in taken.get("rows", {}):
                ordered = sorted(rows, key=lambda row: row.pk)
                taken["rows"][name] = [{"fields": columns_in_snapshot(row)} for row in ordered]
        return taken

    def _columns_of_new(self, record: Any) -> dict[str, Any]:
        columns, values = dict(self._blank_columns), record.__dict__
        for name in self.drafts.given(record):
            if name in self._kept:
                value = values[name]
                columns[name] = value if type(value) in AS_STORED else _as_kept(self._kept[name], record)
        return columns

    # Writes

    def stage(self, aggregate: Aggregate) -> None:
        """Stage the writes of the record and of all that belongs to it."""
        record = aggregate.record
        if aggregate.is_new:
            self.staging.insert(self.model, self._texts_of_new(record))
        else:
            values = [each.value_from_object(record) for each in self.table.fields]
            texts = list(self.table.texts(values))
            if "version" in self.table.places:
                texts[self.table.places["version"]] = str(record.version + 1)
            self.staging.update(self.model, record.pk, texts)
        for ties in aggregate.ties:
            self._stage_ties(record.pk, ties)
        for name in aggregate.rows:
            self._stage_rows(aggregate, name)

    def _texts_of_new(self, record: Any) -> list[Text]:
        texts, values = list(self._blank_texts), record.__dict__
        for name in self.drafts.given(record):
            place = self.table.places.get(name)
            if place is None:
                continue
            value = values[name]
            if type(value) in AS_STORED:
                texts[place] = str(value)
            else:
                texts[place] = self.table.converters[place](self.table.fields[place].value_from_object(record))
        return texts

    def _stage_ties(self, key: Any, ties: Ties) -> None:
        through: Any = ties.field.remote_field.through
        source = through._meta.get_field(ties.field.m2m_field_name()).attname
        is_source_first = staged_table(through).fields[0].attname == source
        for other in sorted(ties.after - ties.before):
            pair = (str(key), str(other)) if is_source_first else (str(other), str(key))
            self.staging.insert(through, pair)
        for other in sorted(ties.before - ties.after):
            pair = (str(key), str(other)) if is_source_first else (str(other), str(key))
            self.staging.delete(through, None, pair)

    def _stage_rows(self, aggregate: Aggregate, name: str) -> None:
        model: Any = self.model._meta.get_field(name).related_model
        table = staged_table(model)
        for key, row in aggregate.stored[name].items():
            # As storing it would: a text kept per language fills the alias, a derived one is computed.
            texts = table.texts([each.pre_save(row, add=False) for each in table.fields])
            if (name, key) in aggregate.new_rows:
                self.staging.insert(model, texts)
            else:
                self.staging.update(model, key, texts)
        for key in aggregate.gone[name]:
            self.staging.delete(model, key)

    def stage_revision(self, key: Any, label: str, before: Snapshot | None, after: Snapshot | None) -> None:
        """Stage the record's entry in history; its change set is known when it is moved."""
        dumped = [None if each is None else json.dumps(each, ensure_ascii=False) for each in (before, after)]
        values: dict[str, Text] = {
            "record_type_id": str(self.staging.record_type(self.table)),
            "record_key": str(key),
            "label": label[:300],
            "before": dumped[0],
            "after": dumped[1],
        }
        self.staging.insert(Revision, [values.get(each.attname) for each in self._revisions.fields])


def columns_in_snapshot(record: models.Model) -> dict[str, Any]:
    """The columns of a record that is not stored yet, as its snapshot will have them."""
    return {each.attname: _as_kept(each, record) for each in kept_fields(type(record))}


def _as_kept(field: models.Field, record: models.Model) -> Any:
    value = value_in_snapshot(field, record)
    return value if isinstance(value, PLAIN) else json.loads(json.dumps(value, cls=DjangoJSONEncoder))
