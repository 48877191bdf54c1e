"""Figures of the public register: partnerships by class, country, continent, level, status and decade; exchanges that
were held by year, direction, kind and field, with delegations and person-visits as far as they are known.

Partnerships are counted, never documents: one for each pair of a home city and a partner. Five queries, however many
records there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse
from django.utils.http import urlencode

from partnerships.continents import is_country
from partnerships.facets import country_order
from partnerships.figure_dimensions import (
    EXCHANGE_COLUMNS,
    EXCHANGE_DIMENSIONS,
    KNOWN,
    TIE_COLUMNS,
    TIE_DIMENSIONS,
    UNKNOWN,
    Dimension,
    by_columns,
)
from partnerships.models import Exchange, Partnership
from sistercities.common.languages import localized

TIES = "partnerships:figure_partnerships"
EXCHANGES = "partnerships:figure_exchanges"
SUMS = {
    "number": Count("pk"),
    "delegation_sum": Sum("delegations"),
    "delegations_known": Count("delegations"),
    "person_sum": Sum("persons"),
    "persons_known": Count("persons"),
}


@dataclass(frozen=True)
class Figure:
    """How many records have one value of a dimension, and where they are listed."""

    value: str
    label: Any
    number: int
    url: str
    # For sums: whether anything is known of which there could be one.
    is_known: bool = True


@dataclass(frozen=True)
class Visits:
    """What exchanges of one direction brought: sums of what is known, and of how many exchanges it is not known."""

    label: Any
    exchanges: Figure
    delegations: Figure
    delegations_unknown: Figure
    persons: Figure
    persons_unknown: Figure


@dataclass(frozen=True)
class Figures:
    ties: dict[str, list[Figure]]
    exchanges: dict[str, list[Figure]]
    visits: list[Visits]
    tie_count: int
    exchange_count: int

    @property
    def countries(self) -> list[Figure]:
        return [figure for figure in self.ties["country"] if is_country(figure.value)]

    @property
    def regions(self) -> list[Figure]:
        return [figure for figure in self.ties["country"] if not is_country(figure.value)]


def counted_ties(language: str) -> QuerySet:
    """Every public partnership with a partner that is not a city of our own."""
    ties = Partnership.objects.published(language).filter(partner_city__is_home=False)
    return ties.alias(**by_columns(TIE_COLUMNS))


def counted_exchanges(language: str) -> QuerySet:
    """Every public exchange that was held."""
    return Exchange.objects.published(language).held().alias(**by_columns(EXCHANGE_COLUMNS))


def narrowed(records: QuerySet, dimensions: Mapping[str, Dimension], chosen: Mapping[str, str]) -> QuerySet:
    """Those of the counted records that have the chosen values; none for a value that there is not."""
    for name, value in chosen.items():
        if dimensions[name].word(value) is None:
            return records.none()
        records = records.filter(dimensions[name].condition(value))
    return records


def figures(language: str) -> Figures:
    ties = _grouped(counted_ties(language), TIE_COLUMNS, number=Count("pk"))
    exchanges = _grouped(counted_exchanges(language), EXCHANGE_COLUMNS, **SUMS)
    by_tie = {name: _figures(each, ties, TIES, language) for name, each in TIE_DIMENSIONS.items()}
    by_exchange = {
        name: _figures(EXCHANGE_DIMENSIONS[name], exchanges, EXCHANGES, language)
        for name in ("year", "direction", "kind")
    }
    by_exchange["field"] = _by_field(language, exchanges)
    numbers = [sum(group["number"] for group in groups) for groups in (ties, exchanges)]
    return Figures(by_tie, by_exchange, _visits(exchanges), *numbers)


def _grouped(records: QuerySet, columns: Mapping[str, Any], **sums: Any) -> list[dict[str, Any]]:
    grouped = records.annotate(**by_columns(dict(columns))).order_by().values(*by_columns(dict(columns)))
    return list(grouped.annotate(**sums))


def address(page: str, **chosen: str) -> str:
    return reverse(page) + (f"?{urlencode(chosen)}" if chosen else "")


def _figures(dimension: Dimension, groups: Iterable[Mapping[str, Any]], page: str, language: str) -> list[Figure]:
    numbers: Counter[str] = Counter()
    for group in groups:
        numbers[dimension.value(group[f"by_{dimension.column or dimension.name}"])] += group["number"]
    values = sorted(numbers, key=lambda value: _order(dimension, value, numbers, language))
    return [
        Figure(value, dimension.word(value) or value, numbers[value], address(page, **{dimension.name: value}))
        for value in values
    ]


def _order(dimension: Dimension, value: str, numbers: Mapping[str, int], language: str) -> tuple[Any, ...]:
    """As the vocabulary has it; years going on, the unknown last; else the greatest first."""
    if dimension.order:
        return (dimension.order.index(value) if value in dimension.order else len(dimension.order), value)
    if dimension.column == "year" or dimension.name == "year":
        return (value == UNKNOWN, value)
    name = country_order(value, language) if dimension.name == "country" else value
    return (-numbers[value], name)


def _by_field(language: str, exchanges: Iterable[Mapping[str, Any]]) -> list[Figure]:
    """An exchange in two fields is counted in both."""
    name = localized("name", language)
    found = counted_exchanges(language).filter(fields__isnull=False).order_by()
    rows = found.values_list("fields__slug", f"fields__{name}").annotate(number=Count("pk", distinct=True))
    by_size = sorted(rows, key=lambda row: (-row[2], row[0]))
    listed = [Figure(slug, label or slug, number, address(EXCHANGES, field=slug)) for slug, label, number in by_size]
    without = sum(group["number"] for group in exchanges if not group["by_has_field"])
    dimension = EXCHANGE_DIMENSIONS["field"]
    none = Figure(UNKNOWN, dimension.word(UNKNOWN), without, address(EXCHANGES, field=UNKNOWN))
    return [*listed, none] if without else listed


def _visits(groups: Iterable[Mapping[str, Any]]) -> list[Visits]:
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        for name in SUMS:
            sums[group["by_direction"]][name] += group[name] or 0
    dimension = EXCHANGE_DIMENSIONS["direction"]
    return [_of_direction(value, dimension.word(value), sums[value]) for value in dimension.order if value in sums]


def _of_direction(direction: str, label: Any, sums: Mapping[str, int]) -> Visits:
    def figure(number: int, known: int = 1, **more: str) -> Figure:
        url = address(EXCHANGES, direction=direction, **more)
        return Figure(direction, label, number, url, is_known=known > 0)

    return Visits(
        label,
        figure(sums["number"]),
        figure(sums["delegation_sum"], sums["delegations_known"], delegations=KNOWN),
        figure(sums["number"] - sums["delegations_known"], delegations=UNKNOWN),
        figure(sums["person_sum"], sums["persons_known"], persons=KNOWN),
        figure(sums["number"] - sums["persons_known"], persons=UNKNOWN),
    )
