"""The public sources of many records of several kinds, in one query.

A page that tells of everything a city has would otherwise ask once for each kind.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, Value

from partnerships.models import CityCitation, Source
from partnerships.references import Citations

SOURCE_COLUMNS = ("title", "publisher", "byline", "language", "url", "published_on")


def citations_of(records: Iterable[Any]) -> Citations:
    """By kind and key of the record, in the order that staff chose."""
    keys: dict[type[Model], list[int]] = defaultdict(list)
    for record in records:
        keys[type(record)].append(record.pk)
    parts = [_rows(model, keys[model]) for model in keys]
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    if parts:
        rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        for row in rows.order_by("rank", "key"):
            found[row.pop("kind"), row.pop("of")].append(_citation(**row))
    return found


def _rows(model: type[Model], keys: list[int]) -> QuerySet:
    """The same columns for every kind of record."""
    citation: Any = model._meta.get_field("citations").related_model
    sources = {f"source_{name}": F(f"source__{name}") for name in SOURCE_COLUMNS}
    own = {"of": F("record"), "rank": F("order"), "key": F("pk")}
    kind = Value(model.__name__, output_field=CharField())
    rows = citation.objects.published().filter(record__in=keys).order_by()
    return rows.values("supports", "quote", cited=F("source"), kind=kind, **own, **sources)


def _citation(supports: str, quote: str, cited: int, rank: int, key: int, **source: Any) -> Any:
    """As the models give it. Which kind it is of makes no difference to whoever reads it."""
    found = Source(pk=cited, **{name: source[f"source_{name}"] for name in SOURCE_COLUMNS})
    return CityCitation(pk=key, order=rank, supports=supports, quote=quote, source=found)
