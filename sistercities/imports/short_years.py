"""Dates whose years have two figures: 26.9.11, 11/09/26, Sept. 98, '98, 98年9月. Nothing in them tells the century."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from sistercities.common.date_names import BUDDHIST_LEAD, FILLERS, fold, month_numbers, weekdays
from sistercities.common.date_normalising import normalised
from sistercities.common.date_parsing import WORD_GAP, YEAR_WORDS, without_about
from sistercities.common.dates import PartialDate

# In which order day, month and year stand.
ORDERS = ("dmy", "mdy", "ymd")
BUDDHIST, MINGUO, REFUSED = "buddhist", "minguo", "no"
FIRST_OF_MINGUO, BUDDHIST_CENTURY = 1911, 2500
FIRST_YEARS = range(1800, 2101)
QUOTE = r"['’‘`´]"
IN_FIGURES = re.compile(rf"(?P<early>{QUOTE}?)(\d{{1,2}})([-./]) ?(\d{{1,2}})\3 ?(?P<late>{QUOTE}?)(\d{{1,2}})")
IDEOGRAPHIC = re.compile(rf"{QUOTE}?(\d\d) ?[年년](?: ?(\d{{1,2}}) ?[月월](?:份)?(?: ?(\d{{1,2}}) ?[日号號일])?)?")
ALONE = re.compile(rf"({QUOTE})?(\d\d)")
MARKED = re.compile(rf"{QUOTE}(?=\d\d(?!\d))")
LONGEST_MONTH = 31
LONG = re.compile(r"\d{3}")


class ShortDate(NamedTuple):
    """A year of two figures, with month and day as far as they are told."""

    year: int
    rest: tuple[int, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether its figures can be a month and a day: 31/02/11 is a slip, and no proof of another order."""
        month, day = [*self.rest, 1, 1][:2]
        return 1 <= month <= 12 and 1 <= day <= 31


Meanings = dict[str, ShortDate]


def meanings(text: str, is_whole: bool = True) -> Meanings:
    """What a text means by each order in which it may be written; empty when it is no such date.

    Of a part of a cell (`is_whole` is False) a lone number, or one beside a month, may be a day.
    """
    if len(text) > 40 or LONG.search(text):
        return {}
    plain = YEAR_WORDS.sub("", without_about(normalised(text))[0]).strip()
    if match := IDEOGRAPHIC.fullmatch(plain):
        return _whatever_order(_of(*match.groups()))
    if match := IN_FIGURES.fullmatch(plain):
        return _in_figures(match)
    if match := ALONE.fullmatch(plain):
        return _whatever_order(ShortDate(int(match[2]))) if is_whole or match[1] else {}
    return _with_month(plain, is_whole)


def is_bare(text: str) -> bool:
    """Whether a text is nothing but two figures, so that it may be a part of a date that has columns of its own."""
    return len(text) < 3 and text.isdecimal()


def may_be_day(found: Meanings) -> bool:
    """Whether what is taken for the year of a month could be a day of it: Sept. 11."""
    short = next(iter(found.values()))
    return len(short.rest) == 1 and 0 < short.year <= LONGEST_MONTH


def orders_of(texts: Iterable[Meanings], known: Iterable[str] = ORDERS) -> tuple[str, ...]:
    """Those of the orders by which all of these dates can be read; none where they contradict each other."""
    left = tuple(known)
    for found in texts:
        left = tuple(order for order in left if order in found)
    return left


def is_open(found: Meanings, orders: Iterable[str]) -> bool:
    """Whether the orders make different dates of it."""
    return len({found[order] for order in orders if order in found}) > 1


def with_century(short: ShortDate, century: str, is_about: bool = False) -> PartialDate:
    """The date in a hundred years that begin with the year `century`, or in those of another calendar.

    Raises InvalidPartialDate when there is no such day.
    """
    if century == BUDDHIST:
        year = BUDDHIST_CENTURY - BUDDHIST_LEAD + short.year
    elif century == MINGUO:
        year = FIRST_OF_MINGUO + short.year
    else:
        year = int(century) + (short.year - int(century)) % 100
    return PartialDate.of(year, *short.rest, is_about=is_about)


def _of(year: str, *rest: str | None) -> ShortDate:
    return ShortDate(int(year), tuple(int(part) for part in rest if part))


def _whatever_order(short: ShortDate) -> Meanings:
    return dict.fromkeys(ORDERS, short) if short.is_possible else {}


def _in_figures(match: re.Match[str]) -> Meanings:
    first, second, third = match.group(2, 4, 6)
    found: Meanings = {}
    if not match["early"] and len(third) == 2:
        found |= {"dmy": _of(third, second, first), "mdy": _of(third, first, second)}
    if not match["late"] and len(first) == 2:
        found["ymd"] = _of(first, second, third)
    return {order: short for order, short in found.items() if short.is_possible}


def _with_month(plain: str, is_whole: bool) -> Meanings:
    """A month by its name between or beside numbers: which is the year is told by a quote before it, or by its size."""
    is_marked = bool(MARKED.search(plain))
    parts = [fold(part) for part in WORD_GAP.split(MARKED.sub(" ", plain))]
    words = [part for part in parts if part and part not in FILLERS and part not in weekdays()]
    months = [month_numbers()[word] for word in words if word in month_numbers()]
    figures = [word for word in words if word not in month_numbers()]
    if len(months) != 1 or not 1 <= len(figures) <= 2 or not all(map(str.isdecimal, figures)):
        return {}
    if len(figures) == 1:
        # "Sep-11" is a year, as spreadsheets write months; "11-Sep" is a day.
        is_year = is_marked or int(figures[0]) > LONGEST_MONTH or (is_whole and words[0] in month_numbers())
        return _whatever_order(_of(figures[0], str(months[0]))) if is_year and len(figures[0]) == 2 else {}
    return _day_and_year(figures[0], months[0], figures[1], is_marked and MARKED.match(plain) is not None)


def _day_and_year(first: str, month: int, last: str, is_year_first: bool) -> Meanings:
    found: Meanings = {}
    if len(last) == 2 and not is_year_first:
        found |= dict.fromkeys(("dmy", "mdy"), _of(last, str(month), first))
    if len(first) == 2:
        found["ymd"] = _of(first, str(month), last)
    return {order: short for order, short in found.items() if short.is_possible}
