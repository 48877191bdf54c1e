"""What the figures come to: how many public partnerships and exchanges there are of each value, as counters keep it.

A key names what is counted as an address does: `year=2019`, `direction=inbound&persons=known`, and nothing for all.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Count, QuerySet, Sum

from partnerships.figure_dimensions import (
    EXCHANGE_COLUMNS,
    EXCHANGE_DIMENSIONS,
    TIE_COLUMNS,
    TIE_DIMENSIONS,
    UNKNOWN,
    Dimension,
    by_columns,
)
from partnerships.models import Exchange, Partnership
from sistercities.common.touched import having_keys

ALL = ""
# Of exchanges three numbers are kept: how many there are, and how many delegations and persons they are known to have
# brought, which is None where it is known of none of them.
SUMS = {"number": Count("pk"), "delegation_sum": Sum("delegations"), "person_sum": Sum("persons")}
Tally = dict[str, list[Any]]
NONE = (0, None, None)
# What the page of figures puts in one cell of a table.
PAIRS = (("direction", "delegations"), ("direction", "persons"))


def counted_ties(language: str) -> QuerySet:
    """Every public partnership with a partner that is not a city of our own."""
    ties = Partnership.objects.published(language).filter(partner_city__is_home=False)
    return ties.alias(**by_columns(TIE_COLUMNS))


def counted_exchanges(language: str, keys: range | None = None) -> QuerySet:
    """Every public exchange that was held, or those with a key in this range."""
    exchanges = having_keys(Exchange.objects.published(language).held(), keys)
    return exchanges.alias(**by_columns(EXCHANGE_COLUMNS))


def key_of(chosen: Mapping[str, str]) -> str:
    return "&".join(f"{name}={chosen[name]}" for name in sorted(chosen))


def count_ties(language: str) -> dict[str, int]:
    """Numbers of partnerships; one query."""
    tally: Tally = {}
    for group in _grouped(counted_ties(language), TIE_COLUMNS, {"number": Count("pk")}):
        _add(tally, _keys(group, TIE_DIMENSIONS), [group["number"]])
    return {key: numbers[0] for key, numbers in tally.items()}


def count_exchanges(language: str, keys: range | None = None) -> Tally:
    """Numbers of exchanges, of their delegations and persons; two queries."""
    tally: Tally = {}
    for group in _grouped(counted_exchanges(language, keys), EXCHANGE_COLUMNS, SUMS):
        _add(tally, _keys(group, EXCHANGE_DIMENSIONS), [group[name] for name in SUMS])
    for slug, *sums in _by_field(language, keys):
        tally[key_of({"field": slug})] = sums
    return tally


def _grouped(records: QuerySet, columns: Mapping[str, Any], sums: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    grouped = records.annotate(**by_columns(dict(columns))).order_by().values(*by_columns(dict(columns)))
    return grouped.annotate(**sums).iterator()


def _by_field(language: str, keys: range | None) -> Iterable[tuple[Any, ...]]:
    """An exchange in two fields is counted in both."""
    found = counted_exchanges(language, keys).filter(fields__isnull=False).order_by()
    return found.values_list("fields__slug").annotate(**SUMS)


def _keys(group: Mapping[str, Any], dimensions: Mapping[str, Dimension]) -> Iterator[str]:
    """Everything as which the records of a group are counted."""
    values = {name: each.value(group[f"by_{each.column or name}"]) for name, each in dimensions.items()}
    # Which field it is tells another query: a group has several.
    if values.get("field", UNKNOWN) != UNKNOWN:
        del values["field"]
    yield ALL
    yield from (key_of({name: value}) for name, value in values.items())
    yield from (key_of({name: values[name] for name in pair}) for pair in PAIRS if set(pair) <= set(values))


def _add(tally: Tally, keys: Iterable[str], numbers: list[Any]) -> None:
    for key in keys:
        kept = tally.get(key)
        tally[key] = [_sum(*pair) for pair in zip(kept, numbers, strict=True)] if kept else numbers


def _sum(one: int | None, other: int | None) -> int | None:
    return one if other is None else other if one is None else one + other


def is_counted(chosen: Mapping[str, str]) -> bool:
    """Whether a tally has every such choice, so that one it has not is of nothing."""
    return len(chosen) < 2 or tuple(chosen) in PAIRS
