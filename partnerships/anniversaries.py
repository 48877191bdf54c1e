"""Anniversaries of partnerships: only of those whose day is known for certain."""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnerships.models import Partnership
from partnerships.querysets import PUBLICLY_IN_FORCE
from sistercities.common.dates import PartialDate, Precision

# An unknown status is no end; a partnership that has ended, or not begun, has no anniversary.
KEPT = (*PUBLICLY_IN_FORCE, "")
LEAP_DAY = (2, 29)


@dataclass(frozen=True)
class Anniversary:
    """The day on which a partnership becomes so many years old."""

    partnership: Partnership
    day: PartialDate
    years: int


def next_anniversary(partnerships: Iterable[Partnership], today: date) -> Anniversary | None:
    """The soonest anniversary of these partnerships, today included; of several on one day, that of the first."""
    kept = [(tie, first_day(tie.since)) for tie in partnerships if tie.status in KEPT]
    coming = [
        Anniversary(tie, PartialDate.from_date(day), day.year - began.year)
        for tie, began in kept
        if began and began < today and (day := next_return(began, today))
    ]
    return min(coming, key=lambda anniversary: anniversary.day, default=None)


def first_day(since: PartialDate) -> date | None:
    """The day of a date that is known to the day and for certain."""
    return since.earliest if since.precision == Precision.DAY and not since.is_about else None


def next_return(began: date, today: date) -> date:
    """When the day and month of `began` come round again, on or after `today`."""
    day = return_in(began, today.year)
    return day if day >= today else return_in(began, today.year + 1)


def return_in(began: date, year: int) -> date:
    """In a common year the leap day is kept on the last of February."""
    if (began.month, began.day) == LEAP_DAY and not isleap(year):
        return date(year, 2, 28)
    return began.replace(year=year)
