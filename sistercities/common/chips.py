"""What narrows a list now, each filter with the way to take it off."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.http import urlencode

from sistercities.common.counting import Count, count_of
from sistercities.common.facets import FacetFilter
from sistercities.common.filter_sets import FacetedFilterSet
from sistercities.common.filters import ORDER


class Chip(NamedTuple):
    """`url` is the same list without the filter, from its first page on."""

    name: str
    label: Any
    value: Any
    url: str


@dataclass(frozen=True)
class Drop:
    """A filter that keeps records away, and how many there are without it."""

    chip: Chip
    count: Count


def chips_of(filterset: FacetedFilterSet, given: Mapping[str, str], shape: Mapping[str, str]) -> list[Chip]:
    """One for each parameter that narrows, wrong ones included, since they leave nothing; `shape` is kept."""
    written = {name: given.get(name, "") for name in filterset.filters if given.get(name, "").strip()}
    return [
        Chip(
            name,
            filterset.filters[name].label,
            in_words(filterset, name, value),
            f"?{urlencode({**{other: written[other] for other in written if other != name}, **shape})}",
        )
        for name, value in written.items()
        if name != ORDER
    ]


def in_words(filterset: FacetedFilterSet, name: str, value: str) -> Any:
    """The label of a choice; a text, or a value that is none, as it was written."""
    facet = filterset.filters[name]
    if isinstance(facet, FacetFilter) and name in filterset.given():
        return facet.label_of(value)
    return value


def what_to_drop(filterset: FacetedFilterSet, chips: list[Chip]) -> list[Drop]:
    """For a list that came out empty: the filters without which there is something, the most promising first.

    Lists too long to be counted are not counted for this either.
    """
    if not filterset.is_valid() or not filterset.whole.is_exact or len(chips) < 2:
        return []
    drops = [Drop(chip, count_of(filterset.narrowed(without=chip.name))) for chip in chips]
    return sorted((drop for drop in drops if drop.count.number), key=lambda drop: -drop.count.number)
