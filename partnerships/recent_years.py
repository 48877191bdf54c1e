"""What a city's partnership has come to in the last five calendar years, the present one included.

Counted is what has a date of that time and was held, signed or given; a year alone is date enough. What is planned,
postponed or cancelled, and what has no date, is not counted. Persons and delegations are added up where they are known,
and how many exchanges say nothing of them is told beside the sum.
"""

from dataclasses import dataclass
from datetime import date

from partnerships.choices import PlanStatus
from partnerships.city_records import CityRecords
from partnerships.timeline_choices import first_of_five
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
