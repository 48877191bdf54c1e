"""Makes, proves and rebuilds the search index.

On SQLite three triggers per table keep its FTS5 table; on PostgreSQL an index per language cannot be anything but true.
A migration that makes a table of SQLite anew loses the triggers with the old one: the `migrate` command of this site
calls `install` at its end, which puts them back and fills the index again.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from sistercities.common import search_fts5, search_gin
from sistercities.common.content_version import content_change, raise_version
from sistercities.common.languages import localized
from sistercities.common.search import Searchable
from sistercities.common.search_index import INDEXED_LANGUAGES

CHUNK = 1000


def searchable_models() -> list[type[Searchable]]:
    """Every kind of record with search columns that has a table."""
    tables = set(connection.introspection.table_names())
    concrete = [model for model in apps.get_models() if issubclass(model, Searchable)]
    return [model for model in concrete if model._meta.db_table in tables]


def install() -> None:
    """Make what is missing of the index; fill what had to be made."""
    engine = search_gin if connection.vendor == "postgresql" else search_fts5
    for model in searchable_models():
        if _has_columns(model):
            engine.install(model)


def _has_columns(model: type[models.Model]) -> bool:
    """Whether the table is as far as the code: migrations may be taken back, or stop half-way."""
    needed = {localized(name, language) for name in ("search", "state") for language in INDEXED_LANGUAGES}
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{model._meta.db_table}" WHERE 1 = 0')  # noqa: S608 (the name is ours)
        return needed <= {column[0] for column in cursor.description or ()}


def index_faults() -> list[tuple[str, int]]:
    """Label of each kind of record whose index is not what its columns say, and in how many words or rows."""
    engine = search_gin if connection.vendor == "postgresql" else search_fts5
    counts = [(str(model._meta.label), engine.faults(model)) for model in searchable_models()]
    return [(label, number) for label, number in counts if number]


def rebuild_index() -> None:
    engine = search_gin if connection.vendor == "postgresql" else search_fts5
    for model in searchable_models():
        engine.rebuild(model)


def stale_records() -> Iterator[tuple[type[Searchable], list[Searchable]]]:
    """Records whose stored columns are not what they are computed from; they hold the true values, not yet stored."""
    for model in searchable_models():
        records = model._base_manager.order_by("pk").prefetch_related(*model.derived_from_rows)
        stale = [record for record in records.iterator(chunk_size=CHUNK) if _corrected(record)]
        if stale:
            yield model, stale


def _corrected(record: Searchable) -> bool:
    changed = False
    for field in type(record).derived_fields():
        true = field.compute(record)
        changed |= getattr(record, field.attname) != true
        setattr(record, field.attname, true)
    return changed


def store_columns(model: type[Searchable], records: list[Searchable]) -> None:
    with content_change():
        model._base_manager.bulk_update(records, [field.attname for field in model.derived_fields()], batch_size=500)
        raise_version()
