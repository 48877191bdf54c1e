"""Stages what the records that an import has changed were before it, from their entries in history."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import models

from sistercities.common.history import Revision
from sistercities.common.snapshots import Snapshot
from sistercities.imports.aggregates import Aggregate, Preparer, Ties
from sistercities.imports.drafts import Drafts
from sistercities.imports.keys import Keys
from sistercities.imports.models import ImportJob
from sistercities.imports.staging import Staging

CHUNK = 500


def stage_former(job: ImportJob) -> None:
    """Stage the updates that take the changed records of an applied job back, and their entries in history."""
    changed = Revision.objects.filter(change_set=job.change_set, before__isnull=False, after__isnull=False)
    staging, keys = Staging(job), Keys()
    for record_type in changed.order_by().values_list("record_type", flat=True).distinct():
        of_type = changed.filter(record_type=record_type).select_related("record_type").order_by("pk")
        preparer: Preparer | None = None
        for chunk in _chunks(of_type.iterator(CHUNK)):
            model: Any = chunk[0].record_type.model_class()
            preparer = preparer or Preparer(Drafts(model), keys, staging)
            _stage(preparer, chunk)
            staging.flush()


def _chunks(revisions: Iterator[Revision]) -> Iterator[list[Revision]]:
    while chunk := list(islice(revisions, CHUNK)):
        yield chunk


def _stage(preparer: Preparer, revisions: list[Revision]) -> None:
    model = preparer.model
    records = model._base_manager.prefetch_related(*getattr(model, "derived_from_rows", ()))
    found = records.in_bulk([revision.record_key for revision in revisions])
    for revision in revisions:
        record = found.get(revision.record_key)
        if record is None:
            # Deleted since: whoever takes the import back is told so.
            continue
        aggregate = _former(record, revision.before, revision.after)
        preparer.finish(aggregate)
        preparer.stage(aggregate)
        preparer.stage_revision(record.pk, str(record), revision.after, revision.before)


def _former(record: Any, before: Any, after: Any) -> Aggregate:
    """The record with the columns, ties and rows of `before`; `after` is what it is now."""
    _fill(record, before)
    aggregate = Aggregate(record, is_new=False)
    for name, keys in before.get("ties", {}).items():
        field = record._meta.get_field(name)
        aggregate.ties.append(Ties(field, set(after.get("ties", {}).get(name, ())), set(keys)))
    for name, rows in before.get("rows", {}).items():
        now = after.get("rows", {}).get(name, [])
        if rows != now:
            _put_rows(aggregate, name, rows, now)
    return aggregate


def _put_rows(aggregate: Aggregate, name: str, rows: list[Snapshot], now: list[Snapshot]) -> None:
    model = aggregate.record._meta.get_field(name).related_model
    former, present = _by_key(model, rows), _by_key(model, now)
    aggregate.rows[name] = list(former.values())
    aggregate.stored[name] = {key: row for key, row in former.items() if key not in present or rows != now}
    aggregate.gone[name] = {key: row for key, row in present.items() if key not in former}
    aggregate.new_rows |= {(name, key) for key in former if key not in present}


def _by_key(model: Any, rows: list[Snapshot]) -> dict[Any, models.Model]:
    return {row.pk: row for row in (_fill(model(), snapshot) for snapshot in rows)}


def _fill(record: Any, snapshot: Snapshot) -> Any:
    for field in record._meta.concrete_fields:
        if field.attname in snapshot["fields"]:
            setattr(record, field.attname, field.to_python(snapshot["fields"][field.attname]))
    return record
