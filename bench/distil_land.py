"""Distils partnerships/data/land.json from Natural Earth's land. docs/map.md says when and how it is run.

    python bench/distil_land.py land-50m.json partnerships/data/land.json

`land-50m.json` is TopoJSON of the npm package world-atlas 2.0.2. Needs shapely, which the site does not.
"""

import json
import sys
from collections.abc import Iterator
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy as np
from shapely import get_coordinates, set_coordinates
from shapely.geometry import Polygon, box

# All in degrees of a great circle, 0.36 of which are one unit of the map.
TOLERANCE = 0.3  # by which a coast may move
SMALLEST = 0.3  # the square of what an island must measure each way to be seen
SMALLEST_SEA = 10.0  # so that the Caspian stays, and lakes are left to the land
PRECISION = 10  # tenths of a degree
WINDOW = box(-400, -57, 400, 84)  # Cape Horn stays, Antarctica goes

Ring = list[tuple[float, float]]


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """The shared lines, from the steps that TopoJSON stores (its specification 1.0, section 2.1.3)."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        points = np.cumsum(steps, axis=0) * (scale_x, scale_y) + (move_x, move_y)
        arcs.append([(float(x), float(y)) for x, y in points])
    return arcs


def ring_of(numbers: list[int], arcs: list[Ring]) -> Ring:
    """The points of a ring, on across the 180th meridian without a jump; a complement `~i` is arc i run backwards."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    longitudes = np.unwrap([x for x, _ in points], period=360)
    turns = 360 * round((longitudes.min() + longitudes.max()) / 720)
    return [(float(x) - turns, y) for x, (_, y) in zip(longitudes, points, strict=True)]


def polygons_of(topology: dict[str, Any]) -> Iterator[Polygon]:
    """Every piece of land that does not hold a pole."""
    arcs = arcs_of(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for outer, *inner in geometry["arcs"]:
            ring = ring_of(outer, arcs)
            if abs(ring[0][0] - ring[-1][0]) < 1:
                yield Polygon(ring, [ring_of(hole, arcs) for hole in inner])


def distilled(polygon: Polygon) -> Polygon | None:
    """The outline with as few points as can be told apart; None for what cannot be seen."""
    inside = polygon.buffer(0).intersection(WINDOW)
    if inside.is_empty or ground(inside) < SMALLEST:
        return None
    lean = inside.simplify(0)
    seas = [hole for hole in lean.interiors if ground(Polygon(hole)) >= SMALLEST_SEA]
    stretch = cos(radians(lean.centroid.y))
    return straightened(Polygon(lean.exterior, seas), stretch)


def ground(polygon: Polygon) -> float:
    return polygon.area * cos(radians(polygon.centroid.y))


def straightened(polygon: Polygon, stretch: float) -> Polygon:
    """Simplified by what its outline measures at its latitude, not in degrees of longitude."""
    points = get_coordinates(polygon)
    narrow = set_coordinates(polygon, points * (stretch, 1)).simplify(TOLERANCE)
    return set_coordinates(narrow, get_coordinates(narrow) / (stretch, 1))


def steps_of(ring: Any) -> list[int]:
    """A ring as numbers: the first point, then steps; in tenths of a degree, longitude first."""
    points = np.rint(np.array(ring.coords)[:-1] * PRECISION).astype(int)
    steps = np.diff(points, axis=0, prepend=[[0, 0]])
    steps = steps[(steps != 0).any(axis=1)]
    return [int(number) for number in steps.flat]


def main(source: str, target: str) -> None:
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    outlines = [outline for polygon in polygons_of(topology) if (outline := distilled(polygon))]
    outlines.sort(key=ground, reverse=True)
    rings = [[steps_of(ring) for ring in (outline.exterior, *outline.interiors)] for outline in outlines]
    lines = ",\n".join(json.dumps(polygon, separators=(",", ":")) for polygon in rings)
    Path(target).write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    points = sum(len(ring) // 2 for polygon in rings for ring in polygon)
    print(f"{len(rings)} outlines, {points} points, {Path(target).stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
