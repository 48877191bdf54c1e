"""Reads a column of dates as one: its own values tell whether day or month comes first, never one row alone.

03/04/2014 has two meanings. If another value of the column has a part above 12, it decides for all; if two values
contradict each other, the column is sent back; if none tells, staff are asked once, with the values quoted. What else a
column can leave open, and the answers, stand in `date_questions`.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sistercities.common.date_names import BUDDHIST_LEAD, fold, months_that_tell
from sistercities.common.date_normalising import normalised
from sistercities.common.date_parsing import LIKELY_YEARS, WORD, AmbiguousDate, from_excel_serial, parse
from sistercities.common.dates import InvalidPartialDate, PartialDate, words_of_date
from sistercities.common.told import listed
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell, clean_line, is_unknown, shortened
from sistercities.imports.date_answers import TAKE_YEAR, otherwise_read
from sistercities.imports.date_eras import BUDDHIST_YEARS, PERSIAN_YEARS, Era, with_era
from sistercities.imports.short_years import REFUSED, ShortDate, with_century

MOST_QUOTED = 3
LONGEST_CELL = 1000
# A date in figures with its year first, which is passed over, or last.
IN_FIGURES = re.compile(
    r"(?<!\d)(?:\d{4}([-./]) ?\d{1,2}\1 ?\d{1,2}"
    r"|(?P<last>(?P<first>\d{1,2})(?P<mark>[-./]) ?(?P<second>\d{1,2})(?P=mark) ?(?P<year>\d{4})))(?!\d)"
)
MONTHS, DAYS_ONLY = range(1, 13), range(13, 32)
WHOLE_AS_FRACTION = re.compile(r"^(\d{4,8})\.0+$")
# A day between 1927 and 2146, if it is a spreadsheet's number of a day that became text.
SERIAL_IN_TEXT = re.compile(r"[1-8]\d{4}")
# Smaller numbers are years, or counts that went astray.
FIRST_SERIAL = LIKELY_YEARS.stop
MONTHS_IN_FIGURES = range(1800_01, LIKELY_YEARS.stop * 100)


@dataclass(frozen=True)
class DateColumn:
    """How a column writes its dates.

    `day_first` decides 03/04/2014 and 03-04-2014; None where no value needs it or none tells. `dots_day_first` is the
    same for 03.04.2014, where the day comes first unless the column proves otherwise. `open_values` have two meanings.
    """

    day_first: bool | None = None
    dots_day_first: bool | None = None
    open_values: tuple[str, ...] = ()
    date_1904: bool = False
    # Of names of two months (listopada), where other names of the column tell; how years are counted.
    language: str = ""
    era: Era = Era.NONE
    # What was answered, or told by the column: the century of years with two figures, and the order of their dates;
    # what is taken of "spring 2005"; what of "1990s".
    century: str = ""
    short_order: str = ""
    vague: str = ""
    decades: str = ""
    # Whether 1390 may be an Iranian year, and nobody has said so yet.
    doubts_old_years: bool = False

    @property
    def question(self) -> str:
        """What to ask staff once for the whole column; empty when there is nothing to ask."""
        if self.day_first is not None or not self.open_values:
            return ""
        value = _in_common_years(self.open_values[0])
        return _(
            "Does the day or the month come first in this column? It holds %(values)s; %(value)s could be"
            " %(by_day)s or %(by_month)s."
        ) % {
            "values": listed(self.open_values[:MOST_QUOTED]),
            "value": self.open_values[0],
            "by_day": words_of_date(parse(value, day_first=True).text),
            "by_month": words_of_date(parse(value, day_first=False).text),
        }

    def answered(self, day_first: bool) -> "DateColumn":
        """The same column with the question answered by staff."""
        return replace(self, day_first=day_first)

    def read(self, cell: Any) -> PartialDate:
        """The date of a cell, empty when unknown. Raises InvalidPartialDate or UnreadableCell, both with a sentence."""
        if isinstance(cell, datetime | date) and cell.year in LIKELY_YEARS:
            return PartialDate.from_date(cell)
        cell = with_era(cell, self.era)
        if isinstance(cell, int | float | Decimal | date) and not isinstance(cell, bool):
            day = self._from_number(cell)
        else:
            day = _read_text(clean_line(cell), self, True)
        if self.doubts_old_years and day.year in PERSIAN_YEARS:
            raise _old_year(day)
        return day

    def read_part(self, text: str) -> PartialDate:
        """As `read`, of a part of a cell: a lone number, or one beside a month, may be a day and is no short year."""
        return _read_text(clean_line(with_era(text, self.era)), self, False)

    @property
    def has_answers(self) -> bool:
        """Whether it was answered how writings are read that mean nothing by themselves."""
        return (self.century or REFUSED) != REFUSED or self.vague == TAKE_YEAR or bool(self.decades)

    def _from_number(self, number: float | Decimal | date) -> PartialDate:
        if isinstance(number, date):
            return parse(f"{number.year:04}-{number.month:02}-{number.day:02}")
        if number in range(100) and (self.century or REFUSED) != REFUSED:
            return with_century(ShortDate(int(number)), self.century)
        return date_from_number(number, self.date_1904)


def study_dates(cells: Iterable[Any], date_1904: bool = False) -> DateColumn:
    """How a column writes its dates, those inside spans and texts among them.

    Raises UnreadableCell, quoting two values, when the column contradicts itself.
    """
    cells = list(cells)
    proofs: dict[tuple[bool, bool], str] = {}
    open_values: dict[str, None] = {}
    for match in (match for cell in cells for match in _year_last(cell)):
        first, second = int(match["first"]), int(match["second"])
        is_dotted = match["mark"] == "."
        if min(first, second) in MONTHS and max(first, second) in DAYS_ONLY:
            proofs.setdefault((is_dotted, first > second), match["last"])
        elif first != second and {first, second} <= set(MONTHS) and _is_likely(int(match["year"])) and not is_dotted:
            open_values[match["last"]] = None
    order, dots = _order(proofs, False), _order(proofs, True)
    return DateColumn(order, dots, tuple(open_values), date_1904, _language(cells))


def _language(cells: Iterable[Any]) -> str:
    """The one language of those that share names of months in which the others of the column are written."""
    texts = (cell for cell in cells if isinstance(cell, str) and len(cell) <= LONGEST_CELL and not cell.isdigit())
    words = (_folded(word) for text in texts for word in WORD.findall(text))
    told = {months_that_tell()[word] for word in words if word in months_that_tell()}
    return told.pop() if len(told) == 1 else ""


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word)


def _year_last(cell: Any) -> Iterator[re.Match[str]]:
    if isinstance(cell, str) and len(cell) <= LONGEST_CELL:
        # Of a text in ASCII the form says nothing else.
        plain = cell if cell.isascii() and cell.isprintable() and "  " not in cell else normalised(cell)
        yield from (match for match in IN_FIGURES.finditer(plain) if match["last"])


def _is_likely(year: int) -> bool:
    return year in LIKELY_YEARS or year in BUDDHIST_YEARS


def _in_common_years(text: str) -> str:
    """A date with its year last, of which a Buddhist year is made a common one."""
    year = int(text[-4:])
    return f"{text[:-4]}{year - BUDDHIST_LEAD}" if year in BUDDHIST_YEARS else text


@lru_cache(maxsize=16384)
def _read_text(text: str, column: DateColumn, is_whole: bool) -> PartialDate:
    """Kept, since the same few dates fill whole columns."""
    text = WHOLE_AS_FRACTION.sub(r"\1", text)
    if is_unknown(text):
        return PartialDate()
    if SERIAL_IN_TEXT.fullmatch(text):
        raise _serial_in_text(text)
    marks = {match["mark"] for match in _year_last(text)}
    try:
        return parse(text, column.dots_day_first if marks == {"."} else column.day_first, column.language)
    except AmbiguousDate:
        raise
    except InvalidPartialDate as error:
        # Pieces of spans are tried by the dozen, and mostly are nothing.
        if not is_whole and not column.has_answers:
            raise
        return otherwise_read(text, column, is_whole, error)


def _order(proofs: dict[tuple[bool, bool], str], is_dotted: bool) -> bool | None:
    by_day, by_month = proofs.get((is_dotted, True)), proofs.get((is_dotted, False))
    if by_day and by_month:
        message = _(
            "In this column “%(by_day)s” has the day first, “%(by_month)s” the month. Write dates as 2011-09-26."
        )
        raise UnreadableCell(message % {"by_day": by_day, "by_month": by_month})
    return bool(by_day) if by_day or by_month else None


def date_from_number(number: float | Decimal, date_1904: bool = False) -> PartialDate:
    """The date that a number is: a year (2011), figures (201109, 20110926), or a spreadsheet's number of a day."""
    if not math.isfinite(number):
        raise _no_date(number)
    if number % 1 == 0:
        return _from_whole_number(int(number), date_1904)
    if LIKELY_YEARS.start <= number < LIKELY_YEARS.stop:
        return _from_year_and_month(str(number))
    return _from_serial(float(number), date_1904)


def _from_whole_number(number: int, date_1904: bool) -> PartialDate:
    if number in LIKELY_YEARS:
        return PartialDate.of(number)
    if number in BUDDHIST_YEARS:
        # No sheet tells of a day in 1906.
        return parse(str(number))
    if number in MONTHS_IN_FIGURES and 1 <= number % 100 <= 12:
        return PartialDate.of(*divmod(number, 100))
    if 1000_00_00 <= number <= 9999_99_99:
        return parse(str(number))
    return _from_serial(number, date_1904)


def _from_year_and_month(text: str) -> PartialDate:
    """2011.09 typed as a number is September; of 2011.1 nobody can tell whether a zero went lost behind it."""
    if text.endswith(".1"):
        year = text.removesuffix(".1")
        message = _("%(text)s can be January or October. Write %(year)s-01 or %(year)s-10.")
        raise UnreadableCell(message % {"text": text, "year": year})
    return parse(text)


def _from_serial(number: float, date_1904: bool) -> PartialDate:
    if number < FIRST_SERIAL:
        raise _no_date(number)
    try:
        day = from_excel_serial(number, date_1904)
    except InvalidPartialDate as error:
        raise _no_date(number) from error
    if day.year not in LIKELY_YEARS:
        raise _no_date(number)
    return day


def _old_year(day: PartialDate) -> InvalidPartialDate:
    message = _(
        "%(text)s can be of the Iranian or the Islamic calendar. Answer this once for the column, or write the common"
        " year."
    )
    return InvalidPartialDate(message % {"text": day.text})


def _no_date(number: float | Decimal) -> UnreadableCell:
    message = _("%(number)s is no date. Write 2011, 2011-09 or 2011-09-26.")
    return UnreadableCell(message % {"number": shortened(str(number))})


def _serial_in_text(text: str) -> UnreadableCell:
    message = _("%(text)s is a spreadsheet's number of a day, perhaps %(day)s. Write the date as 2011-09-26.")
    return UnreadableCell(message % {"text": text, "day": from_excel_serial(int(text)).text})
