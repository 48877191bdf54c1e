"""The fields of cooperation of agreements and exchanges, in one query."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from partnerships.models import Agreement, Exchange, Field


def fields_of(agreements: Sequence[Agreement], exchanges: Sequence[Exchange]) -> dict[tuple[str, int], list[Field]]:
    """By kind and key of the record, in the order of the vocabulary."""
    parts = [_rows(Agreement, agreements), _rows(Exchange, exchanges)]
    found: dict[tuple[str, int], list[Field]] = defaultdict(list)
    for field in parts[0].union(parts[1], all=True).order_by("order", "slug"):
        found[field.kind, field.of].append(field)
    return found


def _rows(model: type, records: Sequence[Any]) -> QuerySet:
    """Each field once for each record."""
    name = model.__name__.lower()
    keys = [record.pk for record in records]
    kind = Value(model.__name__, output_field=CharField())
    fields = Field.objects.filter(**{f"{name}s__in": keys}).order_by()
    return fields.annotate(kind=kind, of=F(f"{name}s__pk"))
