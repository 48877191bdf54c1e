"""The shortest way over the globe from one city to another, as two strands that part and meet again."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import acos, asin, atan2, cos, degrees, hypot, pi, radians, sin

from partnerships.map_projection import WIDTH, Place, Point, path_text, projected, relative

STEPS = 72  # points on a great circle before those that are not needed are left out
TOLERANCE = 0.9  # units of the canvas by which a strand may differ from its curve
WIDEST = 5.0  # units between a strand and the great circle, half-way
SLIMNESS = 0.03  # the same as a share of the length, for cities near each other


@dataclass(frozen=True)
class Arc:
    """The data of two SVG paths."""

    home_strand: str
    partner_strand: str


@lru_cache(maxsize=1024)
def arc(start: Place, end: Place, centre: float) -> Arc | None:
    """None where both cities are one spot of the map. Kept, since cities do not move."""
    parts = _parts(great_circle(start, end), centre)
    length = sum(hypot(b.x - a.x, b.y - a.y) for part in parts for (_, a), (_, b) in pairwise(part))
    if length < 4 * TOLERANCE:
        return None
    bow = min(WIDEST, SLIMNESS * length)
    strands = ["".join(path_text(simplified(_bowed(part, side * bow))) for part in parts) for side in (1, -1)]
    return Arc(*strands)


def great_circle(start: Place, end: Place) -> list[Place]:
    """Points at equal distances from `start` to `end`; between antipodes, where every way is shortest, some way."""
    a, b = _vector(start), _vector(end)
    angle = acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))
    if sin(angle) < 1e-6:
        return [start, end]
    points = []
    for step in range(STEPS + 1):
        share = step / STEPS
        from_a, from_b = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
        x, y, z = (from_a * p + from_b * q for p, q in zip(a, b, strict=True))
        points.append(Place(degrees(asin(max(-1.0, min(1.0, z)))), degrees(atan2(y, x))))
    return points


def _vector(where: Place) -> tuple[float, float, float]:
    latitude, longitude = radians(where.latitude), radians(where.longitude)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _parts(line: list[Place], centre: float) -> list[list[tuple[float, Point]]]:
    """The line on the canvas, broken where it leaves at one edge and comes back at the other.

    Each point comes with its share of the way.
    """
    places = [(latitude, relative(longitude, centre)) for latitude, longitude in line]
    last = len(places) - 1
    parts = [[(0.0, projected(*places[0]))]]
    for number, ((from_lat, from_lon), (to_lat, to_lon)) in enumerate(pairwise(places)):
        if abs(to_lon - from_lon) > 180:
            edge = 180 if from_lon > 0 else -180
            across = (edge - from_lon) / ((to_lon + 2 * edge) - from_lon)
            latitude, way = from_lat + across * (to_lat - from_lat), (number + across) / last
            parts[-1].append((way, projected(latitude, edge)))
            parts.append([(way, projected(latitude, -edge))])
        parts[-1].append(((number + 1) / last, projected(to_lat, to_lon)))
    return parts


def _bowed(part: list[tuple[float, Point]], bow: float) -> list[Point]:
    """The line moved aside by up to `bow` units, not at all at the cities."""
    points = [point for _, point in part]
    moved = []
    for number, (way, point) in enumerate(part):
        before, after = points[max(number - 1, 0)], points[min(number + 1, len(points) - 1)]
        length = hypot(after.x - before.x, after.y - before.y) or 1
        aside = bow * sin(pi * way)
        x = point.x - aside * (after.y - before.y) / length
        moved.append(Point(min(max(x, 0), WIDTH), point.y + aside * (after.x - before.x) / length))
    return moved


def simplified(points: list[Point]) -> list[Point]:
    """The same line with fewer points (Douglas and Peucker, Cartographica 10 (1973), 112-122)."""
    if len(points) < 3:
        return points
    first, last = points[0], points[-1]
    length = hypot(last.x - first.x, last.y - first.y) or 1
    distances = [
        abs((last.x - first.x) * (first.y - p.y) - (first.x - p.x) * (last.y - first.y)) / length for p in points[1:-1]
    ]
    farthest = max(range(len(distances)), key=distances.__getitem__) + 1
    if distances[farthest - 1] <= TOLERANCE:
        return [first, last]
    return simplified(points[: farthest + 1])[:-1] + simplified(points[farthest:])
