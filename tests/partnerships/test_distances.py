"""How far a city is, and how its clocks stand to those at home."""

from datetime import date

import pytest

from partnerships.distances import elsewhere, kilometres_between
from partnerships.map_projection import Place
from partnerships.mini_map import mini_map
from partnerships.models import City

CHONGQING = {"name_en": "Chongqing", "latitude": 29.56, "longitude": 106.56, "time_zone": "Asia/Shanghai"}
WINTER, SUMMER = date(2026, 1, 15), date(2026, 7, 15)


@pytest.mark.parametrize(
    ("place", "kilometres"),
    [
        (Place(13.75, 100.5), 1870),
        (Place(-29.56, -73.44), 20020),
        (Place(29.56, 106.56), None),
        (None, None),
    ],
)
def test_distance_is_along_the_great_circle_and_rounded(place: Place | None, kilometres: int | None) -> None:
    assert kilometres_between(Place(29.56, 106.56), place) == kilometres


@pytest.mark.parametrize(
    ("zone", "day", "offset", "difference"),
    [
        ("Asia/Bangkok", SUMMER, "UTC+7", "1 hour behind Chongqing"),
        ("Asia/Kolkata", SUMMER, "UTC+5:30", "2 hours 30 minutes behind Chongqing"),
        ("Asia/Tokyo", SUMMER, "UTC+9", "1 hour ahead of Chongqing"),
        ("Asia/Singapore", SUMMER, "UTC+8", "same time as Chongqing"),
        ("Europe/Paris", WINTER, "UTC+1", "7 hours behind Chongqing"),
        ("Europe/Paris", SUMMER, "UTC+2", "6 hours behind Chongqing"),
        ("America/St_Johns", WINTER, "UTC−3:30", "11 hours 30 minutes behind Chongqing"),  # noqa: RUF001
        ("", SUMMER, "", ""),
    ],
)
def test_clocks_are_compared_on_the_day(zone: str, day: date, offset: str, difference: str) -> None:
    found = elsewhere(City(name_en="There", time_zone=zone), City(**CHONGQING), day)
    assert (found.offset, found.difference) == (offset, difference)


@pytest.mark.parametrize(("latitude", "longitude"), [(90, 0), (-90, 180), (13.75, -180), (0, 0), (29.56, 106.56)])
def test_small_map_holds_both_cities(latitude: float, longitude: float) -> None:
    found = mini_map(City(pk=2, latitude=latitude, longitude=longitude), City(pk=1, **CHONGQING))
    assert found is not None
    assert found.home_spot is not None
    for spot in (found.spot, found.home_spot):
        assert found.left - 1 <= spot.x <= found.left + found.width + 1
        assert found.top - 1 <= spot.y <= found.top + found.height + 1


def test_small_map_of_a_city_without_a_position_is_none() -> None:
    assert mini_map(City(pk=2), City(pk=1, **CHONGQING)) is None
