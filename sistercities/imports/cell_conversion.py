"""Turns the cells of one column into the writing that records' own columns read: 26.9.2011 into 2011-09-26.

What cannot be read, or only as one of two things that nobody has decided, becomes a RefusedCell with its reason.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sistercities.common.dates import InvalidPartialDate
from sistercities.common.folding import fold
from sistercities.common.told import listed
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import (
    GARBLED,
    REMARK_MARKS,
    UnreadableCell,
    clean_line,
    clean_text,
    is_unknown,
    read_boolean,
    read_web_address,
    shortened,
    without_marks,
)
from sistercities.imports.cells import RefusedCell, cell_text
from sistercities.imports.coordinates import Axis, read_coordinate
from sistercities.imports.countries import find_country
from sistercities.imports.date_columns import DateColumn
from sistercities.imports.date_spans import is_span
from sistercities.imports.lists import join
from sistercities.imports.sheet_fields import CellKind
from sistercities.imports.sheets import is_blank
from sistercities.imports.units import Unit
from sistercities.imports.written_numbers import DecimalMark, read_count, read_number

MOST_REMEMBERED = 10_000
ENTITY = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/|wd:)?(Q\d+)")
LIST_SEPARATORS = re.compile(r"[;；、,，/／\n]+")


@dataclass(frozen=True)
class Reading:
    """What has been decided about the cells of one column."""

    dates: DateColumn = DateColumn()  # noqa: RUF009 (immutable)
    mark: DecimalMark | None = None
    unit: Unit | None = None
    # Folded word → code.
    codes: dict[str, str] | None = None


class Converter:
    """Converts the cells of one column, each different one once as long as there are not too many."""

    def __init__(self, kind: CellKind, reading: Reading) -> None:
        self.kind, self.reading = kind, reading
        self._convert: Callable[[Any, Reading], Any] = CONVERSIONS.get(kind, _text)
        self._drops_marks, self._is_name = kind in MARKED, kind in NAMES
        self._known: dict[tuple[type, Any], Any] = {}
        self._most, self._asked = MOST_REMEMBERED, 0

    def __call__(self, cell: Any) -> Any:
        if is_blank(cell) or isinstance(cell, RefusedCell):
            return cell or None
        key = (type(cell), cell)
        if key not in self._known:
            if len(self._known) >= self._most:
                # Where hardly any cell comes twice, remembering them is of no use.
                self._most = MOST_REMEMBERED if self._asked > 2 * self._most else 1
                self._known.clear()
            self._known[key] = self._converted(cell)
        self._asked += 1
        return self._known[key]

    def _converted(self, cell: Any) -> Any:
        if self._drops_marks and isinstance(cell, str):
            cell = without_marks(cell, self._is_name)
        try:
            return self._convert(cell, self.reading)
        except (UnreadableCell, InvalidPartialDate) as error:
            return RefusedCell(cell_text(cell), str(error))


def is_plain(cell: Any) -> bool:
    """Whether a text needs no cleaning, as almost all do."""
    return (
        isinstance(cell, str)
        and cell.isprintable()
        and "_x" not in cell
        and "  " not in cell
        and cell[:1] != "#"
        and (cell.isascii() or not GARBLED.search(cell))
    )


def _text(cell: Any, reading: Reading) -> str | None:
    return cell.strip() if is_plain(cell) else clean_text(cell) or None


def _address(cell: Any, reading: Reading) -> str | None:
    return read_web_address(cell) or None


def _identifier(cell: Any, reading: Reading) -> str | None:
    """Q1861, also out of http://www.wikidata.org/entity/Q1861."""
    text = clean_line(cell)
    match = ENTITY.fullmatch(text)
    return match[1] if match else None if is_unknown(text) else text


def _date(cell: Any, reading: Reading) -> str | None:
    try:
        return reading.dates.read(cell).text or None
    except InvalidPartialDate:
        if isinstance(cell, str) and is_span(cell, reading.dates):
            message = _(
                "“%(text)s” is a span of dates, and one date is wanted. Take the column apart as a span of dates, or"
                " write the one that is meant."
            )
            raise UnreadableCell(message % {"text": shortened(cell)}) from None
        raise


def _count(cell: Any, reading: Reading) -> int | None:
    number = read_count(cell, reading.mark, reading.unit)
    return int(number.value) if number else None


def _number(cell: Any, reading: Reading) -> Any:
    number = read_number(cell, reading.mark, reading.unit)
    return _shown(number.value) if number else None


def _latitude(cell: Any, reading: Reading) -> float | None:
    degrees = read_coordinate(cell, Axis.LATITUDE)
    return None if degrees is None else float(degrees)


def _longitude(cell: Any, reading: Reading) -> float | None:
    degrees = read_coordinate(cell, Axis.LONGITUDE)
    return None if degrees is None else float(degrees)


def _shown(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _yes_no(cell: Any, reading: Reading) -> str | None:
    answer = read_boolean(cell)
    return None if answer is None else ("yes" if answer else "no")


def _country(cell: Any, reading: Reading) -> str | None:
    text = clean_line(cell)
    if is_unknown(text):
        return None
    if (code := (reading.codes or {}).get(fold(text))) is not None:
        return code or None
    found = find_country(text)
    if found.code:
        return found.code
    if len(found.candidates) == 1:
        message = _("“%(text)s” is no country. If %(code)s is meant, write that.")
        raise UnreadableCell(message % {"text": text, "code": found.candidates[0]})
    if found.candidates:
        message = _("“%(text)s” can be several countries: %(codes)s. Write the code of the one that is meant.")
        raise UnreadableCell(message % {"text": text, "codes": listed(found.candidates)})
    return text


def _choice(cell: Any, reading: Reading) -> str | None:
    """The code of a word in any of the languages; other words are left for the column itself to judge."""
    text = clean_line(cell)
    if (code := (reading.codes or {}).get(fold(text))) is not None:
        return code or None
    return None if is_unknown(text) else text


def _list(cell: Any, reading: Reading) -> str | None:
    """Words of a vocabulary, with semicolons between; other lists are left as they are."""
    text = clean_text(cell)
    if not reading.codes:
        return text or None
    words = [word.strip() for word in LIST_SEPARATORS.split(text) if word.strip()]
    return join(filter(None, dict.fromkeys(reading.codes.get(fold(word), word) for word in words)), ";") or None


def _place(cell: Any, reading: Reading) -> str | None:
    text = cell.strip() if is_plain(cell) else clean_line(cell)
    if not text or is_unknown(text):
        return None
    if text[-1] in REMARK_MARKS:
        message = _("“%(text)s” ends in a mark. Write what it means into a column of its own, and here the name alone.")
        raise UnreadableCell(message % {"text": shortened(text)})
    return text


NAMES = frozenset({CellKind.PLACE, CellKind.COUNTRY, CellKind.CHOICE, CellKind.REFERENCE})
# What is copied from web pages with references beside it.
MARKED = NAMES | {CellKind.DATE, CellKind.COUNT, CellKind.NUMBER, CellKind.LATITUDE, CellKind.LONGITUDE}
CONVERSIONS: dict[CellKind, Callable[[Any, Reading], Any]] = {
    CellKind.ADDRESS: _address,
    CellKind.DATE: _date,
    CellKind.COUNT: _count,
    CellKind.NUMBER: _number,
    CellKind.LATITUDE: _latitude,
    CellKind.LONGITUDE: _longitude,
    CellKind.YES_NO: _yes_no,
    CellKind.COUNTRY: _country,
    CellKind.CHOICE: _choice,
    CellKind.REFERENCE: _choice,
    CellKind.LIST: _list,
    CellKind.PLACE: _place,
    CellKind.IDENTIFIER: _identifier,
    CellKind.PLACES: _text,
}
