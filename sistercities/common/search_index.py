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

from sistercities.common.languages import localized
from sistercities.common.publishing import State

# A column for each language of the database, whichever of them the site shows.
INDEXED_LANGUAGES: tuple[str, ...] = tuple(settings.MODELTRANSLATION_LANGUAGES)


def words_table(model: type[models.Model]) -> str:
    """The FTS5 table of a model, and the beginning of its indexes' names on PostgreSQL."""
    return f"{model._meta.db_table}_words"


def lexemes(column: str) -> str:
    """A search column as the tsvector that is indexed."""
    return f"array_to_tsvector(string_to_array(btrim({column}), ' '))"


def having_words(model: type[models.Model], fragments: Sequence[str], language: str, most: int | None = None) -> Q:
    """Published rows with all `fragments` (as `query_tokens` gives them) in a language; any `most` of them.

    It says nothing of the rest of what is public: combine it with `public_condition` of the same language.
    """
    ask = _postgresql if connection.vendor == "postgresql" else _fts5
    statement, query = ask(model, fragments, language)
    limit = f" LIMIT {int(most)}" if most is not None else ""
    return Q(pk__in=RawSQL(statement + limit, (query,)))  # noqa: S611 (names of tables are ours, the query is a value)


def _fts5(model: type[models.Model], fragments: Sequence[str], language: str) -> tuple[str, str]:
    table = words_table(model)
    words = " AND ".join(_marked(fragment, '"', "*") for fragment in fragments)
    query = f"{localized('search', language)} : ({words})"
    return f'SELECT rowid FROM "{table}" WHERE "{table}" MATCH %s', query  # noqa: S608 (ours too)


def _postgresql(model: type[models.Model], fragments: Sequence[str], language: str) -> tuple[str, str]:
    options: Any = model._meta
    published = f"\"{localized('state', language)}\" = '{State.PUBLISHED.value}'"
    words = " & ".join(_marked(fragment, "'", ":*") for fragment in fragments)
    holds = f"{lexemes(localized('search', language))} @@ %s::tsquery"
    statement = f'SELECT "{options.pk.column}" FROM "{options.db_table}" WHERE {published} AND {holds}'  # noqa: S608
    return statement, words


def _marked(fragment: str, quote: str, prefix: str) -> str:
    """A fragment as an engine's query has it: ` 曼谷 ` is a whole token, ` bang` the beginning of one."""
    return f"{quote}{fragment.strip()}{quote}" + ("" if fragment.endswith(" ") else prefix)
