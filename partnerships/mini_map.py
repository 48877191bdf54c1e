"""One city and its home city on a small map: the part of the world map that holds both."""

from dataclasses import dataclass

from partnerships.land_outlines import land_path
from partnerships.map_arcs import Arc, arc
from partnerships.map_markers import position
from partnerships.map_projection import CENTRES, HEIGHT, WIDTH, Point, centre_for, place
from partnerships.models import City

LEAST_WIDTH = 560.0  # units of the canvas: enough of the coast to know the region by
ROOM = 1.35  # times what the two cities need
SHAPE = 1.6  # width to height


@dataclass(frozen=True)
class MiniMap:
    """`left`, `top`, `width` and `height` cut the canvas; sizes of dots are in its units, so that they stay small."""

    land: str
    spot: Point
    home_spot: Point | None
    arc: Arc | None
    left: int
    top: int
    width: int
    height: int

    @property
    def view_box(self) -> str:
        return f"{self.left} {self.top} {self.width} {self.height}"

    @property
    def dot(self) -> int:
        return max(2, round(self.width / 90))


def mini_map(city: City, home: City | None) -> MiniMap | None:
    """None where the city's position is not known; without the home city where that is not known or the same."""
    where = position(city)
    if where is None:
        return None
    start = position(home) if home and home.pk != city.pk else None
    centre = centre_for((start or where).longitude) if start or city.is_home else CENTRES[0]
    spot, home_spot = place(where, centre), place(start, centre) if start else None
    return MiniMap(
        land_path(centre), spot, home_spot, arc(start, where, centre) if start else None, *window(spot, home_spot)
    )


def window(spot: Point, other: Point | None) -> tuple[int, int, int, int]:
    """Left, top, width and height of a part of the canvas that has both points well inside, or the whole width."""
    points = [spot, other or spot]
    spans = [
        max(getattr(point, axis) for point in points) - min(getattr(point, axis) for point in points) for axis in "xy"
    ]
    width = min(WIDTH, max(LEAST_WIDTH, spans[0] * ROOM, spans[1] * ROOM * SHAPE))
    height = min(HEIGHT, width / SHAPE)
    left = inside(sum(point.x for point in points) / 2 - width / 2, WIDTH - width)
    top = inside(sum(point.y for point in points) / 2 - height / 2, HEIGHT - height)
    return round(left), round(top), round(width), round(height)


def inside(value: float, most: float) -> float:
    return min(max(value, 0.0), most)
