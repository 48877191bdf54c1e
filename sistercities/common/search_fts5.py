# ruff: noqa: S608 (all names in the statements are those of our own tables)
"""The search index on SQLite: an FTS5 table per kind of record, without contents of its own, kept by triggers.

The ASCII tokenizer takes every other character for part of a word, so that tokens are what stands between the spaces
of a search column. A draft costs nothing: no trigger runs for a row that is published in no language.
"""

from django.db import connection, models

from sistercities.common.languages import localized
from sistercities.common.publishing import State
from sistercities.common.search_index import INDEXED_LANGUAGES, words_table

COLUMNS = [localized("search", language) for language in INDEXED_LANGUAGES]
STATES = [localized("state", language) for language in INDEXED_LANGUAGES]
OPTIONS = "content='', detail=column, columnsize=0, prefix='1 2', tokenize='ascii'"
EVENTS = ("insert", "update", "delete")


def install(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name IN (%s, %s, %s)",
            [model._meta.db_table, *(_trigger(model, event) for event in EVENTS)],
        )
        if cursor.fetchone()[0] == len(EVENTS) and words_table(model) in connection.introspection.table_names(cursor):
            return
    rebuild(model)


def rebuild(model: type[models.Model]) -> None:
    name = words_table(model)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{name}"')
        cursor.execute(_create(name))
        for event, statement in _triggers(model).items():
            cursor.execute(f'DROP TRIGGER IF EXISTS "{_trigger(model, event)}"')
            cursor.execute(statement)
        cursor.execute(_fill(model, name))


def faults(model: type[models.Model]) -> int:
    """How many words stand in the index and should not, or the reverse; an index that is missing is one."""
    name, fresh = words_table(model), f"temp.{words_table(model)}_fresh"
    with connection.cursor() as cursor:
        if name not in connection.introspection.table_names(cursor):
            return 1
        cursor.execute(_create(fresh, quoted=False))
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


def _create(name: str, quoted: bool = True) -> str:
    return f"CREATE VIRTUAL TABLE {_named(name, quoted)} USING fts5({', '.join(COLUMNS)}, {OPTIONS})"


def _fill(model: type[models.Model], name: str, quoted: bool = True) -> str:
    return (
        f"INSERT INTO {_named(name, quoted)} (rowid, {', '.join(COLUMNS)}) "
        f'SELECT id, {_words("")} FROM "{model._meta.db_table}" WHERE {_is_held("")}'
    )


def _named(name: str, quoted: bool) -> str:
    return f'"{name}"' if quoted else name


def _trigger(model: type[models.Model], event: str) -> str:
    return f"{words_table(model)}_{event}"


def _words(row: str) -> str:
    """The words of a row that the index holds: those of the languages in which it is published."""
    pairs = zip(STATES, COLUMNS, strict=True)
    return ", ".join(
        f"CASE WHEN {row}{state} = '{State.PUBLISHED.value}' THEN {row}{column} ELSE '' END" for state, column in pairs
    )


def _is_held(row: str) -> str:
    """Whether the row is in the index: published with words. One without any is never told, and never forgotten."""
    pairs = zip(STATES, COLUMNS, strict=True)
    held = (f"({row}{state} = '{State.PUBLISHED.value}' AND {row}{column} <> '')" for state, column in pairs)
    return f"({' OR '.join(held)})"


def _triggers(model: type[models.Model]) -> dict[str, str]:
    table, name, columns = model._meta.db_table, words_table(model), ", ".join(COLUMNS)
    # An index without contents must be told what it held.
    forget = f'INSERT INTO "{name}" ("{name}", rowid, {columns}) SELECT \'delete\', old.id, {_words("old.")}'
    learn = f'INSERT INTO "{name}" (rowid, {columns}) SELECT new.id, {_words("new.")}'
    forget, learn = f"{forget} WHERE {_is_held('old.')};", f"{learn} WHERE {_is_held('new.')};"
    differs = f"({_words('old.')}) IS NOT ({_words('new.')})"
    moments = {
        "insert": ("INSERT", _is_held("new."), learn),
        "update": (f"UPDATE OF {', '.join(STATES + COLUMNS)}", differs, forget + learn),
        "delete": ("DELETE", _is_held("old."), forget),
    }
    return {
        event: f'CREATE TRIGGER "{_trigger(model, event)}" AFTER {moment} ON "{table}" WHEN {condition} '
        f"BEGIN {acts} END"
        for event, (moment, condition, acts) in moments.items()
    }
