"""Places that would lie on top of each other at the map's size, gathered under one marker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    clusters = _joined((Cluster(spot, [member]) for spot, member in placed), distance)
    while len(clusters) > most:
        distance *= WIDEN
        clusters = _joined(clusters, distance)
    return clusters


def _joined(clusters: Iterable[Cluster], distance: float) -> list[Cluster]:
    """Each cluster joined to the nearest before it. Cells as wide as `distance` keep the comparisons few."""
    kept: list[Cluster] = []
    cells: dict[tuple[int, int], list[Cluster]] = {}
    for cluster in clusters:
        column, row = int(cluster.spot.x // distance), int(cluster.spot.y // distance)
        neighbours = [
            other
            for cell in product((column - 1, column, column + 1), (row - 1, row, row + 1))
            for other in cells.get(cell, ())
        ]
        nearest = min(neighbours, key=lambda other: _apart(other.spot, cluster.spot), default=None)
        if nearest and _apart(nearest.spot, cluster.spot) < distance:
            nearest.members.extend(cluster.members)
        else:
            kept.append(cluster)
            cells.setdefault((column, row), []).append(cluster)
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
