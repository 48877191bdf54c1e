"""Primary keys taken in advance, so that what is prepared can refer to rows that are not there yet.

Keys that are not used in the end leave a gap, which harms nobody.
"""

from collections import defaultdict, deque
from typing import Any

from django.db import connection, models, transaction

BLOCK = 1000


class Keys:
    """Keys for new rows of any model, taken from the database block by block."""

    def __init__(self, block: int = BLOCK) -> None:
        self.block = block
        self._free: dict[type[models.Model], deque[int]] = defaultdict(deque)

    def next(self, model: type[models.Model]) -> Any:
        free = self._free[model]
        if not free:
            free.extend(reserve_keys(model, self.block))
        return free.popleft()


def reserve_keys(model: type[models.Model], number: int) -> list[int]:
    """Keys that no other row of `model` will be given, in their order."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _from_sequence(cursor, model, number)
        return _from_counter(cursor, model, number)


def _from_sequence(cursor: Any, model: type[models.Model], number: int) -> list[int]:
    table = connection.ops.quote_name(model._meta.db_table)
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
        [table, model._meta.pk.column, number],
    )
    return sorted(key for (key,) in cursor.fetchall())


def _from_counter(cursor: Any, model: type[models.Model], number: int) -> list[int]:
    """SQLite's own counter of tables whose keys are never used again."""
    table = model._meta.db_table
    cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [number, table])
    if not cursor.rowcount:
        # The table has never held a row.
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    last = cursor.fetchone()[0]
    return list(range(last - number + 1, last + 1))
