"""Figures of the public register: partnerships by class, country, continent, level, status and decade; exchanges that
were held by year, direction, kind and field, with delegations and person-visits as far as they are known.

Partnerships are counted, never documents: one for each pair of a home city and a partner. What they come to is stored
beforehand (partnerships.counted); otherwise three queries count, however many records there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.http import urlencode

from partnerships.continents import is_country
from partnerships.counted import EXCHANGE_FIGURES, TIE_FIGURES
from partnerships.facets import country_order
from partnerships.figure_counts import ALL, NONE, Tally, is_counted, key_of
from partnerships.figure_dimensions import EXCHANGE_DIMENSIONS, KNOWN, TIE_DIMENSIONS, UNKNOWN, Dimension
from partnerships.models import Field
from sistercities.common.counting import Count, count_of
from sistercities.common.languages import current_language, localized

TIES = "partnerships:figure_partnerships"
EXCHANGES = "partnerships:figure_exchanges"


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


def narrowed(records: QuerySet, dimensions: Mapping[str, Dimension], chosen: Mapping[str, str]) -> QuerySet:
    """Those of the counted records that have the chosen values; none for a value that there is not."""
    for name, value in chosen.items():
        if dimensions[name].word(value) is None:
            return records.none()
        records = records.filter(dimensions[name].condition(value))
    return records


def figures(language: str) -> Figures:
    ties, tallies = TIE_FIGURES.value(language), EXCHANGE_FIGURES.value(language)
    exchanges = {key: numbers[0] for key, numbers in tallies.items()}
    by_exchange = {
        name: _figures(EXCHANGE_DIMENSIONS[name], exchanges, EXCHANGES, language)
        for name in ("year", "direction", "kind")
    }
    return Figures(
        {name: _figures(each, ties, TIES, language) for name, each in TIE_DIMENSIONS.items()},
        by_exchange | {"field": _by_field(language, exchanges)},
        _visits(tallies),
        ties.get(ALL, 0),
        exchanges.get(ALL, 0),
    )


def exchanges_told(chosen: Mapping[str, str], exchanges: QuerySet) -> tuple[Count, int | None, int | None]:
    """How many the chosen `exchanges` are, and their delegations and persons as far as they are known.

    What is no figure of the page is counted up to a bound, and beyond it not added up.
    """
    if any(EXCHANGE_DIMENSIONS[name].word(value) is None for name, value in chosen.items()):
        return Count(0), None, None
    if is_counted(chosen):
        number, delegations, persons = EXCHANGE_FIGURES.value(current_language()).get(key_of(chosen), NONE)
        return Count(number), delegations, persons
    count = count_of(exchanges)
    if not count.is_exact:
        return count, None, None
    sums = exchanges.order_by().aggregate(delegations=Sum("delegations"), persons=Sum("persons"))
    return count, sums["delegations"], sums["persons"]


def address(page: str, **chosen: str) -> str:
    return reverse(page) + (f"?{urlencode(chosen)}" if chosen else "")


def numbers_by(name: str, counts: Mapping[str, int]) -> dict[str, int]:
    """The numbers of one dimension by its values."""
    start = f"{name}="
    return {key.removeprefix(start): counts[key] for key in counts if key.startswith(start) and "&" not in key}


def _figures(dimension: Dimension, counts: Mapping[str, int], page: str, language: str) -> list[Figure]:
    numbers = numbers_by(dimension.name, counts)
    values = sorted(numbers, key=lambda value: _order(dimension, value, numbers, language))
    return [
        Figure(value, dimension.word(value) or value, numbers[value], address(page, **{dimension.name: value}))
        for value in values
    ]


def _order(dimension: Dimension, value: str, numbers: Mapping[str, int], language: str) -> tuple[Any, ...]:
    """As the vocabulary has it; years going on, the unknown last; else the greatest first."""
    if dimension.order:
        return (dimension.order.index(value) if value in dimension.order else len(dimension.order), value)
    if dimension.name in {"since", "year"}:
        return (value == UNKNOWN, value)
    name = country_order(value, language) if dimension.name == "country" else value
    return (-numbers[value], name)


def _by_field(language: str, exchanges: Mapping[str, int]) -> list[Figure]:
    """By size, those without a field last."""
    numbers = numbers_by("field", exchanges)
    names = dict(Field.objects.values_list("slug", localized("name", language)))
    by_size = sorted(numbers, key=lambda slug: (slug == UNKNOWN, -numbers[slug], slug))
    labels = names | {UNKNOWN: EXCHANGE_DIMENSIONS["field"].word(UNKNOWN)}
    return [Figure(slug, labels.get(slug) or slug, numbers[slug], address(EXCHANGES, field=slug)) for slug in by_size]


def _visits(tallies: Tally) -> list[Visits]:
    dimension = EXCHANGE_DIMENSIONS["direction"]
    return [
        _of_direction(value, dimension.word(value), tallies)
        for value in dimension.order
        if key_of({"direction": value}) in tallies
    ]


def _of_direction(direction: str, label: Any, tallies: Tally) -> Visits:
    def figure(place: int, counted: str = "", how: str = "") -> Figure:
        """`place` is that of the number in a tally: exchanges, delegations, persons."""
        chosen = {"direction": direction} | ({counted: how} if counted else {})
        number = tallies.get(key_of(chosen), NONE)[place]
        return Figure(direction, label, number or 0, address(EXCHANGES, **chosen), is_known=number is not None)

    return Visits(
        label,
        figure(0),
        figure(1, "delegations", KNOWN),
        figure(0, "delegations", UNKNOWN),
        figure(2, "persons", KNOWN),
        figure(0, "persons", UNKNOWN),
    )
