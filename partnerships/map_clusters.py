"""Places that would lie on top of each other at the map's size, gathered under one marker."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from partnerships.map_projection import WIDTH, Point

MOST = 30  # markers of one map; beyond it they are gathered more widely
WIDEN = 1.2
LARGEST_REACH, SMALLEST_REACH = 12.0, 4.0  # pixels around a marker that can be clicked


@dataclass
class Cluster:
    """Things at one spot of the canvas, which is that of the first of them."""

    spot: Point
    members: list[Any] = field(default_factory=list)


def gathered(placed: Sequence[tuple[Point, Any]], distance: float) -> list[Cluster]:
    """What is nearer to each other than `distance`, in the order given; at most `MOST` clusters."""
    clusters = _within(placed, distance)
    while len(clusters) > MOST:
        distance *= WIDEN
        clusters = _within(placed, distance)
    return clusters


def _within(placed: Sequence[tuple[Point, Any]], distance: float) -> list[Cluster]:
    """A grid of cells as wide as `distance` keeps thousands of places from being compared with each other."""
    clusters: list[Cluster] = []
    cells: dict[tuple[int, int], list[Cluster]] = {}
    for spot, member in placed:
        column, row = int(spot.x // distance), int(spot.y // distance)
        near = [
            cluster
            for c in (column - 1, column, column + 1)
            for r in (row - 1, row, row + 1)
            for cluster in cells.get((c, r), ())
            if _apart(cluster.spot, spot) < distance
        ]
        cluster = min(near, key=lambda other: _apart(other.spot, spot), default=None)
        if cluster is None:
            cluster = Cluster(spot)
            clusters.append(cluster)
            cells.setdefault((column, row), []).append(cluster)
        cluster.members.append(member)
    return clusters


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
