"""Takes in what a check has staged: whole or not at all, in one transaction in which rows are only moved."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models
from django.utils import timezone

from sistercities.common.content_version import content_change, raise_version
from sistercities.common.history import Act, ChangeSet, Revision, touched_in
from sistercities.common.people import User, may
from sistercities.common.told import told as _
from sistercities.imports import mover
from sistercities.imports.conflicts import Conflicts, changed_since, mark, obstacles, rows_of
from sistercities.imports.errors import SheetRefused
from sistercities.imports.kinds import kinds
from sistercities.imports.models import ImportJob, JobState, RowOutcome, WriteAct
from sistercities.imports.staged_files import check_in_place, forget, in_place
from sistercities.imports.staging import clear_writes, tell_planner
from sistercities.imports.tables import StagedTable, staged_table

HOLDING_BACK = (RowOutcome.ERROR, RowOutcome.DUPLICATE)
RIGHTS = {RowOutcome.NEW: "add", RowOutcome.CHANGED: "change"}
CHUNK = 500

__all__ = ["Conflicts", "apply", "follow_up"]


def apply(job: ImportJob) -> None:
    """Take a checked job in, and note it as applied; nothing if that has been done.

    Raises Conflicts when the register has changed since the check, the rows then say so; SheetRefused while wrong rows
    hold the others back, or when the owner has lost a right.
    """
    if ChangeSet.objects.filter(pk=job.change_set).exists():
        follow_up(job)
        return
    _check_allowed(job)
    try:
        with in_place(job):
            _move(job)
    except IntegrityError as error:
        number = mark(job, rows_of(job, obstacles(job)))
        if not number:
            raise
        raise Conflicts(number) from error
    except Conflicts:
        mark(job, changed_since(job))
        raise
    follow_up(job)


def follow_up(job: ImportJob) -> None:
    """What is left to do once a job has been taken in; done again, it does no harm."""
    tell_planner(table.model for tables in staged_tables(job).values() for table in tables)
    _tell_resources(job)
    clear_writes(job)
    forget(job)


def _check_allowed(job: ImportJob) -> None:
    if not job.decisions.get("apply_good_rows") and job.rows.filter(outcome__in=HOLDING_BACK).exists():
        raise SheetRefused(_("Some rows are wrong. Mend them, or choose to take in the good rows only."))
    if job.owner is None:
        return
    pairs = job.rows.filter(outcome__in=RIGHTS).order_by().values_list("record_type", "outcome").distinct()
    for record_type, outcome in pairs:
        model: Any = ContentType.objects.get_for_id(record_type).model_class()
        if not (may(job.owner, "import", model) and may(job.owner, RIGHTS[RowOutcome(outcome)], model)):
            raise SheetRefused(_("You have no longer the right to take this in."))


def _move(job: ImportJob) -> None:
    tables = staged_tables(job)
    with content_change():
        if number := changed_since(job).count():
            raise Conflicts(number)
        check_in_place(job)
        change_set = ChangeSet(pk=job.change_set, act=Act.IMPORT, note=job.given_name[:300])
        move(job, tables, change_set, job.owner)
        raise_version(touched_in(change_set))
        ImportJob.objects.filter(pk=job.pk).update(state=JobState.APPLIED, finished_at=change_set.made_at)
    job.state, job.finished_at = JobState.APPLIED, change_set.made_at


def staged_tables(job: ImportJob) -> dict[WriteAct, list[StagedTable]]:
    """The tables for which something is staged, by act."""
    tables: dict[WriteAct, list[StagedTable]] = {act: [] for act in WriteAct}
    staged = list(job.writes.order_by().values_list("act", "record_type").distinct())
    record_types = ContentType.objects.in_bulk([record_type for _act, record_type in staged])
    for act, record_type in staged:
        model: Any = record_types[record_type].model_class()
        tables[WriteAct(act)].append(staged_table(model))
    return tables


def move(job: ImportJob, tables: dict[WriteAct, list[StagedTable]], change_set: ChangeSet, by: User | None) -> None:
    """Move all that is staged, as the act `change_set` of `by`, which is stored if anything is staged for history."""
    change_set.made_by, change_set.made_at = by, timezone.now()  # type: ignore[assignment]
    change_set.author = by.get_username() if by is not None else ""
    key = by.pk if by is not None else None
    changed = {"changed_at": change_set.made_at, "changed_by_id": key}
    created = {**changed, "created_at": change_set.made_at, "created_by_id": key}
    # What is freed by one may be taken by the next.
    for table in tables[WriteAct.DELETE]:
        mover.delete(job, table)
    for table in tables[WriteAct.UPDATE]:
        mover.update(job, table, **_fitting(table.model, changed))
    for table in tables[WriteAct.INSERT]:
        constants = {"change_set_id": change_set.pk} if table.model is Revision else _fitting(table.model, created)
        mover.insert(job, table, **constants)
    if any(table.model is Revision for table in tables[WriteAct.INSERT]):
        change_set.save(force_insert=True)


def _fitting(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    columns = {field.attname for field in model._meta.concrete_fields}
    return {name: value for name, value in values.items() if name in columns}


def _tell_resources(job: ImportJob) -> None:
    """Let each record type go on with what was taken in."""
    for resource in kinds().values():
        record_type = ContentType.objects.get_for_model(resource._meta.model)
        stored = job.rows.filter(record_type=record_type, outcome__in=RIGHTS).order_by("record_key")
        keys = list(stored.values_list("record_key", flat=True))
        for start in range(0, len(keys), CHUNK):
            resource.taken_in(keys[start : start + CHUNK])
