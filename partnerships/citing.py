"""The public sources of many records of several kinds, in one query, and in another the documents they are.

A page that tells of everything a city has would otherwise ask once for each kind.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, Value

from media.models import MediaItem
from partnerships.models import CityCitation, Source
from partnerships.references import Citations

SOURCE_COLUMNS = ("title", "publisher", "byline", "language", "url", "published_on")


def citations_of(records: Iterable[Any], language: str) -> Citations:
    """By kind and key of the record, in the order that staff chose; documents where they are public in `language`."""
    keys: dict[type[Model], list[int]] = defaultdict(list)
    for record in records:
        keys[type(record)].append(record.pk)
    parts = [_rows(model, keys[model]) for model in keys]
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    if parts:
        rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        for row in rows.order_by("rank", "key"):
            found[row.pop("kind"), row.pop("of")].append(_citation(**row))
    _with_documents([citation.source for citations in found.values() for citation in citations], language)
    return found


def _with_documents(sources: list[Source], language: str) -> None:
    keys = {source.document_id for source in sources if source.document_id}
    public = MediaItem.objects.published(language).in_bulk(keys) if keys else {}
    for source in sources:
        source.document = public.get(source.document_id)


def _rows(model: type[Model], keys: list[int]) -> QuerySet:
    """The same columns for every kind of record."""
    citation: Any = model._meta.get_field("citations").related_model
    sources = {f"source_{name}": F(f"source__{name}") for name in SOURCE_COLUMNS}
    own = {"of": F("record"), "rank": F("order"), "key": F("pk")}
    kind = Value(model.__name__, output_field=CharField())
    sources["source_document_id"] = F("source__document")
    rows = citation.objects.published().filter(record__in=keys).order_by()
    return rows.values("supports", "quote", cited=F("source"), kind=kind, **own, **sources)


def _citation(supports: str, quote: str, cited: int, rank: int, key: int, **source: Any) -> Any:
    """As the models give it. Which kind it is of makes no difference to whoever reads it."""
    found = Source(pk=cited, **{name.removeprefix("source_"): value for name, value in source.items()})
    return CityCitation(pk=key, order=rank, supports=supports, quote=quote, source=found)
