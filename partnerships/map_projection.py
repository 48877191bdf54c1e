"""Where a place stands on the world map, and which meridian is in its middle.

The projection is Equal Earth: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International
Journal of Geographical Information Science 33 (2019), 454-465, https://doi.org/10.1080/13658816.2018.1504949. It shows
no country larger than it is.
"""

from collections.abc import Iterable
from math import asin, cos, pi, radians, sin, sqrt
from typing import NamedTuple

WIDTH = 2000  # units of the canvas: fine enough for whole numbers in paths
MARGIN = 12  # above the pole and below Cape Horn, so that a dot or an arc is not cut in half
SOUTHERNMOST = -57.0

# Opposite these meridians, in the Bering Strait and in the Atlantic, the edge of the map crosses the least land.
CENTRES = (11, 150)

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # the polynomial of the paper
_ROOT = sqrt(3) / 2
_HALF_WIDTH = pi / (_ROOT * _A1)
_SCALE = WIDTH / (2 * _HALF_WIDTH)


class Place(NamedTuple):
    """Degrees on the globe."""

    latitude: float
    longitude: float


class Point(NamedTuple):
    """Units of the canvas: x to the right, y down."""

    x: float
    y: float


def _equal_earth(latitude: float, relative_longitude: float) -> tuple[float, float]:
    """Formulas 4 to 6 of the paper, for a globe of radius 1; y upwards."""
    theta = asin(_ROOT * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = radians(relative_longitude) * cos(theta) / (_ROOT * slope)
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


_TOP = _equal_earth(90, 0)[1]
HEIGHT = round((_TOP - _equal_earth(SOUTHERNMOST, 0)[1]) * _SCALE + 2 * MARGIN)


def projected(latitude: float, relative_longitude: float) -> Point:
    """A place given relative to the middle of the map, from -180 at its left edge to 180 at its right edge."""
    x, y = _equal_earth(latitude, relative_longitude)
    return Point((x + _HALF_WIDTH) * _SCALE, (_TOP - y) * _SCALE + MARGIN)


def relative(longitude: float, centre: float) -> float:
    """Degrees east of the meridian `centre`, from -180 up to but not including 180."""
    return (longitude - centre + 180) % 360 - 180


def place(where: Place, centre: float) -> Point:
    """A place south of Cape Horn stands on the lower edge."""
    return projected(max(where.latitude, SOUTHERNMOST), relative(where.longitude, centre))


def centre_for(longitude: float) -> int:
    """The middle of a map for a home city at `longitude`: the nearer of the two, at most 111 degrees away."""
    return min(CENTRES, key=lambda centre: abs(relative(longitude, centre)))


def path_text(points: Iterable[Point], is_closed: bool = False) -> str:
    """Points as the data of an SVG path, in whole units, each relative to the one before; empty for fewer than two."""
    steps: list[tuple[int, int]] = []
    last = (0, 0)
    for point in points:
        now = (round(point.x), round(point.y))
        if now != last or not steps:
            steps.append((now[0] - last[0], now[1] - last[1]))
            last = now
    if len(steps) < 2:
        return ""
    (x, y), *others = steps
    pairs = "".join(f"{_signed(dx)}{_signed(dy)}" for dx, dy in others)
    return f"M{x} {y}l{pairs.removeprefix(' ')}{'z' if is_closed else ''}"


def _signed(number: int) -> str:
    """A minus separates numbers as well as a space does."""
    return str(number) if number < 0 else f" {number}"
