"""The land of the world map, cut where the map ends. No borders. docs/map.md tells where the outlines come from."""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from partnerships.map_projection import SOUTHERNMOST, Point, path_text, projected

OUTLINES = Path(__file__).parent / "data" / "land.json"
TENTHS = 10  # the file keeps whole tenths of a degree
STRAIGHT = 4.0  # degrees of a meridian, or of a cut, that pass for a straight line
SMALLEST = 3  # points of a ring

Ring = list[tuple[float, float]]  # longitude, latitude; longitudes run on past 180 rather than jump


@lru_cache(maxsize=8)
def land_path(centre: float) -> str:
    """The data of one SVG path, to be filled by the even-odd rule, for a map with meridian `centre` in its middle."""
    rings = (piece for ring in _rings() for piece in pieces(ring, centre))
    return "".join(path_text(outline(ring), is_closed=True) for ring in rings)


@lru_cache(maxsize=1)
def edge_path() -> str:
    """The data of a path just inside the two sides of the map, which are one and the same meridian."""
    latitudes = range(90, int(SOUTHERNMOST) - 1, -3)
    return "".join(path_text(projected(latitude, side) for latitude in latitudes) for side in (-179.7, 179.7))


@lru_cache(maxsize=1)
def _rings() -> list[Ring]:
    polygons = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return [_ring(numbers) for polygon in polygons for numbers in polygon]


def _ring(numbers: list[int]) -> Ring:
    """From the first point and the steps that follow it."""
    longitude = latitude = 0
    points = []
    for east, north in zip(numbers[::2], numbers[1::2], strict=True):
        longitude, latitude = longitude + east, latitude + north
        points.append((longitude / TENTHS, latitude / TENTHS))
    return points


def pieces(ring: Ring, centre: float) -> Iterator[Ring]:
    """The parts of a ring between the edges of the map, in degrees east of `centre`."""
    for turn in (-360, 0, 360):
        moved = [(longitude - centre + turn, latitude) for longitude, latitude in ring]
        inside = _clipped(_clipped(moved, -180, is_left=True), 180, is_left=False)
        if len(inside) >= SMALLEST:
            yield inside


def _clipped(ring: Ring, edge: float, is_left: bool) -> Ring:
    """What of a ring lies on the inner side of one edge (Sutherland and Hodgman, CACM 17 (1974), 32-42)."""
    kept: Ring = []
    for (from_x, from_y), (to_x, to_y) in zip(ring[-1:] + ring[:-1], ring, strict=True):
        was_inside, is_inside = (from_x >= edge, to_x >= edge) if is_left else (from_x <= edge, to_x <= edge)
        if was_inside != is_inside:
            share = (edge - from_x) / (to_x - from_x)
            kept.append((edge, from_y + share * (to_y - from_y)))
        if is_inside:
            kept.append((to_x, to_y))
    return kept


def outline(ring: Ring) -> Iterator[Point]:
    """The ring on the canvas; long sides get points on the way, since a meridian is a curve there."""
    for (from_x, from_y), (to_x, to_y) in pairwise([*ring, ring[0]]):
        parts = int(max(abs(to_y - from_y), abs(to_x - from_x)) / STRAIGHT) + 1
        for part in range(parts):
            share = part / parts
            yield projected(from_y + share * (to_y - from_y), from_x + share * (to_x - from_x))
