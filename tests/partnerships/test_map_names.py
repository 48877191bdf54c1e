"""Names on the map neither cover each other nor leave it; places too near each other share a marker."""

import pytest

from partnerships.map_clusters import MOST, gathered, reaches
from partnerships.map_names import Room, Wish, ems, placed, shortened
from partnerships.map_projection import HEIGHT, WIDTH, Point


def test_name_stands_on_the_side_it_asks_for_where_there_is_room() -> None:
    wishes = (Wish(Point(500, 400), "Bangkok"), Wish(Point(1500, 400), "Seattle", toward="start"))
    assert placed(wishes, (640,)) == (Room("end", 640), Room("start", 640))


def test_name_turns_away_from_the_edge_of_the_map() -> None:
    assert placed((Wish(Point(WIDTH - 10, 400), "Linden"),), (640,)) == (Room("start", 640),)


def test_name_gives_way_to_a_dot_and_to_an_earlier_name() -> None:
    wishes = (Wish(Point(1000, 400), "Antwerp"), Wish(Point(1030, 400), "Düsseldorf"))
    assert placed(wishes, (640,)) == (Room("start", 640), Room("end", 640))


def test_name_without_room_appears_from_the_width_that_gives_it_room() -> None:
    around = [Wish(Point(1000 + x, 400 + y), "") for x in (-40, 40) for y in (-25, 0, 25)]
    (room, *_) = placed((Wish(Point(1000, 400), "Vienna"), *around), (400, 2000))
    assert room.from_pixels == 2000


def test_name_that_is_longer_than_the_map_has_no_room_anywhere() -> None:
    assert placed((Wish(Point(1000, 400), "W" * 200),), (640, 1020)) == (Room("start", None),)


def test_needed_name_is_shown_even_where_it_hides_something() -> None:
    around = [Wish(Point(1000 + x, 400 + y), "") for x in (-60, -30, 30, 60) for y in (-40, 0, 40)]
    (room, *_) = placed((Wish(Point(1000, 400), "Chongqing", is_needed=True), *around), (280,))
    assert room.from_pixels == 280


def test_names_at_the_poles_stay_on_the_map() -> None:
    rooms = placed((Wish(Point(1000, 2), "North"), Wish(Point(1000, HEIGHT - 2), "South")), (400,))
    assert [room.side for room in rooms] == ["below", "above"]


@pytest.mark.parametrize(
    ("text", "width"), [("曼谷", 2.0), ("กรุงเทพ", 3.3), ("Bangkok", 4.0), ("\u202e", 0.0), ("e\u0301", 0.55)]
)
def test_width_of_a_name_follows_its_script(text: str, width: float) -> None:
    assert ems(text) == pytest.approx(width)


def test_long_name_is_shortened_and_a_short_one_is_left_alone() -> None:
    assert shortened("Bangkok", 10) == "Bangkok"
    assert shortened("Krung Thep Maha Nakhon", 10) == "Krung Thep Maha…"
    assert ems(shortened("W" * 200, 10)) <= 10


def test_places_near_each_other_share_a_marker_in_the_order_given() -> None:
    clusters = gathered([(Point(100, 100), "a"), (Point(300, 100), "b"), (Point(104, 103), "c")], 20)
    assert [cluster.members for cluster in clusters] == [["a", "c"], ["b"]]


def test_places_near_each_other_in_different_cells_share_a_marker() -> None:
    assert len(gathered([(Point(39.9, 59.9), "a"), (Point(40.1, 60.1), "b")], 20)) == 1


def test_thousands_of_places_make_a_bounded_number_of_markers() -> None:
    places = [(Point(17 * i % WIDTH, 29 * i % HEIGHT), i) for i in range(3000)]
    clusters = gathered(places, 20)
    assert len(clusters) <= MOST
    assert sum(len(cluster.members) for cluster in clusters) == 3000


def test_clicks_reach_half_the_way_to_a_neighbour() -> None:
    assert reaches([Point(1000, 400), Point(1020, 400), Point(100, 400)], 1000) == [5.0, 5.0, 12.0]
