"""One sheet taken in twice into the same register: row by row, and by sets. What came of it, made comparable."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import models, transaction

from sistercities.common.history import Revision
from sistercities.imports import applying, checking
from sistercities.imports.errors import column_letter
from sistercities.imports.headings import column_name
from sistercities.imports.models import ImportJob, RowOutcome
from sistercities.imports.ordering import named_rows_first
from sistercities.imports.prepared import PreparedRow, PreparedSheet
from sistercities.imports.sentences import sentence_of
from sistercities.imports.sheets import Sheet
from sistercities.sheet_kinds import KINDS
from tests.imports.files import sheet_of
from tests.imports.library_run import apply_sheet

Row = Sequence[Any]


@dataclass
class Came:
    """What came of a sheet: its rows as reported, what was wrong, and the register with its history afterwards."""

    rows: list[Any] = field(default_factory=list)
    problems: list[Any] = field(default_factory=list)
    register: dict[str, list[Any]] = field(default_factory=dict)


def row_by_row(kind: str, sheet: Sheet, by: User | None) -> Came:
    """By the import library; taken back afterwards."""
    came = Came()
    with transaction.atomic():
        report = apply_sheet(KINDS[kind](by=by), sheet)
        for row in report.rows:
            changes = [(each.column, each.old, each.new) for each in row.changes]
            came.rows.append((row.number, row.outcome.value, row.label, changes))
        came.problems = [(each.row, each.message, each.letter, each.header, each.value) for each in report.problems]
        came.register = register()
        transaction.set_rollback(True)
    return came


def by_sets(kind: str, sheet: Sheet, by: User | None) -> tuple[Came, ImportJob]:
    """By a job; what it does stays."""
    job = ImportJob.objects.create(owner=by, given_name=sheet.name, kind=kind)
    job.counts = checking.check(job, [prepared(kind, sheet)], lambda _done: None)
    came = Came()
    for row in job.rows.order_by("number"):
        outcome = RowOutcome.ERROR if row.outcome == RowOutcome.DUPLICATE else row.outcome
        changes = [(each["column"], each["old"], each["new"]) for each in row.changes]
        came.rows.append((row.number, outcome, row.label, changes))
        for error in row.errors:
            told = (row.number, sentence_of(error), error["letter"], error["column"], error["value"])
            came.problems.append(told)
    if not came.problems:
        applying.apply(job)
    came.register = register()
    return came, job


def assert_equal_both_ways(kind: str, headers: Row, *rows: Row, by: User | None = None) -> ImportJob:
    """Both ways come to the same, column by column and sentence by sentence; the job that has stayed."""
    sheet = sheet_of(headers, *rows)
    expected = row_by_row(kind, sheet, by)
    came, job = by_sets(kind, sheet, by)
    assert came.rows == expected.rows
    assert came.problems == expected.problems
    for table, stored in expected.register.items():
        assert came.register[table] == stored, table
    return job


def prepared(kind: str, sheet: Sheet) -> PreparedSheet:
    """The sheet as a plan without any decision hands it on."""
    resource = KINDS[kind]()
    sheet = named_rows_first(sheet, resource.columns_to_own_type, resource.columns_of_names)
    columns = [column_name(header) for header in sheet.headers]
    letters = {name: (column_letter(place), sheet.headers[place]) for place, name in enumerate(columns)}
    rows = (PreparedRow(row.number, dict(zip(columns, row.cells, strict=True))) for row in sheet.rows)
    return PreparedSheet(0, kind, KINDS[kind], columns, letters, rows, len(sheet.rows))


def register() -> dict[str, list[Any]]:
    """All tables of the register and its history without the numbers of the database, moments excepted."""
    names: dict[tuple[type[models.Model], Any], Any] = {}
    tables = [model for model in apps.get_models(include_auto_created=True) if _is_ours(model)]
    for model in tables:
        if any(each.name == "slug" for each in model._meta.concrete_fields):
            names.update({(model, key): slug for key, slug in model._base_manager.values_list("pk", "slug")})
    found = {
        model.__name__: sorted((_columns(row, names) for row in model._base_manager.all()), key=repr)
        for model in tables
    }
    revisions = Revision.objects.select_related("change_set", "record_type").order_by("pk")
    found["history"] = sorted((_revision(each, names) for each in revisions), key=repr)
    return found


def _is_ours(model: type[models.Model]) -> bool:
    return model._meta.app_label in ("partnerships", "media")


@cache
def _compared(model: type[models.Model]) -> list[models.Field]:
    moments = {"created_at", "changed_at"}
    return [each for each in model._meta.concrete_fields if not each.primary_key and each.name not in moments]


def _columns(row: models.Model, names: dict[Any, Any]) -> dict[str, Any]:
    return {each.attname: _named(each, each.value_from_object(row), names) for each in _compared(type(row))}


def _named(column: models.Field, value: Any, names: dict[Any, Any]) -> Any:
    if isinstance(column, models.ForeignKey) and column.related_model is not User:
        return names.get((column.related_model, value), value)
    return str(value) if isinstance(value, models.fields.files.FieldFile) else value


def _revision(revision: Revision, names: dict[Any, Any]) -> Any:
    change_set, model = revision.change_set, revision.record_type.model_class()
    act = (change_set.act, change_set.author, change_set.note, change_set.made_by_id)
    states = [_state(model, each, names) for each in (revision.before, revision.after)]
    return (*act, model.__name__, revision.label, *states)


def _state(model: Any, snapshot: Any, names: dict[Any, Any]) -> Any:
    if snapshot is None:
        return None
    columns = {each.attname: each for each in _compared(model)}
    state: dict[str, Any] = {
        name: _named(columns[name], value, names) for name, value in snapshot["fields"].items() if name in columns
    }
    for name, keys in snapshot.get("ties", {}).items():
        other = model._meta.get_field(name).related_model
        state[name] = sorted(str(names.get((other, key), key)) for key in keys)
    for name, rows in snapshot.get("rows", {}).items():
        other = model._meta.get_field(name).related_model
        owner = model._meta.get_field(name).field.attname
        state[name] = [{**_state(other, row, names), owner: None} for row in rows]
    return json.loads(json.dumps(state, sort_keys=True, default=str))
