"""The search index on PostgreSQL: for each language a GIN index of the published rows' words."""

from django.db import connection, models

from sistercities.common.languages import localized, suffix
from sistercities.common.publishing import State
from sistercities.common.search_index import INDEXED_LANGUAGES, lexemes, words_table


def install(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        for language in INDEXED_LANGUAGES:
            column, state = localized("search", language), localized("state", language)
            cursor.execute(
                f'CREATE INDEX IF NOT EXISTS "{_name(model, language)}" ON "{model._meta.db_table}" '
                f"USING gin ({lexemes(column)}) WHERE \"{state}\" = '{State.PUBLISHED.value}'"
            )


def faults(model: type[models.Model]) -> int:
    """How many of its indexes are missing or were never finished; the database itself answers for their contents."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
            "WHERE indisvalid AND relname = ANY(%s)",
            [[_name(model, language) for language in INDEXED_LANGUAGES]],
        )
        return len(INDEXED_LANGUAGES) - cursor.fetchone()[0]


def rebuild(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        for language in INDEXED_LANGUAGES:
            cursor.execute(f'DROP INDEX IF EXISTS "{_name(model, language)}"')
    install(model)


def _name(model: type[models.Model], language: str) -> str:
    return f"{words_table(model)}_{suffix(language)}"
