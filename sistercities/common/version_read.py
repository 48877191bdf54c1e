"""The one read that stands before every kept page, as cheap as each engine gives it."""

from threading import local
from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

NAME = b"content_version"
TUPLES_OK = 2  # libpq's PGRES_TUPLES_OK


class _Planned(local):
    """The connection of this thread on which PostgreSQL has planned the read."""

    connection: Any = None


_planned = _Planned()


def read_number(statement: str) -> int:
    """The number that the statement selects, as it is in the database now; 0 if there is no row. Always the same
    statement: it is planned once for each connection.
    """
    # Looked up once: through `connection` each attribute would be looked up in the thread first.
    database: Any = connections[DEFAULT_DB_ALIAS]
    try:
        return _read(database, statement)
    except OperationalError:
        # The server has closed a connection that was kept: once more, on a new one.
        if database.in_atomic_block:
            raise
        database.close()
        return _read(database, statement)


def _read(database: Any, statement: str) -> int:
    if database.connection is None:
        database.ensure_connection()
    # A refusal would end a transaction, so that within one nothing is tried.
    if database.vendor == "postgresql" and not database.in_atomic_block:
        number = read_planned(database, statement)
        if number is not None:
            return number
    # Past Django's cursor, which asks PostgreSQL whether it is there before each first query of a request.
    with database.wrap_database_errors:
        row = database.connection.execute(statement).fetchone()
    return row[0] if row else 0


def read_planned(database: Any, statement: str) -> int | None:
    """The read on PostgreSQL by a statement planned once, past psycopg's cursors: for half of the time. None if it
    cannot be had so, as from a pool that deals out connections by the transaction: the usual way tells why.
    """
    raw = database.connection
    try:
        if _planned.connection is not raw:
            raw.pgconn.prepare(NAME, statement.encode())
            _planned.connection = raw
        answer = raw.pgconn.exec_prepared(NAME, None, None, 1)
    except database.Database.Error:
        return None
    if answer.status != TUPLES_OK:
        _planned.connection = None
        return None
    return int.from_bytes(answer.get_value(0, 0), "big") if answer.ntuples else 0
