"""What SQLite should expect of our tables before it has looked: a register of 10,000 cities with 20 exchanges each.

Without statistics SQLite takes every index for so selective that ten rows match a value. “Published” matches nearly all
of a table: it would walk through every record of the register to find those of one city. The statistics are written as
https://www.sqlite.org/fileformat2.html#stat1tab describes; those of a true ANALYZE are left alone. PostgreSQL measures
by itself.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

APPS = ("media", "partnerships")
ROWS = {
    "partnerships_exchange": 200_000,
    "partnerships_exchange_cities": 400_000,
    "partnerships_exchange_fields": 200_000,
}
USUAL_ROWS = 10_000
# Which part of a table has the same value in a column: all records of a state, of a home city, of nobody.
SHARES = {
    "state_en": 0.8,
    "state_zh_hans": 0.8,
    "home_city_id": 0.2,
    "held_in_id": 0.2,
    "parent_id": 0.5,
    "predecessor_id": 0.9,
    "agreement_id": 0.5,
    "lead_photo_id": 0.5,
    "created_by_id": 0.5,
    "changed_by_id": 0.5,
    "kind_id": 0.2,
    "field_id": 0.1,
    "citygroup_id": 0.2,
    "country": 0.02,
    "tie_class": 0.3,
    "status": 0.3,
    "exchange_id": 0.000005,
}
# Of every other column: a few records each.
USUAL_SHARE = 0.0001


def expect_a_large_register() -> None:
    """Write statistics for the indexes that have none; does nothing on any other engine."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        # Makes the table of statistics, which nobody else may make.
        cursor.execute("ANALYZE django_migrations")
        cursor.execute("SELECT idx FROM sqlite_stat1")
        known = {index for (index,) in cursor.fetchall()}
        rows = [row for table in tables() for row in expected(table) if row[1] not in known]
        cursor.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", rows)
        cursor.execute("ANALYZE sqlite_schema")


def tables() -> list[str]:
    """Tables of records and of their relations, as far as they exist."""
    models = [model for name in APPS for model in apps.get_app_config(name).get_models(include_auto_created=True)]
    there = set(connection.introspection.table_names())
    return sorted({model._meta.db_table for model in models} & there)


def expected(table: str) -> Iterator[tuple[str, str, str]]:
    """Table, index and statistic of each index."""
    number = ROWS.get(table, USUAL_ROWS)
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA index_list("{table}")')
        for _place, index, is_unique, *_rest in cursor.fetchall():
            cursor.execute(f'PRAGMA index_info("{index}")')
            columns = [name for _rank, _id, name in cursor.fetchall()]
            yield table, index, " ".join(map(str, [number, *matches(columns, number, is_unique=bool(is_unique))]))


def matches(columns: list[str], number: int, *, is_unique: bool) -> list[int]:
    """How many rows have the same values in the first column, in the first two, and so on."""
    left, found = float(number), []
    for column in columns:
        left *= SHARES.get(column, USUAL_SHARE)
        found.append(max(1, round(left)))
    return [*found[:-1], 1] if is_unique else found
