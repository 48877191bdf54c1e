"""Coordinates as people write them."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.imports.cell_reading import UnreadableCell
from sistercities.imports.coordinates import (
    Axis,
    Place,
    SwappedCoordinates,
    read_coordinate,
    read_place,
    read_place_in_one_cell,
)

CHONGQING = Place(Decimal("29.56"), Decimal("106.55"))


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        (29.56, "29.56"),
        (1e-05, "0.00001"),
        ("46.882777777778", "46.882777777778"),
        ("29,56", "29.56"),
        ("29.56°", "29.56"),
        ("29.56 N", "29.56"),
        ("29.56S", "-29.56"),
        ("−29.56", "-29.56"),
        ("29°33′36″N", "29.56"),
        ("N29°33'36\"", "29.56"),
        ("29º33’36” N", "29.56"),
        ("29 33 36 N", "29.56"),
        ("29:33:36", "29.56"),
        ("29°33.6'S", "-29.56"),
        ("北纬29度33分36秒", "29.56"),
        ("南緯 29°33′36″", "-29.56"),
        ("북위 29도 33분 36초", "29.56"),
        ("29°33' nord", "29.55"),
    ],
)
def test_a_latitude_is_read_in_every_usual_writing(cell: Any, degrees: str) -> None:
    assert read_coordinate(cell, Axis.LATITUDE) == Decimal(degrees)


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("106.55E", "106.55"),
        ("东经106°33′", "106.55"),
        ("106° 33' Ost", "106.55"),
        ("74.006 ovest", "-74.006"),
        ("西经74", "-74"),
    ],
)
def test_a_longitude_is_read_in_every_usual_writing(cell: Any, degrees: str) -> None:
    assert read_coordinate(cell, Axis.LONGITUDE) == Decimal(degrees)


@pytest.mark.parametrize("cell", [None, "", "–", "不详"])
def test_an_unknown_coordinate_is_none(cell: Any) -> None:
    assert read_coordinate(cell, Axis.LATITUDE) is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("91", "A latitude lies between −90 and 90 degrees; 91 does not."),
        (float("inf"), "This is no number."),
        ("106.55E", "“106.55E” is a longitude, but this column holds the latitude."),
        ("29°75'N", "60 minutes or seconds, or more"),
        ("29.5°33'", "a fraction before its last part"),
        ("-29N", "has a sign and a direction"),
        ("29.5 O", "can be east or west. Write E or W."),
        ("near the river", "is no coordinate. Write degrees"),
        ("北纬", "is no coordinate. Write degrees"),
        ("1" * 100, "too long for a coordinate"),
    ],
)
def test_what_is_no_latitude_says_why(cell: Any, reason: str) -> None:
    with pytest.raises(UnreadableCell, match=reason):
        read_coordinate(cell, Axis.LATITUDE)


def test_two_cells_make_a_place() -> None:
    assert read_place("29.56", 106.55) == CHONGQING
    assert read_place("", None) is None


@pytest.mark.parametrize(("latitude", "longitude"), [("106.55", "29.56"), ("106°33′E", "29°33′36″N")])
def test_swapped_columns_are_told_with_what_to_write(latitude: str, longitude: str) -> None:
    with pytest.raises(SwappedCoordinates) as caught:
        read_place(latitude, longitude)
    assert caught.value.place == CHONGQING
    assert str(caught.value) == (
        "Latitude and longitude look swapped. Write 29.56 as latitude and 106.55 as longitude."
    )


def test_half_a_place_is_sent_back() -> None:
    with pytest.raises(UnreadableCell, match="Give both latitude and longitude, or neither."):
        read_place("29.56", "")


@pytest.mark.parametrize(
    "cell",
    [
        "29.56, 106.55",
        "29.56,106.55",
        "29.56 106.55",
        "29,56; 106,55",
        "29,56, 106,55",
        "29°33′36″N 106°33′E",
        "106°33′E, 29°33′36″N",
        "29 33 36 N 106 33 0 E",
        "北纬29.56东经106.55",
        "北纬29°33′36″，东经106°33′",
        "Point(106.55 29.56)",
    ],
)
def test_a_cell_with_both_coordinates_makes_a_place(cell: str) -> None:
    assert read_place_in_one_cell(cell) == CHONGQING


@pytest.mark.parametrize("cell", ["29.56", "a, b, c, d", "x" * 500])
def test_a_cell_without_two_coordinates_is_sent_back(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        read_place_in_one_cell(cell)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_a_program_writes_is_read_back(latitude: float, longitude: float) -> None:
    place = read_place(latitude, longitude)
    assert place is not None
    assert (float(place.latitude), float(place.longitude)) == (latitude, longitude)


@given(
    st.one_of(
        st.text(max_size=70), st.from_regex(r"[NS北纬-]{0,2}[0-9.,°'\" :]{1,16}[NSEWO]?", fullmatch=True), st.floats()
    )
)
def test_any_cell_is_a_coordinate_or_refused_with_a_sentence(cell: Any) -> None:
    for read in (lambda: read_coordinate(cell, Axis.LATITUDE), lambda: read_place_in_one_cell(cell)):
        with suppress(UnreadableCell):
            read()
