"""Rows of the bench's sites, stored many at a time: each as `save()` of its model would store it, but set by set.

Knows Django alone, so that the peers can be filled by it in an environment of their own. Keys are given by the caller,
which is how rows of several tables can be made without asking the database; `keys_given` must follow.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

CHUNK = 20_000
# What can be made again from its own text once the rows are there, which is quicker than to keep it at each row.
INDEXES = {
    "sqlite": "SELECT 'INDEX', name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL "
    "UNION ALL SELECT 'TRIGGER', name, '' FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT 'INDEX', indexname, indexdef FROM pg_indexes WHERE tablename IN (%s, %s) "
    "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
}


# Values that every engine takes as they are, in the kinds of columns that the bench fills.
PLAIN = (str, int, float, type(None))


class Rows:
    """Makes the rows of a table from a record that is filled anew for each: making a record is the dearest part.

    `same` is what all rows have. Columns that no row names are worked out once, from the record at its beginning. All
    rows name the same columns.
    """

    def __init__(self, model: type[models.Model], **same: Any) -> None:
        self.model, self.record = model, model(**same)
        self.fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        self.values = [field.get_db_prep_save(field.pre_save(self.record, True), connection) for field in self.fields]
        self.places = {field.attname: place for place, field in enumerate(self.fields)}
        self.derived = [field for field in self.fields if hasattr(field, "is_derived")]
        # The columns of translated texts under their own name hold the active language's.
        self.aliases = [field for field in self.fields if f"{field.attname}_en" in self.places]

    def row(self, **own: Any) -> tuple[Any, ...]:
        """The columns of one row, in the order of `fields`."""
        values, places = self.values.copy(), self.places
        for name, value in own.items():
            if name != "id":
                # The record stays without a key, so that nothing it is asked leads to the database.
                setattr(self.record, name, value)
            place = places[name]
            values[place] = value if type(value) in PLAIN else self.fields[place].get_db_prep_save(value, connection)
        for field in self.derived:
            values[places[field.attname]] = field.compute(self.record)
        for field in self.aliases:
            if f"{field.attname}_en" in own:
                values[places[field.attname]] = getattr(self.record, field.attname)
        return tuple(values)

    def store(self, rows: Iterable[tuple[Any, ...]]) -> None:
        rows = iter(rows)
        while chunk := list(islice(rows, CHUNK)):
            with transaction.atomic(), connection.cursor() as cursor:
                _store(cursor, self.model._meta.db_table, [str(field.column) for field in self.fields], chunk)


def _store(cursor: Any, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    if connection.vendor == "postgresql":
        with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join("?" for _column in columns)
    # Past Django's cursor, which would look through each row for signs of its own.
    connection.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608


@contextmanager
def without_indexes(tables: Iterable[type[models.Model]]) -> Iterator[None]:
    """Take indexes and triggers away for a while. The caller makes the triggers again: only indexes come back."""
    with connection.cursor() as cursor:
        kept = []
        for table in (model._meta.db_table for model in tables):
            cursor.execute(INDEXES[connection.vendor], [table, table])
            kept += cursor.fetchall()
        for kind, name, _statement in kept:
            cursor.execute(f'DROP {kind} "{name}"')
        yield
        # Past keys that lead nowhere; PostgreSQL indexes no table of which it has some still to look at.
        connection.check_constraints()
        for kind, _name, statement in kept:
            if kind == "INDEX":
                cursor.execute(statement)


def keys_given(tables: Sequence[type[models.Model]]) -> None:
    """Let the database give keys after those of the rows."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
