"""Named ways to take one column apart into several fields, or one row into several; their output is the preview."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sistercities.common.dates import InvalidPartialDate
from sistercities.imports.cell_reading import FOOTNOTES, UnreadableCell, clean_text, without_marks
from sistercities.imports.cells import RefusedCell, cell_text
from sistercities.imports.coordinates import read_place_in_one_cell
from sistercities.imports.date_columns import DateColumn
from sistercities.imports.date_spans import read_span
from sistercities.imports.date_texts import split_off_date
from sistercities.imports.place_names import country_beside, readings

DATE_IN_TEXT, SPAN, ONE_CELL_COORDINATES = "date_in_text", "date_span", "coordinates"
NAME_AND_COUNTRY, MANY_PARTNERS = "name_and_country", "many_partners"
TRANSFORMATIONS: dict[str, str | Promise] = {
    DATE_IN_TEXT: _("A date among other words: text and date"),
    SPAN: _("A span of dates: first and last day"),
    ONE_CELL_COORDINATES: _("Coordinates in one cell: latitude and longitude"),
    NAME_AND_COUNTRY: _("“City (country)”: city and country"),
    MANY_PARTNERS: _("“A (country), B (country)”: one row for each partner"),
}
# Outside brackets: a comma inside them belongs to what they say.
# An "and" ends an entry only between two that both have their country: "Bosnia and Herzegovina" is one name.
AND = r"(?<=[)）])(?:\s+(?:and|und|et|ed|e|y|en|og|och|&)\s+|\s*[和及与與]\s*)(?=[^()（）]+[(（])"
DASH = r"(?<=[)）])\s+[-–—]\s+(?=[^()（）]+[(（])"
BETWEEN_PARTNERS = re.compile(rf"\s*(?:[;；、,，\n]|\s/\s)\s*(?![^(（]*[)）])|{AND}|{DASH}")
BULLET = re.compile(r"^\s*(?:[-–•·*]|\d{1,3}[.)、])\s*")


def split_cell(name: str, cell: Any, dates: DateColumn) -> tuple[Any, Any]:
    """What a cell holds for the first and for the second field. What cannot be split is refused in the first."""
    if isinstance(cell, str):
        cell = without_marks(cell, is_name=_SPLITS[name] is _name_and_country)
    try:
        return _SPLITS[name](cell, dates)
    except (UnreadableCell, InvalidPartialDate) as error:
        return RefusedCell(cell_text(cell), str(error)), None


def split_partners(cell: Any) -> list[str]:
    """The partners that one cell lists; a cell that cannot be read stays whole, to be refused as such."""
    try:
        text = clean_text(cell)
    except UnreadableCell:
        return [cell_text(cell)]
    parts = (BULLET.sub("", part).strip() for part in BETWEEN_PARTNERS.split(FOOTNOTES.sub("", text)))
    return [part.rstrip(".") for part in parts if part]


def _date_in_text(cell: Any, dates: DateColumn) -> tuple[Any, Any]:
    text, date = split_off_date(cell, dates)
    return text or None, date.text or None


def _span(cell: Any, dates: DateColumn) -> tuple[Any, Any]:
    start, end = read_span(cell, dates)
    return start.text or None, end.text or None


def _coordinates(cell: Any, dates: DateColumn) -> tuple[Any, Any]:
    place = read_place_in_one_cell(cell)
    return (float(place.latitude), float(place.longitude)) if place else (None, None)


def _name_and_country(cell: Any, dates: DateColumn) -> tuple[Any, Any]:
    """A name whose bracket holds no country stays whole: the bracket is part of what it says."""
    text = " ".join(clean_text(cell).split())
    for reading in readings(text):
        if country := country_beside(reading):
            return reading.name, country
    return text or None, None


_SPLITS: dict[str, Callable[[Any, DateColumn], tuple[Any, Any]]] = {
    DATE_IN_TEXT: _date_in_text,
    SPAN: _span,
    ONE_CELL_COORDINATES: _coordinates,
    NAME_AND_COUNTRY: _name_and_country,
    MANY_PARTNERS: _name_and_country,
}
