"""Reads a span of dates from one cell: 2018年5月3日至7日, 3.–7.5.2018, 2023-12-15/17, May 3–7, 2018."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sistercities.common.date_normalising import normalised
from sistercities.common.date_parsing import AmbiguousDate
from sistercities.common.dates import InvalidPartialDate, PartialDate, Precision
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell, clean_line, is_unknown, shortened
from sistercities.imports.date_answers import may_be_answered
from sistercities.imports.date_columns import DateColumn

LONGEST = 90
# All compared after normalising: lower case, half width, Chinese numbers in figures.
WEEKDAY = re.compile(r"\s*\((?:[一二三四五六日月火水木金土]|[월화수목금토일])\)")
LEADING_WORD = re.compile(r"^(?:from|vom|von|du|dal|dall'|del|between|zwischen|自|从|從)\s*(?=\d|[^\W\d])")
TRAILING_WORD = re.compile(r"\s*(?:まで|까지|止)$")
# "and" joins two days, or names two dates; it cuts nothing.
CUT = re.compile(r"\s*(?:至|到|~|〜|–|—|―|から|부터|\b(?:to|until|through|bis zum|bis|au|al|a)\b|-|/)\s*")
# What is left to say behind a date that begins with its year: 7, 7日, 6月2日, 5-7.
REST = re.compile(r"(?:(\d{1,2})(?:[-./]|[月월])\s?)?(\d{1,2})\s?([日号號일月월]?)")
MONTH_UNITS = frozenset("月월")
YEAR_FIRST = re.compile(r"\d{4}\D|(?:明治|大正|昭和|平成|令和|中|民[国國])")
YEAR_LAST = re.compile(r"([-./ ])\s?(\d{4})$")
DAY_AND_YEAR = re.compile(r"(\d{1,2}),? (\d{4})")
LONE_NUMBER = re.compile(r"(\d{1,2})\.?")


class DateSpan(NamedTuple):
    """First and last date; `end` is empty when the cell holds one date only, both when it is unknown."""

    start: PartialDate
    end: PartialDate


def read_span(cell: Any, column: DateColumn | None = None) -> DateSpan:
    """The span in a cell; `column` decides 03/04/2014. Raises UnreadableCell or InvalidPartialDate with a sentence."""
    column = column or DateColumn()
    if not isinstance(cell, str):
        return DateSpan(column.read(cell), PartialDate())
    text = clean_line(cell)
    if is_unknown(text):
        return DateSpan(PartialDate(), PartialDate())
    if len(text) > LONGEST:
        raise UnreadableCell(_("This is too long for a span of dates."))
    if day := _date(text, column, is_whole=True):
        return DateSpan(day, PartialDate())
    return _only_span(_plain(text), text, column)


def is_span(text: str, column: DateColumn | None = None) -> bool:
    """Whether a text is a span of dates."""
    try:
        return bool(read_span(text, column).end)
    except ValueError:
        return False


def _plain(text: str) -> str:
    plain = WEEKDAY.sub("", normalised(text))
    return TRAILING_WORD.sub("", LEADING_WORD.sub("", plain)).strip()


def _only_span(plain: str, text: str, column: DateColumn) -> DateSpan:
    """The one span that the text can be cut into."""
    found: dict[DateSpan, None] = {}
    ambiguous: AmbiguousDate | None = None
    for cut in CUT.finditer(plain):
        try:
            found |= dict.fromkeys(_completed(plain[: cut.start()], plain[cut.end() :], column))
        except AmbiguousDate as error:
            ambiguous = error
    in_order = [span for span in found if not span.end < span.start]
    if len(in_order) == 1:
        return in_order[0]
    if ambiguous and not found:
        raise ambiguous
    if not found and may_be_answered(text):
        # Says what the column can be asked.
        column.read(text)
    raise _no_span(text, bool(found) and not in_order)


def _no_span(text: str, is_backwards: bool) -> UnreadableCell:
    quoted = {"text": shortened(text)}
    if is_backwards:
        return UnreadableCell(_("“%(text)s” ends before it begins. Write both dates with their years.") % quoted)
    message = _("“%(text)s” is no span of dates. Write the first and the last, for example 2018-05-03/2018-05-07.")
    return UnreadableCell(message % quoted)


def _date(text: str, column: DateColumn, is_whole: bool = False) -> PartialDate | None:
    """The date that a text is, None when it is none; raises AmbiguousDate when it is two."""
    try:
        return (column.read(text) if is_whole and column.has_answers else column.read_part(text)) or None
    except AmbiguousDate:
        raise
    except (InvalidPartialDate, UnreadableCell):
        return None


def _completed(left: str, right: str, column: DateColumn) -> Iterator[DateSpan]:
    """The spans that two texts make, what one leaves out taken from the other."""
    start, end = _date(left, column), _date(right, column)
    if start and end:
        yield DateSpan(start, end)
    elif start and YEAR_FIRST.match(left):
        yield from (DateSpan(start, day) for day in _endings(start, right))
    elif end:
        yield from (DateSpan(day, end) for day in _beginnings(left, right, end, column))
    elif (match := DAY_AND_YEAR.fullmatch(right)) and (day := _date(f"{left} {match.group(2)}", column)):
        yield from (DateSpan(day, last) for last in _endings(day, match.group(1)))


def _endings(start: PartialDate, right: str) -> Iterator[PartialDate]:
    """The last date, said without the year or month that it shares with the first."""
    match = REST.fullmatch(right)
    if not match or not start.year or not start.month:
        return
    month, last, unit = match.groups()
    is_month = unit in MONTH_UNITS
    if start.precision is Precision.DAY and not is_month:
        yield from _on_calendar(start.year, int(month or start.month), int(last))
    elif start.precision is Precision.MONTH and not month and (is_month or not unit):
        yield from _on_calendar(start.year, int(last))


def _beginnings(left: str, right: str, end: PartialDate, column: DateColumn) -> Iterator[PartialDate]:
    """The first date, said without the year or month that it shares with the last."""
    if not end.year:
        return
    if number := LONE_NUMBER.fullmatch(left):
        parts = (end.month,) if end.precision is Precision.DAY and end.month else ()
        if end.precision is not Precision.YEAR:
            yield from _on_calendar(end.year, *parts, int(number.group(1)))
    elif match := YEAR_LAST.search(right):
        day = _date(f"{left.rstrip('. ')}{match.group(1)}{match.group(2)}", column)
        if day:
            yield day


def _on_calendar(*parts: int) -> Iterator[PartialDate]:
    """The date of these parts, if the calendar has it."""
    try:
        yield PartialDate.of(*parts)
    except InvalidPartialDate:
        return
