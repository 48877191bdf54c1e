"""Where known cities stand on the map, and how land and arcs end at its edges."""

import re
from itertools import pairwise

import pytest

from partnerships import land_outlines
from partnerships.land_outlines import edge_path, land_path, outline, pieces
from partnerships.map_arcs import arc, great_circle, simplified
from partnerships.map_projection import CENTRES, HEIGHT, WIDTH, Place, Point, centre_for, path_text, place, relative

CHONGQING = Place(29.56, 106.56)
BANGKOK = Place(13.75, 100.5)
NEW_YORK = Place(40.71, -74.01)
WELLINGTON = Place(-41.29, 174.78)


def drawn(path: str) -> list[list[Point]]:
    """The lines of a path as the canvas sees them."""
    lines = []
    for start, steps in re.findall(r"M([^l]+)l([^Mz]+)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", start + " " + steps)]
        x = y = 0
        line = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append(Point(x, y))
        lines.append(line)
    return lines


def holds(lines: list[list[Point]], spot: Point) -> bool:
    """By the even-odd rule: does a ray to the right of `spot` cross the lines an odd number of times?"""
    crossings = 0
    for line in lines:
        for a, b in pairwise([*line, line[0]]):
            if (a.y > spot.y) != (b.y > spot.y):
                crossings += spot.x < a.x + (spot.y - a.y) / (b.y - a.y) * (b.x - a.x)
    return crossings % 2 == 1


def test_equal_earth_agrees_with_the_published_proportions() -> None:
    middle = place(Place(0, 11), 11)
    pole_left, pole_right = place(Place(90, -168.9), 11), place(Place(90, -169.1), 11)
    assert middle.x == pytest.approx(WIDTH / 2)
    assert (pole_right.x - pole_left.x) / WIDTH == pytest.approx(0.592, abs=0.002)
    assert (middle.y - pole_left.y) / WIDTH == pytest.approx(0.2434, abs=0.0003)


def test_degrees_are_counted_from_the_middle_and_wrap_at_the_edge() -> None:
    assert [relative(x, 150) for x in (150, -30, -31, 106.5, -122)] == [0, -180, 179, -43.5, 88]


@pytest.mark.parametrize(
    ("longitude", "centre"), [(106.56, 150), (174.78, 150), (-74.01, 11), (2.35, 11), (28.0, 11), (-122.4, 150)]
)
def test_home_city_stands_well_inside_the_map(longitude: float, centre: int) -> None:
    assert centre_for(longitude) == centre
    assert abs(relative(longitude, centre)) <= 111


def test_no_home_city_is_farther_from_the_middle_than_said() -> None:
    assert max(abs(relative(longitude, centre_for(longitude))) for longitude in range(-180, 180)) <= 111


@pytest.mark.parametrize("centre", [*CENTRES, 0, 60, 120, -75, 180])
def test_cut_land_stays_on_the_canvas(centre: int) -> None:
    points = [point for line in drawn(land_path(centre)) for point in line]
    assert all(0 <= point.x <= WIDTH and 0 <= point.y <= HEIGHT for point in points)


@pytest.mark.parametrize("centre", [*CENTRES, 0, 60, 120, -75, 180])
def test_cut_land_leaves_no_streak_from_edge_to_edge(centre: int) -> None:
    cut = [piece for ring in land_outlines._rings() for piece in pieces(ring, centre)]
    sides = [abs(b[0] - a[0]) for piece in cut for a, b in pairwise([*piece, piece[0]])]
    assert max(sides) < 25
    assert len(cut) > 100


@pytest.mark.parametrize("centre", [*CENTRES, 60, -75])
def test_cities_stand_on_land_and_oceans_stay_empty_wherever_the_map_is_cut(centre: int) -> None:
    lines = drawn(land_path(centre))
    inland = {
        "Chongqing": CHONGQING,
        "Madrid": Place(40.4, -3.7),
        "Brasília": Place(-15.8, -47.9),
        "Chukotka": Place(66.5, 179.0),
        "Nuuk's ice": Place(68, -45),
        "Taiwan": Place(23.7, 121.0),
        "Hainan": Place(19.2, 109.7),
        "Hawaii": Place(19.6, -155.5),
        "Honshu": Place(36.2, 138.2),
        "South Island": Place(-43.5, 171.5),
    }
    at_sea = {
        "Atlantic": Place(30, -40),
        "Pacific": Place(0, -150),
        "Bering Sea": Place(58, 178),
        "Arctic": Place(86, 30),
        "Caspian": Place(42, 50.5),
        "Indian Ocean": Place(-20, 80),
    }
    assert {name for name, where in inland.items() if not holds(lines, place(where, centre))} == set()
    assert {name for name, where in at_sea.items() if holds(lines, place(where, centre))} == set()


def test_ring_across_the_edge_is_cut_into_two_that_meet_there() -> None:
    ring = [(170.0, 10.0), (190.0, 10.0), (190.0, -10.0), (170.0, -10.0)]
    halves = sorted(pieces(ring, 0), key=min)
    assert [(min(x for x, _ in half), max(x for x, _ in half)) for half in halves] == [(-180, -170), (170, 180)]


def test_cut_follows_the_curved_edge_rather_than_a_straight_line() -> None:
    along_the_edge = list(outline([(170.0, 60.0), (180.0, 60.0), (180.0, -50.0), (170.0, -50.0)]))
    assert max(point.x for point in along_the_edge) == pytest.approx(WIDTH, abs=2)
    assert len(along_the_edge) > 40


def test_edge_of_the_map_is_drawn_inside_the_canvas() -> None:
    left, right = drawn(edge_path())
    assert {min(point.x for point in left) > 0, max(point.x for point in right) < WIDTH} == {True}


def test_land_is_computed_once_for_each_centre(monkeypatch: pytest.MonkeyPatch) -> None:
    first = land_path(150)
    monkeypatch.setattr(land_outlines, "_rings", lambda: pytest.fail("computed again"))
    assert land_path(150) is first


def test_great_circle_takes_the_shortest_way() -> None:
    line = great_circle(NEW_YORK, Place(39.9, 116.4))
    assert max(where.latitude for where in line) > 80
    assert (line[0].latitude, line[-1].longitude) == pytest.approx((NEW_YORK.latitude, 116.4))


def test_arc_between_antipodes_and_to_itself_draws_without_failing() -> None:
    assert arc(Place(0, 0), Place(0, 180), 11)
    assert arc(CHONGQING, CHONGQING, 150) is None


def test_strands_part_on_the_way_and_meet_in_both_cities() -> None:
    strands = arc(CHONGQING, Place(-27.47, 153.03), 150)
    assert strands
    (home,), (partner,) = drawn(strands.home_strand), drawn(strands.partner_strand)
    assert home[0] == partner[0]
    assert home[-1] == partner[-1]
    assert home[0] == pytest.approx(place(CHONGQING, 150), abs=1)
    assert home[len(home) // 2] != partner[len(partner) // 2]


@pytest.mark.parametrize(
    ("start", "end", "centre"),
    [(CHONGQING, Place(6.0, -58.3), 150), (NEW_YORK, WELLINGTON, 11), (NEW_YORK, Place(39.9, 116.4), 11)],
)
def test_arc_across_the_edge_is_split_there_and_leaves_no_streak(start: Place, end: Place, centre: int) -> None:
    strands = arc(start, end, centre)
    assert strands
    for path in (strands.home_strand, strands.partner_strand):
        lines = drawn(path)
        assert len(lines) == 2
        assert (lines[0][-1].x < WIDTH / 2) != (lines[1][0].x < WIDTH / 2)
        assert lines[0][-1].y == pytest.approx(lines[1][0].y, abs=8)
        assert max(abs(b.x - a.x) for line in lines for a, b in pairwise(line)) < WIDTH / 4


def test_short_arc_stays_in_one_piece() -> None:
    strands = arc(CHONGQING, BANGKOK, 150)
    assert strands
    assert len(drawn(strands.home_strand)) == 1


def test_simplified_line_keeps_its_corners() -> None:
    line = [Point(0, 0), Point(1, 0.1), Point(2, 0), Point(2, 5), Point(2.1, 9), Point(2, 10)]
    assert simplified(line) == [Point(0, 0), Point(2, 0), Point(2, 10)]


def test_path_of_one_spot_is_empty() -> None:
    assert path_text([Point(1, 1), Point(1.2, 0.9)]) == ""
