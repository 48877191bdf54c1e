"""Dates kept as precisely as they are known, and never padded to look more precise.

The text is a subset of EDTF (ISO 8601-2, levels 0 and 1): ``2011``, ``2011-09`` or ``2011-09-26``, each
with an optional ``~`` for "about". The empty text is an unknown date.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import lru_cache, total_ordering
from typing import NamedTuple

from sistercities.common import date_wording
from sistercities.common.told import retellable
from sistercities.common.told import told as _

range_words = date_wording.range_words

EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")


class InvalidPartialDate(ValueError):  # noqa: N818 (callers read it as what happened)
    """A text that is no date, or a date that no calendar has; the message is a sentence for people."""


class Precision(IntEnum):
    """How much of a date is known; a greater value is more precise."""

    UNKNOWN = 0
    YEAR = 1
    MONTH = 2
    DAY = 3


class Parts(NamedTuple):
    """What one EDTF text says."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_about: bool = False
    earliest: date | None = None
    latest: date | None = None

    @property
    def precision(self) -> Precision:
        return Precision(sum(part is not None for part in (self.year, self.month, self.day)))


@lru_cache(maxsize=8192)
def read_edtf(text: str) -> Parts:
    """The parts of an EDTF text; raises InvalidPartialDate when it is none or names an impossible day."""
    if not text:
        return Parts()
    match = EDTF.fullmatch(text)
    if not match:
        raise InvalidPartialDate(_("Write 2011, 2011-09 or 2011-09-26; add ~ for about."))
    *numbers, about = match.groups()
    given = [int(number) for number in numbers if number]
    check_calendar(*given)
    year, month, day = [*given, None, None][:3]
    last_month = month or 12
    earliest = date(given[0], month or 1, day or 1)
    latest = date(given[0], last_month, day or monthrange(given[0], last_month)[1])
    return Parts(year, month, day, bool(about), earliest, latest)


def check_calendar(year: int, month: int = 1, day: int = 1) -> None:
    """Raise InvalidPartialDate, saying what is wrong, when the calendar has no such year, month or day."""
    if not 1 <= year <= 9999:
        raise InvalidPartialDate(_("There is no year %(year)s.") % {"year": f"{year:04d}"})
    if not 1 <= month <= 12:
        raise InvalidPartialDate(_("There is no month %(month)s.") % {"month": f"{month:02d}"})
    if not 1 <= day <= monthrange(year, month)[1]:
        raise InvalidPartialDate(
            _("There is no day %(day)s in the month %(month)s.")
            % {"day": f"{day:02d}", "month": f"{year:04d}-{month:02d}"}
        )


@total_ordering
@dataclass(frozen=True, repr=False)
class PartialDate:
    """A day, a month, a year or nothing at all, sharp or about.

    Equal only to a PartialDate with the same text. Ordered by the earliest day, the vaguer of two dates
    first, a sharp date before its "about"; the unknown date comes before all others and is falsy.
    """

    text: str = ""
    _parts: Parts = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_parts", read_edtf(self.text))

    @classmethod
    def from_date(cls, day: date) -> "PartialDate":
        """The date of a full day; of a moment, its calendar day in its own zone."""
        return cls(f"{day.year:04d}-{day.month:02d}-{day.day:02d}")

    @classmethod
    def of(cls, year: int, *month_and_day: int, is_about: bool = False) -> "PartialDate":
        """The date made of numbers; raises InvalidPartialDate when the calendar has no such day."""
        check_calendar(year, *month_and_day)
        parts = [f"{year:04d}", *(f"{part:02d}" for part in month_and_day)]
        return cls("-".join(parts) + "~" * is_about)

    @property
    def year(self) -> int | None:
        return self._parts.year

    @property
    def month(self) -> int | None:
        return self._parts.month

    @property
    def day(self) -> int | None:
        return self._parts.day

    @property
    def precision(self) -> Precision:
        return self._parts.precision

    @property
    def is_about(self) -> bool:
        return self._parts.is_about

    @property
    def earliest(self) -> date | None:
        """The first day it can mean; for comparing only, never to be shown or stored as the date."""
        return self._parts.earliest

    @property
    def latest(self) -> date | None:
        """The last day it can mean; for comparing only, never to be shown or stored as the date."""
        return self._parts.latest

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day it can mean."""
        return (self.earliest, self.latest) if self.earliest and self.latest else None

    @property
    def sort_text(self) -> str:
        """The text without ``~``: in byte order it sorts as the dates do; also a valid HTML datetime."""
        return self.text.rstrip("~")

    @property
    def sharp(self) -> "PartialDate":
        """The same date without "about"."""
        return PartialDate(self.sort_text)

    def overlaps(self, other: "PartialDate") -> bool:
        """Whether some day can be meant by both; never true of an unknown date."""
        if not (self.span and other.span):
            return False
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]

    def includes(self, other: "PartialDate") -> bool:
        """Whether every day the other can mean is one of this: 2011 includes 2011-09."""
        if not (self.span and other.span):
            return False
        return self.span[0] <= other.span[0] and other.span[1] <= self.span[1]

    def could_be_same_as(self, other: "PartialDate") -> bool:
        """Whether the two differ in precision or "about" only, or not at all; unknown could be any date."""
        return not (self and other) or self.includes(other) or other.includes(self)

    def words(self, language: str | None = None) -> str:
        """The date as people write it in a language (default: the active one); unknown is empty."""
        return date_wording.date_words(self, language)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.sort_text, self.is_about) < (other.sort_text, other.is_about)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"PartialDate({self.text!r})"


@retellable
def words_of_date(text: str) -> str:
    """The words of a date as it is stored, to stand in a sentence that is kept."""
    return PartialDate(text).words()
