"""Days of the Iranian calendar, whose year begins in March.

Leap years follow the cycle of 33 years, which agrees with the astronomical calendar from 1178 to 1633.
"""

from datetime import date, timedelta

from sistercities.common.dates import InvalidPartialDate, PartialDate
from sistercities.common.told import told as _

YEARS = range(1178, 1634)
LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
CYCLE = 33
KNOWN_YEAR, ITS_FIRST_DAY = 1390, date(2011, 3, 21)
MONTHS = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)


def from_persian(year: int, *month_and_day: int) -> PartialDate:
    """The common date of a day; of a month, the year in which it lies.

    Raises InvalidPartialDate for what lies in two common years, and for days that there are not.
    """
    month, day = [*month_and_day, 1, 1][:2]
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= _length(year, month):
        raise InvalidPartialDate(_("The Iranian calendar has no such day."))
    if len(month_and_day) == 2:
        return PartialDate.from_date(_day(year, month, day))
    last_month = month if month_and_day else 12
    first, last = _day(year, month, 1), _day(year, last_month, _length(year, last_month))
    if first.year != last.year:
        message = _("This lies in %(first)s and %(last)s of the common calendar. Write the common year, or the day.")
        raise InvalidPartialDate(message % {"first": first.year, "last": last.year})
    return PartialDate.of(first.year)


def _is_leap(year: int) -> bool:
    return year % CYCLE in LEAP


def _length(year: int, month: int) -> int:
    if month < 7:
        return 31
    return 30 if month < 12 or _is_leap(year) else 29


def _day(year: int, month: int, day: int) -> date:
    between = range(min(year, KNOWN_YEAR), max(year, KNOWN_YEAR))
    days = sum(366 if _is_leap(each) else 365 for each in between)
    first = ITS_FIRST_DAY + timedelta(days if year > KNOWN_YEAR else -days)
    return first + timedelta(31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1)
