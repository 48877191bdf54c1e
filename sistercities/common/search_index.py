"""Finding rows by words of their search columns: FTS5 on SQLite, a GIN index of tsvectors on PostgreSQL.

Both hold a record's words in the languages in which it is published, and nothing of a draft; both are kept by the
database itself, whatever way a row is changed (common/search_upkeep.py). What else makes a record public (moments, what
it hangs on, permissions) is asked when searching. Tokens come from common/folding.py, which leaves letters, marks and
digits alone, so that nothing a visitor writes is an operator to either engine.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from sistercities.common.derived import Derived
from sistercities.common.languages import localized
from sistercities.common.publishing import State

# A column for each language of the database, whichever of them the site shows.
INDEXED_LANGUAGES: tuple[str, ...] = tuple(settings.MODELTRANSLATION_LANGUAGES)


class Indexed(Derived):
    """A model whose rows are found by the words of some of its columns, as `index_text` writes them."""

    class Meta:
        abstract = True

    @classmethod
    def indexed_columns(cls) -> dict[str, str]:
        """Columns of words, each with the condition, in SQL, under which the index holds them; `{row}` is the row."""
        raise NotImplementedError


def of_languages(*names: str) -> dict[str, str]:
    """`indexed_columns` of these, one for each language in which a record may be published."""
    return {
        localized(name, language): f"{{row}}{localized('state', language)} = '{State.PUBLISHED.value}'"
        for name in names
        for language in INDEXED_LANGUAGES
    }


def words_table(model: type[models.Model]) -> str:
    """The FTS5 table of a model, and the beginning of its indexes' names on PostgreSQL."""
    return f"{model._meta.db_table}_words"


def lexemes(column: str) -> str:
    """A search column as the tsvector that is indexed."""
    return f"array_to_tsvector(string_to_array(btrim({column}), ' '))"


def having_words(model: type[Indexed], fragments: Sequence[str], language: str, words: str = "search") -> Q:
    """Published rows with all `fragments` (as `query_tokens` gives them) in a language, in the columns `words`.

    It says nothing of the rest of what is public: combine it with `public_condition` of the same language.
    """
    return in_column(model, fragments, localized(words, language))


def in_column(model: type[Indexed], fragments: Sequence[str], column: str) -> Q:
    """Rows of the index with all `fragments` in one column."""
    table, key, condition = _index(model, column)
    statement = f'SELECT "{key}" FROM "{table}" WHERE {condition}'  # noqa: S608 (all names are ours)
    return Q(pk__in=RawSQL(statement, (index_query(fragments, column),)))  # noqa: S611 (the same)


def rows_with_words(model: type[Indexed], fragments: Sequence[str], languages: Sequence[str], most: int) -> list[int]:
    """How many rows the index has with all `fragments` in each language, public or not; it is read up to `most`."""
    counts: list[str] = []
    asked: list[str | int] = []
    for column in (localized("search", language) for language in languages):
        table, _key, condition = _index(model, column)
        counts.append(f'(SELECT COUNT(*) FROM (SELECT 1 FROM "{table}" WHERE {condition} LIMIT %s) AS found)')  # noqa: S608
        asked += [index_query(fragments, column), most]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", asked)  # noqa: S608 (all names are ours)
        return list(cursor.fetchone())


def columns_with_words(asked: Sequence[tuple[type[Indexed], str]], fragments: Sequence[str]) -> list[bool]:
    """Of each model with a column of words, whether its index has any row with all `fragments`, public or not.

    One query, so that what hardly ever holds a word need not be asked for itself.
    """
    # PostgreSQL reads what is materialized by the index; without, it may look for the first row all over the table.
    kept = "MATERIALIZED " if connection.vendor == "postgresql" else ""
    statements: list[str] = []
    given: list[str] = []
    for model, column in asked:
        table, key, condition = _index(model, column)
        rows = f'SELECT "{key}" FROM "{table}" WHERE {condition}'  # noqa: S608 (all names are ours)
        statements.append(f"EXISTS (WITH found AS {kept}({rows}) SELECT 1 FROM found)")  # noqa: S608 (the same)
        given.append(index_query(fragments, column))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(statements)}", given)
        return [bool(each) for each in cursor.fetchone()]


def first_with_words(records: Any, fragments: Sequence[str], language: str, words: str = "search") -> Any:
    """The same rows of a queryset as the index gives them, one after the other: with a limit, no more are looked at.

    Not to be used inside another query: the condition names the table itself.
    """
    column = localized(words, language)
    query = [index_query(fragments, column)]
    if connection.vendor == "postgresql":
        condition = _is_indexed(records.model, column)
        if not all(fragment.endswith(" ") for fragment in fragments):
            # How many words begin so it cannot tell: left to itself, it would rather read the whole table to the limit.
            table, key = records.model._meta.db_table, records.model._meta.pk.column
            condition = f'"{table}"."{key}" = ANY(ARRAY(SELECT "{key}" FROM "{table}" WHERE {condition}))'  # noqa: S608
        return records.extra(where=[condition], params=query)  # noqa: S610 (all names are ours)
    index, options = words_table(records.model), records.model._meta
    joined = f'"{index}".rowid = "{options.db_table}"."{options.pk.column}"'
    return records.extra(tables=[index], where=[joined, _matches(records.model)], params=query)  # noqa: S610


def index_query(fragments: Sequence[str], column: str) -> str:
    """What the engine is asked, as it writes questions."""
    if connection.vendor == "postgresql":
        return " & ".join(_marked(fragment, "'", ":*") for fragment in fragments)
    words = " AND ".join(_marked(fragment, '"', "*") for fragment in fragments)
    return f"{column} : ({words})"


def _index(model: type[Indexed], column: str) -> tuple[str, str, str]:
    """Where the index of a column is asked: table, column of the keys, condition with the place of what is asked."""
    options: Any = model._meta
    if connection.vendor == "postgresql":
        return options.db_table, options.pk.column, _is_indexed(model, column)
    return words_table(model), "rowid", _matches(model)


def _matches(model: type[models.Model]) -> str:
    return f'"{words_table(model)}" MATCH %s'


def _is_indexed(model: type[Indexed], column: str) -> str:
    table = f'"{model._meta.db_table}"'
    held = model.indexed_columns()[column].format(row=f"{table}.")
    words = f'{table}."{column}"'
    return f"{held} AND {lexemes(words)} @@ %s::tsquery"


def _marked(fragment: str, quote: str, prefix: str) -> str:
    """A fragment as an engine's query has it: ` 曼谷 ` is a whole token, ` bang` the beginning of one."""
    return f"{quote}{fragment.strip()}{quote}" + ("" if fragment.endswith(" ") else prefix)
