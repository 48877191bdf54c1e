"""Writes what a check has found and prepared, in short transactions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models, transaction

from sistercities.imports.models import ImportJob, StagedFile, StagedRow, StagedWrite, WriteAct
from sistercities.imports.tables import StagedTable, Text, staged_table

# Rows that are deleted in one transaction.
CHUNK = 5_000
ROW_COLUMNS = (
    *("job_id", "sheet", "number", "outcome", "record_type_id", "record_key", "version"),
    *("label", "changes", "errors"),
)


class Staging:
    """Collects rows and writes of one job until `flush` stores them."""

    def __init__(self, job: ImportJob) -> None:
        self.job_key = ImportJob._meta.pk.get_db_prep_value(job.pk, connection)
        self._record_types: dict[type[models.Model], int] = {}
        self._rows: list[tuple[Any, ...]] = []
        self._writes: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        self._files: list[StagedFile] = []
        self._job = job

    def row(self, *values: Any) -> None:
        """A row of the file: the values of ROW_COLUMNS behind the job, the last two as JSON texts."""
        self._rows.append((self.job_key, *values))

    def insert(self, model: type[models.Model], texts: Sequence[Text]) -> None:
        table = staged_table(model)
        is_numbered = table.fields[0].primary_key
        self._write(WriteAct.INSERT, table, int(texts[0] or 0) if is_numbered else None, texts)

    def update(self, model: type[models.Model], key: int, texts: Sequence[Text]) -> None:
        self._write(WriteAct.UPDATE, staged_table(model), key, texts)

    def delete(self, model: type[models.Model], key: int | None, texts: Sequence[Text] = ()) -> None:
        """By key; a tie by the texts of what it ties."""
        self._write(WriteAct.DELETE, staged_table(model), key, texts)

    def file(self, path: str, source: str) -> None:
        """A file that came with the sheet, to be put under `path` in the storage."""
        self._files.append(StagedFile(job=self._job, path=path, source=source))

    def _write(self, act: WriteAct, table: StagedTable, key: int | None, texts: Sequence[Text]) -> None:
        record_type = self.record_type(table)
        self._writes[len(texts)].append((self.job_key, act.value, record_type, key, *texts))

    def record_type(self, table: StagedTable) -> int:
        """The key of the table's content type."""
        if table.model not in self._record_types:
            self._record_types[table.model] = table.record_type.pk
        return self._record_types[table.model]

    def flush(self) -> None:
        """Store all that was collected, in one transaction."""
        with transaction.atomic():
            _store(StagedRow._meta.db_table, ROW_COLUMNS, self._rows)
            for width, writes in self._writes.items():
                columns = (
                    "job_id",
                    "act",
                    "record_type_id",
                    "record_key",
                    *(f"v{place:02d}" for place in range(width)),
                )
                _store(StagedWrite._meta.db_table, columns, writes)
            StagedFile.objects.bulk_create(self._files)
        self._files.clear()
        self._rows.clear()
        self._writes.clear()


def tell_planner(changed: Iterable[type[models.Model]] = (StagedRow, StagedWrite)) -> None:
    """Let PostgreSQL count the rows of these tables: by what it knew before, it may choose ways that take minutes.

    It does so by itself a minute later. Call it outside the transaction that holds others up.
    """
    tables = sorted({model._meta.db_table for model in changed})
    if connection.vendor == "postgresql" and tables:
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


def clear(job: ImportJob) -> None:
    """Forget what an earlier check has prepared, in short transactions."""
    clear_writes(job)
    _delete(StagedRow._base_manager.filter(job=job))


def clear_writes(job: ImportJob) -> None:
    """Forget what was to be moved, in short transactions; what the rows came to stays."""
    _delete(StagedWrite._base_manager.filter(job=job))


def _delete(waiting: models.QuerySet) -> None:
    while keys := list(waiting.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        waiting.filter(pk__gte=keys[0], pk__lte=keys[-1])._raw_delete(using=waiting.db)


def _store(table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        return
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A third of the time that even a prepared statement takes.
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608 (our own names)
