"""What a city's partnership has come to in the last five calendar years, the present one included; of a home city,
which takes part in everything, how many exchanges each year had.

Counted is what has a date of that time and was held, signed or given; a year alone is date enough. What is planned,
postponed or cancelled, and what has no date, is not counted. Persons and delegations are added up where they are known,
and how many exchanges say nothing of them is told beside the sum.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import IntegerField, QuerySet, Subquery

from partnerships.choices import PlanStatus
from partnerships.city_records import CityRecords
from partnerships.facets import exchange_with
from partnerships.models import City, Exchange
from partnerships.timeline_choices import YEARS, first_of_five
from sistercities.common.counting import MOST_COUNTED, Count
from sistercities.common.date_fields import year_range
from sistercities.common.dates import PartialDate


@dataclass(frozen=True)
class RecentYears:
    """`persons` is None where no exchange tells how many came; `persons_unknown` counts the exchanges that do not."""

    first: int
    last: int
    exchanges: int
    agreements: int
    honours: int
    persons: int | None
    persons_unknown: int

    def __bool__(self) -> bool:
        return bool(self.exchanges or self.agreements or self.honours)


def recent_years(records: CityRecords, today: date) -> RecentYears:
    def is_recent(day: PartialDate) -> bool:
        return bool(day.year and first_of_five(today) <= day.year <= today.year)

    held = [each for each in records.exchanges if each.plan_status == PlanStatus.HELD and is_recent(each.starts_on)]
    known = [each.persons for each in held if each.persons is not None]
    return RecentYears(
        first=first_of_five(today),
        last=today.year,
        exchanges=len(held),
        agreements=sum(is_recent(each.signed_on) for each in records.agreements),
        honours=sum(is_recent(each.given_on) for each in records.honours),
        persons=sum(known) if known else None,
        persons_unknown=len(held) - len(known),
    )


@dataclass(frozen=True)
class YearOfHome:
    """The exchanges of a home city that begin in one year, held or planned: as many as its list of exchanges has."""

    year: int
    exchanges: Count


class Rows(Subquery):
    """How many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def years_of_home(city: City, language: str, today: date) -> list[YearOfHome]:
    """Of the last five years those with any, the newest first; three queries. Thousands are not counted to the end."""
    exchanges = Exchange.objects.published(language).filter(exchange_with([city.pk])).order_by()
    years = range(today.year, today.year - YEARS, -1)
    numbers = City.objects.filter(pk=city.pk).values_list(*(rows_in(exchanges, year) for year in years)).get()
    return [
        YearOfHome(year, Count(min(number, MOST_COUNTED), is_exact=number <= MOST_COUNTED))
        for year, number in zip(years, numbers, strict=True)
        if number
    ]


def rows_in(exchanges: QuerySet, year: int) -> Rows:
    return Rows(exchanges.filter(year_range("starts_on", year)).values("pk")[: MOST_COUNTED + 1])
