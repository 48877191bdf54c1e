"""Makes, proves and rebuilds the search index.

On SQLite three triggers per table keep its FTS5 table; on PostgreSQL an index per column cannot be anything but true.
A migration that makes a table of SQLite anew loses the triggers with the old one: the `migrate` command of this site
calls `install` at its end, which puts them back and fills the index again. A migration with which other texts of
records are searched names these in `changes_search_words`; the same command then calls `write_anew`.
"""

from collections.abc import Iterator, Mapping

from django.apps import apps
from django.db import connection, models
from django.db.models import Q

from sistercities.common import search_fts5, search_gin
from sistercities.common.content_version import content_change, raise_version
from sistercities.common.search_index import Indexed

CHUNK = 1000


def searchable_models() -> list[type[Indexed]]:
    """Every kind of record with columns of words that has a table."""
    tables = set(connection.introspection.table_names())
    concrete = [model for model in apps.get_models() if issubclass(model, Indexed)]
    return [model for model in concrete if model._meta.db_table in tables]


def install() -> None:
    """Make what is missing of the index; fill what had to be made."""
    engine = search_gin if connection.vendor == "postgresql" else search_fts5
    for model in searchable_models():
        if _has_columns(model):
            engine.install(model)


def let_go() -> None:
    """Take away what would hold on to a column that a migration taken back drops; `install` brings it again."""
    for model in searchable_models() if connection.vendor == "sqlite" else ():
        search_fts5.let_go(model)


def _has_columns(model: type[models.Model]) -> bool:
    """Whether the table is as far as the code: migrations may be taken back, or stop half-way."""
    needed = {field.column for field in model._meta.concrete_fields}
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


def stale_records(among: Mapping[str, Q] | None = None) -> Iterator[tuple[type[Indexed], list[Indexed]]]:
    """Records whose stored columns are not what they are computed from; they hold the true values, not yet stored.

    At most CHUNK of one kind at a time, which may be stored before the next are read. `among` narrows what is looked
    at, by the kinds' labels.
    """
    for model in searchable_models():
        condition = Q() if among is None else among.get(model._meta.label)
        for records in _chunks(model, condition) if condition is not None and _has_columns(model) else ():
            if stale := [record for record in records if _corrected(record)]:
                yield model, stale


def _chunks(model: type[Indexed], condition: Q) -> Iterator[list[Indexed]]:
    records = model._base_manager.order_by("pk").prefetch_related(*model.derived_from_rows)
    if condition:
        records = records.filter(pk__in=model._base_manager.filter(condition).values("pk"))
    chunk = list(records[:CHUNK])
    while chunk:
        yield chunk
        chunk = list(records.filter(pk__gt=chunk[-1].pk)[:CHUNK])


def _corrected(record: Indexed) -> bool:
    changed = False
    for field in type(record).derived_fields():
        true = field.compute(record)
        changed |= getattr(record, field.attname) != true
        setattr(record, field.attname, true)
    return changed


def write_anew(among: Mapping[str, Q]) -> None:
    """Compute the columns of records again, by their kinds' labels, and store those that were not true."""
    for model, records in stale_records(among):
        store_columns(model, records)


def store_columns(model: type[Indexed], records: list[Indexed]) -> None:
    with content_change():
        model._base_manager.bulk_update(records, [field.attname for field in model.derived_fields()], batch_size=500)
        raise_version()
