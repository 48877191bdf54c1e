"""Rules about single values, held alike by forms, sheets and commands."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sistercities.common.dates import PartialDate


@cache
def known_time_zones() -> frozenset[str]:
    """Read once: looking through the system's files takes as long as storing ten records."""
    return frozenset(available_timezones())


def validate_time_zone(value: str) -> None:
    """An IANA name."""
    if value not in known_time_zones():
        raise ValidationError(
            _("“%(value)s” is no time zone. Write one such as Asia/Bangkok."), params={"value": value}
        )


def end_precedes_start(start: PartialDate, end: PartialDate) -> bool:
    """Whether `end` is certainly before `start`: 2018 is not before May 2018, since it may end in December."""
    return bool(start and end and end.latest and start.earliest and end.latest < start.earliest)
