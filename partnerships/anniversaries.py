"""Anniversaries of partnerships: only of those whose day is known for certain."""

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


def next_anniversary(language: str, today: date) -> Anniversary | None:
    """The soonest anniversary of a public partnership, today included; two queries."""
    kept = Partnership.objects.published(language).filter(status__in=KEPT).exclude(since="").order_by("pk")
    sharp = [(key, since) for key, since in kept.values_list("pk", "since") if is_celebrated(since, today)]
    if not sharp:
        return None
    key, since = min(sharp, key=lambda row: next_return(row[1], today))
    day = next_return(since, today)
    return Anniversary(kept.with_cities().get(pk=key), PartialDate.from_date(day), day.year - since.year)


def is_celebrated(since: PartialDate, today: date) -> bool:
    return since.precision == Precision.DAY and not since.is_about and since.earliest < today


def next_return(since: PartialDate, today: date) -> date:
    """When day and month of `since` come round again, on or after `today`."""
    day = return_in(since, today.year)
    return day if day >= today else return_in(since, today.year + 1)


def return_in(since: PartialDate, year: int) -> date:
    """In a common year the leap day is kept on the last of February."""
    month, day = since.month, since.day
    is_common = year % 4 != 0 or (year % 100 == 0 and year % 400 != 0)
    return date(year, month, 28 if (month, day) == LEAP_DAY and is_common else day)
