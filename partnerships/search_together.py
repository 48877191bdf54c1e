"""Several questions asked of the database at once."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet


def read_together(parts: Sequence[QuerySet], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of several querysets of plain values, each with its own limit, in one query."""
    if not parts:
        return []
    names = ", ".join(f'"{name}"' for name in columns)
    statements: list[str] = []
    parameters: list[Any] = []
    for number, part in enumerate(parts):
        statement, given = part.query.sql_with_params()
        statements.append(f"SELECT {names} FROM ({statement}) AS part_{number}")  # noqa: S608 (made by the ORM)
        parameters += given
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return cursor.fetchall()
