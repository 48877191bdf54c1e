"""The round anniversaries of the next two years, of all public partnerships and agreements or of one city's.

Thousands may come round: keys and dates are read of all of them, whole records of those on one page only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from partnerships.anniversaries import KEPT, Anniversary, lasts_until, next_return, order_of
from partnerships.models import Agreement, City, Partnership
from sistercities.common.dates import PartialDate, Precision

YEARS_AHEAD = 2
LATEST_DAY_IN_ANY_MONTH = 28


@dataclass(frozen=True)
class Coming:
    """An anniversary by keys."""

    partnership: int
    day: PartialDate
    years: int
    is_founding: bool = False
    agreements: list[int] = field(default_factory=list)


def coming_keys(language: str, today: date, city: City | None = None) -> list[Coming]:
    """In the order in which they come; two queries."""
    end = today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, LATEST_DAY_IN_ANY_MONTH))
    found: dict[tuple[int, str], Coming] = {}

    @cache
    def returned_before(began: str) -> tuple[PartialDate, int] | None:
        """Asked once for each date: thousands of records share them."""
        returned = next_return(PartialDate(began), today)
        return returned if returned and returned[0].earliest and returned[0].earliest <= end else None

    for tie, began in dated(ties_of(language, city), "since").values_list("pk", "began"):
        if returned := returned_before(began):
            found[tie, began] = Coming(tie, *returned, is_founding=True)
    agreements = dated(agreements_of(language, city), "signed_on").annotate(ends=Cast(F("valid_until"), TextField()))
    for key, tie, began, ends in agreements.values_list("pk", "partnership", "began", "ends"):
        returned = returned_before(began)
        if returned and lasts_until(PartialDate(ends), returned[0]):
            found.setdefault((tie, began), Coming(tie, *returned)).agreements.append(key)
    return sorted(found.values(), key=lambda coming: (order_of(coming.day), coming.partnership))


def ties_of(language: str, city: City | None) -> QuerySet:
    ties = Partnership.objects.published(language).filter(status__in=KEPT)
    return ties.filter(Q(partner_city=city) | Q(home_city=city)) if city else ties


def agreements_of(language: str, city: City | None) -> QuerySet:
    agreements = Agreement.objects.published(language).filter(partnership__status__in=KEPT).order_by("pk")
    of_city = Q(partnership__partner_city=city) | Q(partnership__home_city=city)
    return agreements.filter(of_city) if city else agreements


def dated(records: QuerySet, name: str) -> QuerySet:
    """With the date as its text: values of every row are cheaper than dates of every row."""
    return records.exclude(**{name: ""}).annotate(began=Cast(F(name), TextField()))


def read(coming: Iterable[Coming], language: str) -> list[Anniversary]:
    """With the partnerships, their cities and the agreements; two queries. What has been hidden since is left out."""
    keys = list(coming)
    ties = Partnership.objects.published(language).with_cities().in_bulk({each.partnership for each in keys})
    agreements = (
        Agreement.objects.published(language)
        .with_partnership()
        .in_bulk({key for each in keys for key in each.agreements})
    )
    found = [
        Anniversary(
            ties[each.partnership],
            each.day,
            each.years,
            each.is_founding,
            [agreements[key] for key in each.agreements if key in agreements],
        )
        for each in keys
        if each.partnership in ties
    ]
    return [each for each in found if each.is_founding or each.agreements]


@dataclass(frozen=True)
class Month:
    """The anniversaries of one month; those of a year whose month is not known stand after its last month."""

    heading: str
    anniversaries: list[Anniversary]


def by_month(anniversaries: Sequence[Anniversary]) -> list[Month]:
    return [Month(heading(key), list(group)) for key, group in groupby(anniversaries, month_of)]


def month_of(anniversary: Anniversary) -> PartialDate:
    day = anniversary.day
    numbers: list[Any] = [day.year, day.month]
    return PartialDate.of(*[number for number in numbers if number])


def heading(month: PartialDate) -> str:
    if month.precision == Precision.MONTH:
        return month.words()
    return _("%(year)s, month not known") % {"year": month.words()}
