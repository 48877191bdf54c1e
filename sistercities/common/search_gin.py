"""The search index on PostgreSQL: for each column of words a GIN index of the rows that are published in it."""

from django.db import connection

from sistercities.common.search_index import Indexed, lexemes, words_table


def install(model: type[Indexed]) -> None:
    with connection.cursor() as cursor:
        for column, held in model.indexed_columns().items():
            cursor.execute(
                f'CREATE INDEX IF NOT EXISTS "{_name(model, column)}" ON "{model._meta.db_table}" '
                f"USING gin ({lexemes(column)}) WHERE {held.format(row='')}"
            )


def faults(model: type[Indexed]) -> int:
    """How many of its indexes are missing or were never finished; the database itself answers for their contents."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
            "WHERE indisvalid AND relname = ANY(%s)",
            [[_name(model, column) for column in model.indexed_columns()]],
        )
        return len(model.indexed_columns()) - cursor.fetchone()[0]


def rebuild(model: type[Indexed]) -> None:
    with connection.cursor() as cursor:
        for column in model.indexed_columns():
            cursor.execute(f'DROP INDEX IF EXISTS "{_name(model, column)}"')
    install(model)


def _name(model: type[Indexed], column: str) -> str:
    return f"{words_table(model)}_{column.removeprefix('search_')}"
