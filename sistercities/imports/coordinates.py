"""Coordinates as people write them: decimal, in degrees, minutes and seconds, with N, 北纬 or Ost."""

import re
import unicodedata
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell, clean_line, is_unknown, shortened
from sistercities.imports.written_numbers import read_number

LONGEST = 60
# A ten-millionth of a degree is a centimetre.
PLACES = Decimal("0.0000001")
NORTH, SOUTH, EAST, WEST = "north", "south", "east", "west"
DIRECTIONS = {
    **dict.fromkeys(("n", "north", "nord", "norte", "北纬", "北緯", "북위", "北"), NORTH),
    **dict.fromkeys(("s", "south", "süd", "sud", "sur", "南纬", "南緯", "남위", "南"), SOUTH),
    **dict.fromkeys(("e", "east", "ost", "est", "este", "东经", "東經", "東経", "동경", "东", "東"), EAST),
    **dict.fromkeys(("w", "west", "ouest", "ovest", "oeste", "西经", "西經", "西経", "서경", "西"), WEST),
}
# East in German, west in French, Italian and Spanish.
TWO_SIDED = "o"
# Before compatibility forms are made one: it would take the ordinal sign for a letter, the acute for a blank.
SIGNS = str.maketrans({"º": "°", "˚": "°", "´": "′", "度": "°", "도": "°", "分": "′", "분": "′", "秒": "″", "초": "″"})
WORD = re.compile(r"[^\W\d_]+")
FIGURE = r"(\d{1,2}(?:[.,]\d+)?)"
MINUTES = rf"{FIGURE}\s*(?:(?:['′’‘:]|\s)\s*(?:{FIGURE}\s*(?:\"|″|”|“|''|′′|’’|′)?)?)?"
DEGREES = re.compile(rf"([+-]?)\s*(\d{{1,3}}(?:[.,]\d+)?)\s*(?:(?:[°:]|\s)\s*(?:{MINUTES})?)?")
WELL_KNOWN_POINT = re.compile(r"point\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)


class Axis(Enum):
    """A value is (the directions of the axis, the first one positive, and the greatest number of degrees)."""

    LATITUDE = (NORTH, SOUTH, 90)
    LONGITUDE = (EAST, WEST, 180)

    @property
    def words(self) -> str:
        return _("latitude") if self is Axis.LATITUDE else _("longitude")

    @property
    def most(self) -> int:
        return self.value[2]


class Place(NamedTuple):
    """Degrees north and degrees east."""

    latitude: Decimal
    longitude: Decimal


class SwappedCoordinates(UnreadableCell):
    """Latitude and longitude stand in each other's place; `place` is what they would be the other way round."""

    def __init__(self, place: Place) -> None:
        self.place = place
        message = _(
            "Latitude and longitude look swapped. Write %(latitude)s as latitude and %(longitude)s as longitude."
        )
        super().__init__(message % {"latitude": f"{place.latitude:f}", "longitude": f"{place.longitude:f}"})


def read_coordinate(cell: Any, axis: Axis) -> Decimal | None:
    """Degrees, negative to the south and west; None when unknown. Raises UnreadableCell with a sentence."""
    degrees, own_axis = _degrees(cell)
    if degrees is None:
        return None
    if own_axis and own_axis is not axis:
        message = _("“%(text)s” is a %(found)s, but this column holds the %(wanted)s.")
        raise UnreadableCell(message % {"text": shortened(str(cell)), "found": own_axis.words, "wanted": axis.words})
    if abs(degrees) > axis.most:
        message = _("A %(axis)s lies between −%(most)s and %(most)s degrees; %(number)s does not.")
        raise UnreadableCell(message % {"axis": axis.words, "most": axis.most, "number": f"{degrees:f}"})
    return degrees


def read_place(latitude: Any, longitude: Any) -> Place | None:
    """The place of two cells, None when both are unknown.

    Raises SwappedCoordinates when the two can only be meant the other way round.
    """
    (north, north_axis), (east, east_axis) = _degrees(latitude), _degrees(longitude)
    if north is not None and east is not None:
        is_marked = north_axis is Axis.LONGITUDE and east_axis is Axis.LATITUDE
        is_too_far = abs(north) > Axis.LATITUDE.most >= abs(east) and abs(north) <= Axis.LONGITUDE.most
        if is_marked or (is_too_far and not (north_axis or east_axis)):
            raise SwappedCoordinates(Place(east, north))
    found = read_coordinate(latitude, Axis.LATITUDE), read_coordinate(longitude, Axis.LONGITUDE)
    if found[0] is None and found[1] is None:
        return None
    if found[0] is None or found[1] is None:
        raise UnreadableCell(_("Give both latitude and longitude, or neither."))
    return Place(found[0], found[1])


def read_place_in_one_cell(cell: Any) -> Place | None:
    """The place of a cell that holds both: "29.56, 106.55", 29°33′N 106°33′E, "Point(106.55 29.56)".

    Latitude comes first unless the letters say otherwise; in a Point, as its standard has it, longitude.
    """
    text = clean_line(cell)
    if is_unknown(text):
        return None
    if len(text) > 2 * LONGEST:
        raise UnreadableCell(_("This is too long for coordinates."))
    if match := WELL_KNOWN_POINT.fullmatch(text):
        return read_place(match.group(2), match.group(1))
    first, second = _halves(text)
    if _degrees(first)[1] is Axis.LONGITUDE and _degrees(second)[1] is Axis.LATITUDE:
        first, second = second, first
    return read_place(first, second)


def _halves(text: str) -> list[str]:
    """The two coordinates of a text, cut where only one cut is possible."""
    for cut in (
        r"\s*[;；/]\s*",
        r"\s*[,，、]\s+",
        r"\s*[,，、]\s*",
        r"(?<=[A-Za-z])\s+(?=\d)",
        r"\s*(?=[东東西동서])",
        r"\s+",
    ):
        parts = [part for part in re.split(cut, text) if part]
        if len(parts) == 2:
            return parts
    raise UnreadableCell(_("Write latitude and longitude with a semicolon between, for example 29.56; 106.55."))


def _degrees(cell: Any) -> tuple[Decimal | None, Axis | None]:
    """The degrees in a cell, and the axis if the cell names one."""
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        number = read_number(cell)
        return (number.value if number else None), None
    text = clean_line(cell)
    if is_unknown(text):
        return None, None
    if len(text) > LONGEST:
        raise UnreadableCell(_("This is too long for a coordinate."))
    plain = unicodedata.normalize("NFKC", text.translate(SIGNS)).replace("−", "-")
    direction = _direction(plain, text)
    match = DEGREES.fullmatch(WORD.sub("", plain).strip())
    if not match:
        message = _("“%(text)s” is no coordinate. Write degrees, for example 29.56 or 29°33′36″N.")
        raise UnreadableCell(message % {"text": shortened(text)})
    return _worth(match, direction, text), AXIS_OF.get(direction)


def _direction(plain: str, text: str) -> str:
    """The direction that a coordinate names, empty when it names none."""
    words = [word.casefold() for word in WORD.findall(plain)]
    quoted = {"text": shortened(text)}
    if words == [TWO_SIDED]:
        raise UnreadableCell(_("The O in “%(text)s” can be east or west. Write E or W.") % quoted)
    if len(words) > 1 or (words and words[0] not in DIRECTIONS):
        message = _("“%(text)s” is no coordinate. Write degrees, for example 29.56 or 29°33′36″N.")
        raise UnreadableCell(message % quoted)
    return DIRECTIONS[words[0]] if words else ""


def _worth(match: re.Match[str], direction: str, text: str) -> Decimal:
    """Degrees, minutes and seconds as one number, with its sign."""
    sign, *figures = match.groups()
    degrees, minutes, seconds = (Decimal((figure or "0").replace(",", ".")) for figure in figures)
    quoted = {"text": shortened(text)}
    if minutes >= 60 or seconds >= 60:
        raise UnreadableCell(_("“%(text)s” has 60 minutes or seconds, or more. Write less than 60.") % quoted)
    if direction and sign:
        raise UnreadableCell(_("“%(text)s” has a sign and a direction. Write one of them.") % quoted)
    if (figures[1] and degrees % 1) or (figures[2] and minutes % 1):
        raise UnreadableCell(
            _("“%(text)s” has a fraction before its last part. Write whole degrees and minutes.") % quoted
        )
    worth = degrees + minutes / 60 + seconds / 3600
    if figures[1]:
        worth = worth.quantize(PLACES).normalize()
    return -worth if sign == "-" or direction in (SOUTH, WEST) else worth


AXIS_OF = {direction: axis for axis in Axis for direction in axis.value[:2]}
