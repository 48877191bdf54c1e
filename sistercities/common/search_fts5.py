# ruff: noqa: S608 (all names in the statements are those of our own tables)
"""The search index on SQLite: an FTS5 table per kind of record, without contents of its own, kept by triggers.

The ASCII tokenizer takes every other character for part of a word, so that tokens are what stands between the spaces
of a search column. A draft costs nothing: no trigger runs for a row that is published in no language.
"""

import re

from django.db import connection

from sistercities.common.search_index import Indexed, words_table

OPTIONS = "content='', detail=column, columnsize=0, prefix='1 2', tokenize='ascii'"
EVENTS = ("insert", "update", "delete")
# The columns that a condition asks.
ASKED = re.compile(r"\{row\}(\w+)")


def install(model: type[Indexed]) -> None:
    """Make the index of a model, unless it is there and as this code writes it."""
    names = [words_table(model), *(_trigger(model, event) for event in EVENTS)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name IN (%s, %s, %s, %s)", names)
        if {row[0] for row in cursor.fetchall()} == {_create(model, names[0]), *_triggers(model).values()}:
            return
    rebuild(model)


def let_go(model: type[Indexed]) -> None:
    """Drop the triggers, which would keep a column that they name from being dropped."""
    with connection.cursor() as cursor:
        for event in EVENTS:
            cursor.execute(f'DROP TRIGGER IF EXISTS "{_trigger(model, event)}"')


def rebuild(model: type[Indexed]) -> None:
    name = words_table(model)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{name}"')
        cursor.execute(_create(model, name))
        for event, statement in _triggers(model).items():
            cursor.execute(f'DROP TRIGGER IF EXISTS "{_trigger(model, event)}"')
            cursor.execute(statement)
        cursor.execute(_fill(model, name))


def faults(model: type[Indexed]) -> int:
    """How many words stand in the index and should not, or the reverse; an index that is missing is one."""
    name, fresh = words_table(model), f"temp.{words_table(model)}_fresh"
    with connection.cursor() as cursor:
        if name not in connection.introspection.table_names(cursor):
            return 1
        cursor.execute(_create(model, fresh, quoted=False))
        cursor.execute(_fill(model, fresh, quoted=False))
        cursor.execute(f"CREATE VIRTUAL TABLE temp.words_kept USING fts5vocab('main', '{name}', 'instance')")
        cursor.execute(f"CREATE VIRTUAL TABLE temp.words_true USING fts5vocab('temp', '{name}_fresh', 'instance')")
        words = "SELECT term, doc, col FROM temp.words_"
        cursor.execute(
            f"SELECT (SELECT count(*) FROM ({words}kept EXCEPT {words}true)) + "
            f"(SELECT count(*) FROM ({words}true EXCEPT {words}kept))"
        )
        number = cursor.fetchone()[0]
        for table in ("temp.words_kept", "temp.words_true", fresh):
            cursor.execute(f"DROP TABLE {table}")
        return number


def _create(model: type[Indexed], name: str, quoted: bool = True) -> str:
    return f"CREATE VIRTUAL TABLE {_named(name, quoted)} USING fts5({_columns(model)}, {OPTIONS})"


def _fill(model: type[Indexed], name: str, quoted: bool = True) -> str:
    return (
        f"INSERT INTO {_named(name, quoted)} (rowid, {_columns(model)}) "
        f'SELECT id, {_words(model, "")} FROM "{model._meta.db_table}" WHERE {_is_held(model, "")}'
    )


def _columns(model: type[Indexed]) -> str:
    return ", ".join(model.indexed_columns())


def _named(name: str, quoted: bool) -> str:
    return f'"{name}"' if quoted else name


def _trigger(model: type[Indexed], event: str) -> str:
    return f"{words_table(model)}_{event}"


def _words(model: type[Indexed], row: str) -> str:
    """The words of a row that the index holds: those of the languages in which it is published."""
    held = {column: condition.format(row=row) for column, condition in model.indexed_columns().items()}
    return ", ".join(f"CASE WHEN {held[column]} THEN {row}{column} ELSE '' END" for column in held)


def _is_held(model: type[Indexed], row: str) -> str:
    """Whether the row is in the index: published with words. One without any is never told, and never forgotten."""
    pairs = model.indexed_columns().items()
    held = (f"({condition.format(row=row)} AND {row}{column} <> '')" for column, condition in pairs)
    return f"({' OR '.join(held)})"


def _looked_at(model: type[Indexed]) -> str:
    """The columns on which the index depends."""
    pairs = model.indexed_columns().items()
    return ", ".join(dict.fromkeys(name for column, held in pairs for name in (*ASKED.findall(held), column)))


def _triggers(model: type[Indexed]) -> dict[str, str]:
    table, name, columns = model._meta.db_table, words_table(model), _columns(model)
    old, new = _words(model, "old."), _words(model, "new.")
    was_held, is_held = _is_held(model, "old."), _is_held(model, "new.")
    # An index without contents must be told what it held.
    forget = f'INSERT INTO "{name}" ("{name}", rowid, {columns}) SELECT \'delete\', old.id, {old} WHERE {was_held};'
    learn = f'INSERT INTO "{name}" (rowid, {columns}) SELECT new.id, {new} WHERE {is_held};'
    moments = {
        "insert": ("INSERT", is_held, learn),
        "update": (f"UPDATE OF {_looked_at(model)}", f"({old}) IS NOT ({new})", forget + learn),
        "delete": ("DELETE", was_held, forget),
    }
    return {
        event: f'CREATE TRIGGER "{_trigger(model, event)}" AFTER {moment} ON "{table}" WHEN {condition} '
        f"BEGIN {acts} END"
        for event, (moment, condition, acts) in moments.items()
    }
