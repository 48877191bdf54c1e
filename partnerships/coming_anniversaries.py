"""The round anniversaries of the next two years, of all public partnerships and agreements or of one city's.

Thousands may come round: they are counted by date, and records are read of the dates that stand on one page.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.anniversaries import KEPT, Anniversary, lasts_until, next_return, order_of
from partnerships.models import Agreement, City, Partnership
from sistercities.common.dates import PartialDate, Precision

YEARS_AHEAD = 2
LATEST_DAY_IN_ANY_MONTH = 28
ENDS = Cast(F("valid_until"), TextField())


@dataclass(frozen=True)
class Coming:
    """An anniversary by keys."""

    partnership: int
    day: PartialDate
    years: int
    is_founding: bool = False
    agreements: list[int] = field(default_factory=list)


def coming_keys(
    language: str, today: date, city: City | None = None, dates: Collection[str] | None = None
) -> list[Coming]:
    """In the order in which they come, of these `dates` or of all; two queries."""
    found: dict[tuple[int, str], Coming] = {}
    returned_before = returns_before(today)
    for tie, began in since(dated(ties_of(language, city), "since"), "since", dates).values_list("pk", "began"):
        if returned := returned_before(began):
            found[tie, began] = Coming(tie, *returned, is_founding=True)
    signed = since(dated(agreements_of(language, city), "signed_on"), "signed_on", dates).annotate(ends=ENDS)
    for key, tie, began, ends in signed.values_list("pk", "partnership", "began", "ends"):
        returned = returned_before(began)
        if returned and lasts_until(PartialDate(ends), returned[0]):
            found.setdefault((tie, began), Coming(tie, *returned)).agreements.append(key)
    return sorted(found.values(), key=lambda coming: (order_of(coming.day), coming.partnership))


def returns_before(today: date) -> Callable[[str], tuple[PartialDate, int] | None]:
    """When a date comes round in the time ahead, and how many years it is by then."""
    end = today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, LATEST_DAY_IN_ANY_MONTH))

    @cache
    def returned_before(began: str) -> tuple[PartialDate, int] | None:
        """Asked once for each date: thousands of records share them."""
        returned = next_return(PartialDate(began), today)
        return returned if returned and returned[0].earliest and returned[0].earliest <= end else None

    return returned_before


def count_coming(language: str, city: City | None = None) -> dict[str, int]:
    """How many anniversaries each date will have that comes round in the time ahead; three queries.

    An agreement of the day on which its partnership began has none of its own.
    """
    returned_before = returns_before(timezone.localdate())
    numbers: Counter[str] = Counter()
    for began, number in by_date(dated(ties_of(language, city), "since"), Count("pk")):
        numbers[began] += number
    signed = dated(agreements_of(language, city), "signed_on").exclude(signed_on=F("partnership__since"))
    for began, number in by_date(signed.filter(valid_until=""), Count("partnership", distinct=True)):
        numbers[began] += number
    beside = Agreement.objects.published(language).filter(
        partnership=OuterRef("partnership"), signed_on=OuterRef("signed_on"), valid_until=""
    )
    ending = signed.exclude(valid_until="").exclude(Exists(beside)).annotate(ends=ENDS)
    lasting = {
        (tie, began)
        for tie, began, ends in ending.values_list("partnership", "began", "ends")
        if (returned := returned_before(began)) and lasts_until(PartialDate(ends), returned[0])
    }
    numbers.update(began for _tie, began in lasting)
    return {began: number for began, number in numbers.items() if returned_before(began)}


def by_date(records: QuerySet, number: Count) -> QuerySet:
    return records.order_by().values("began").annotate(number=number).values_list("began", "number")


class ComingRun:
    """All of them in the order in which they come, read as far as they are asked for: cut it like a list.

    `numbers` are what `count_coming` counted.
    """

    def __init__(self, numbers: Mapping[str, int], language: str, today: date, city: City | None = None) -> None:
        self.numbers, self.language, self.today, self.city = numbers, language, today, city

    def count(self) -> int:
        return sum(self.numbers.values())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, piece: slice) -> list[Coming]:
        """Dates that come round at the same time are read together: their records stand among each other."""
        start, stop = piece.start or 0, piece.stop
        passed, skipped, asked = 0, 0, []
        for dates in self.together():
            number = sum(self.numbers[began] for began in dates)
            if passed + number <= start:
                skipped += number
            elif passed < stop:
                asked += dates
            passed += number
        found = coming_keys(self.language, self.today, self.city, asked) if asked else []
        return found[start - skipped : stop - skipped]

    def together(self) -> list[list[str]]:
        returned_before = returns_before(self.today)
        orders: dict[Any, list[str]] = defaultdict(list)
        for began in self.numbers:
            if returned := returned_before(began):
                orders[order_of(returned[0])].append(began)
        return [orders[order] for order in sorted(orders)]


def since(records: QuerySet, name: str, dates: Collection[str] | None) -> QuerySet:
    """Those of some dates: found by the index of their order, which knows no “about”."""
    if dates is None:
        return records
    return records.filter(**{f"{name}_sort__in": {each.rstrip("~") for each in dates}, f"{name}__in": list(dates)})


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
