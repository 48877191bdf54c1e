# ruff: noqa: S608 (all names in the statements are those of our own tables)
"""Moves what is staged for a job into its tables: one statement for each table and act, whatever the number of rows.

Must be called inside a transaction. Nothing of it goes through Python.
"""

from typing import Any

from django.db import connection, models

from sistercities.common.history import ChangeSet, Revision
from sistercities.imports.models import ImportJob, StagedWrite, WriteAct
from sistercities.imports.tables import StagedTable

STAGED = StagedWrite._meta.db_table
# These take a text as it is.
TEXTUAL = ("varchar", "text")


def insert(job: ImportJob, table: StagedTable, **constants: Any) -> int:
    """Insert the staged rows in their order, with `constants` for whole columns; how many there were."""
    columns = [_quoted(field.column) for field in table.fields]
    values, parameters = _values(table, table.fields, constants)
    return _run(
        f"INSERT INTO {_quoted(table.name)} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {STAGED} s "
        f"WHERE {_condition()} ORDER BY s.id",
        [*parameters, *_of(job, table, WriteAct.INSERT)],
    )


def update(job: ImportJob, table: StagedTable, **constants: Any) -> int:
    """Give the staged rows their new values, `constants` for whole columns; how many there were."""
    constant = [field for field in table.fields if field.attname in constants]
    fields = list(dict.fromkeys((*table.changeable, *constant)))
    values, parameters = _values(table, fields, constants)
    pairs = (f"{_quoted(field.column)} = {value}" for field, value in zip(fields, values, strict=True))
    key = _quoted(table.model._meta.pk.column)
    return _run(
        f"UPDATE {_quoted(table.name)} SET {', '.join(pairs)} FROM {STAGED} s "
        f"WHERE {_condition()} AND {_quoted(table.name)}.{key} = s.record_key",
        [*parameters, *_of(job, table, WriteAct.UPDATE)],
    )


def delete(job: ImportJob, table: StagedTable) -> int:
    """Delete the staged rows: by key, or ties by what they tie; how many there were."""
    keyless = not any(field.primary_key for field in table.fields)
    columns = [_quoted(field.column) for field in table.fields] if keyless else [_quoted(table.model._meta.pk.column)]
    values = _values(table, table.fields, {})[0] if keyless else ["s.record_key"]
    return _run(
        f"DELETE FROM {_quoted(table.name)} WHERE ({', '.join(columns)}) IN "
        f"(SELECT {', '.join(values)} FROM {STAGED} s WHERE {_condition()})",
        _of(job, table, WriteAct.DELETE),
    )


def take_back_history(job: ImportJob, change_set: ChangeSet) -> int:
    """For each record that the job has added, an entry in history that it is gone; how many there were."""
    table = _quoted(Revision._meta.db_table)
    same = [_quoted(column) for column in ("record_type_id", "record_key", "label", "after")]
    columns = ", ".join((*same[:3], _quoted("before"), _quoted("change_set_id")))
    key = ChangeSet._meta.pk.get_db_prep_value
    return _run(
        f"INSERT INTO {table} ({columns}) SELECT {', '.join(same)}, %s{_cast(ChangeSet._meta.pk)} FROM {table} "
        f"WHERE change_set_id = %s AND {_quoted('before')} IS NULL ORDER BY id",
        [key(change_set.pk, connection), key(job.change_set, connection)],
    )


def _values(table: StagedTable, fields: Any, constants: dict[str, Any]) -> tuple[list[str], list[Any]]:
    """For each field the expression that gives its value, and the parameters in them."""
    expressions: list[str] = []
    parameters: list[Any] = []
    for field in fields:
        if field.attname in constants:
            expressions.append(f"%s{_cast(field)}")
            parameters.append(field.get_db_prep_save(constants[field.attname], connection))
        else:
            expressions.append(f"s.v{table.places[field.attname]:02d}{_cast(field)}")
    return expressions, parameters


def _cast(field: models.Field) -> str:
    """SQLite turns a text into what its column holds by itself."""
    if connection.vendor != "postgresql":
        return ""
    kind = field.rel_db_type(connection) if field.primary_key else field.db_type(connection)
    return "" if kind is None or kind.startswith(TEXTUAL) else f"::{kind}"


def _condition() -> str:
    return "s.job_id = %s AND s.record_type_id = %s AND s.act = %s"


def _of(job: ImportJob, table: StagedTable, act: WriteAct) -> list[Any]:
    return [ImportJob._meta.pk.get_db_prep_value(job.pk, connection), table.record_type.pk, act.value]


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


def _run(statement: str, parameters: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount
