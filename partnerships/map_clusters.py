"""Places that would lie on top of each other at the map's size, gathered under one marker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import hypot
from typing import Any

from partnerships.map_projection import WIDTH, Point

MOST = 30  # markers of one map, unless said otherwise; beyond it they are gathered more widely
WIDEN = 1.2
LARGEST_REACH, SMALLEST_REACH = 12.0, 4.0  # pixels around a marker that can be clicked


@dataclass
class Cluster:
    """Things at one spot of the canvas, which is that of the first of them."""

    spot: Point
    members: list[Any]


def gathered(placed: Iterable[tuple[Point, Any]], distance: float, most: int = MOST) -> list[Cluster]:
    """What is nearer to each other than `distance`, in the order given; at most `most` clusters."""
    everything = list(placed)
    groups = groups_of(tuple(spot for spot, _member in everything), distance, most)
    return [Cluster(everything[group[0]][0], [everything[number][1] for number in group]) for group in groups]


@lru_cache(maxsize=32)
def groups_of(spots: tuple[Point, ...], distance: float, most: int) -> tuple[tuple[int, ...], ...]:
    """The numbers of the spots in each cluster. Kept, since cities do not move."""
    groups = _joined(spots, [[number] for number in range(len(spots))], distance)
    while len(groups) > most:
        distance *= WIDEN
        groups = _joined(spots, groups, distance)
    return tuple(map(tuple, groups))


def _joined(spots: Sequence[Point], groups: Iterable[list[int]], distance: float) -> list[list[int]]:
    """Each group joined to the nearest before it. Cells as wide as `distance` keep the comparisons few."""
    kept: list[list[int]] = []
    cells: dict[tuple[int, int], list[list[int]]] = {}
    for group in groups:
        x, y = spots[group[0]]
        column, row = int(x // distance), int(y // distance)
        nearest, least = None, distance
        for cell in product((column - 1, column, column + 1), (row - 1, row, row + 1)):
            for other in cells.get(cell, ()):
                apart = hypot(spots[other[0]].x - x, spots[other[0]].y - y)
                if apart < least:
                    nearest, least = other, apart
        if nearest:
            nearest.extend(group)
        else:
            kept.append(group)
            cells.setdefault((column, row), []).append(group)
    return kept


def reaches(spots: Sequence[Point], pixels: int) -> list[float]:
    """For each marker the radius in pixels that can be clicked without taking clicks meant for a neighbour."""
    scale = pixels / WIDTH
    found = []
    for number, spot in enumerate(spots):
        others = (_apart(spot, other) * scale / 2 for place, other in enumerate(spots) if place != number)
        found.append(min(max(min(others, default=LARGEST_REACH), SMALLEST_REACH), LARGEST_REACH))
    return found


def _apart(a: Point, b: Point) -> float:
    return hypot(a.x - b.x, a.y - b.y)
