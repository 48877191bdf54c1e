"""Anniversaries: when a partnership, or an agreement, becomes a round number of years old.

Round are 1, 5, 10, 15 and so on. A date comes round as precisely as it is known: 26 September 2011 on a day, December
1982 in a month, 1999 in a year, and what is about stays about.
"""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from partnerships.models import Agreement, Partnership
from partnerships.querysets import PUBLICLY_IN_FORCE
from sistercities.common.dates import PartialDate

# An unknown status is no end; a partnership that has ended, or not begun, has no anniversary.
KEPT = (*PUBLICLY_IN_FORCE, "")
STEP = 5
LEAP_DAY = (2, 29)
LAST_YEAR = 9999


@dataclass(frozen=True)
class Anniversary:
    """When a partnership becomes so many years old, and with it the `agreements` of the same date.

    Without `is_founding` only the agreements become that old.
    """

    partnership: Partnership
    day: PartialDate
    years: int
    is_founding: bool = True
    agreements: list[Agreement] = field(default_factory=list)

    @property
    def order(self) -> tuple[date, int]:
        """By when it is certainly reached, so that a day comes before the month that holds it."""
        return order_of(self.day)


def order_of(day: PartialDate) -> tuple[date, int]:
    return day.latest or date.max, -day.precision


def next_anniversary(
    partnerships: Iterable[Partnership], today: date, agreements: Iterable[Agreement] = ()
) -> Anniversary | None:
    """The soonest round anniversary that is not over; of several that are equally soon, that of the first."""
    found: dict[tuple[int, str], Anniversary] = {}
    ties = {tie.pk: tie for tie in partnerships if tie.status in KEPT}
    for tie in ties.values():
        if returned := next_return(tie.since, today):
            found[tie.pk, tie.since.text] = Anniversary(tie, *returned)
    for agreement in agreements:
        kept, returned = ties.get(agreement.partnership_id), next_return(agreement.signed_on, today)
        if kept and returned and lasts_until(agreement.valid_until, returned[0]):
            key = (kept.pk, agreement.signed_on.text)
            found.setdefault(key, Anniversary(kept, *returned, is_founding=False)).agreements.append(agreement)
    return min(found.values(), key=lambda anniversary: anniversary.order, default=None)


def next_return(began: PartialDate, today: date) -> tuple[PartialDate, int] | None:
    """The first round anniversary that is not over on `today`, and how many years; None of one unknown or to come."""
    if not began.year or not began.earliest or began.earliest >= today:
        return None
    gone = max(today.year - began.year, 0) // STEP * STEP
    for years in sorted({1, *range(max(gone, STEP), gone + 2 * STEP + 1, STEP)}):
        day = returned_after(began, years)
        if day and day.latest and day.latest >= today:
            return day, years
    return None


def returned_after(began: PartialDate, years: int) -> PartialDate | None:
    """The same date so many years later; the leap day is kept on the last of February in a common year."""
    year = (began.year or 0) + years
    if not began or year > LAST_YEAR:
        return None
    parts = [part for part in (began.month, began.day) if part]
    if tuple(parts) == LEAP_DAY and not isleap(year):
        parts = [2, 28]
    return PartialDate.of(year, *parts, is_about=began.is_about)


def lasts_until(end: PartialDate, day: PartialDate) -> bool:
    """Whether an agreement with this end, or without one, can still be in force on an anniversary."""
    return not (end.latest and day.earliest) or end.latest >= day.earliest
