"""What a timeline is narrowed by: kind, field of cooperation, and the last five years.

Each choice is told with how many entries it would leave, the other choices taken into account. A value that nothing
bears narrows nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from partnerships.timeline import AGREEMENT, EXCHANGE, HONOUR, PLANNED, STATUS, STORY, Entry

KIND, FIELD, PERIOD = "kind", "field", "period"
LABELS: dict[str, Any] = {
    AGREEMENT: _("Agreements"),
    EXCHANGE: _("Exchanges"),
    HONOUR: _("Honours"),
    STORY: _("Stories"),
    STATUS: _("Changes of status"),
}
FIVE_YEARS = "five-years"
YEARS = 5


@dataclass(frozen=True)
class Choice:
    """One way to narrow the line; `query` is what it adds to the address, without it if it is chosen."""

    label: Any
    number: int
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Narrowed:
    """The entries that are left, and what else could be chosen; `chosen` is the valid part of the address."""

    entries: list[Entry]
    chosen: dict[str, str]
    kinds: list[Choice]
    fields: list[Choice]
    periods: list[Choice]


def first_of_five(today: date) -> int:
    """The first of the last five calendar years, the present one included."""
    return today.year - YEARS + 1


def bears(entry: Entry, name: str, value: str, today: date) -> bool:
    if name == KIND:
        return entry.group == value
    if name == FIELD:
        return any(field.slug == value for field in entry.fields)
    is_recent = entry.date.year and first_of_five(today) <= entry.date.year <= today.year
    return bool(is_recent and entry.mark != PLANNED)


def narrowed(entries: Iterable[Entry], asked: Mapping[str, str], today: date) -> Narrowed:
    everything = list(entries)
    chosen = {name: asked[name] for name in (KIND, FIELD, PERIOD) if is_borne(everything, name, asked.get(name), today)}

    def left(besides: str = "") -> list[Entry]:
        others = [(name, value) for name, value in chosen.items() if name != besides]
        return [entry for entry in everything if all(bears(entry, *other, today) for other in others)]

    return Narrowed(
        left(),
        chosen,
        choices(KIND, LABELS, Counter(entry.group for entry in left(KIND)), chosen),
        choices(FIELD, field_labels(everything), field_numbers(left(FIELD)), chosen),
        choices(
            PERIOD,
            {FIVE_YEARS: _("In the last five years")},
            Counter(FIVE_YEARS for entry in left(PERIOD) if bears(entry, PERIOD, FIVE_YEARS, today)),
            chosen,
        ),
    )


def is_borne(entries: list[Entry], name: str, value: str | None, today: date) -> bool:
    if not value or (name == PERIOD and value != FIVE_YEARS):
        return False
    return any(bears(entry, name, value, today) for entry in entries)


def field_labels(entries: list[Entry]) -> dict[str, Any]:
    fields = {field.slug: field for entry in entries for field in entry.fields}
    ordered = sorted(fields.values(), key=lambda field: (field.order, field.slug))
    return {field.slug: field.name or field.slug for field in ordered}


def field_numbers(entries: list[Entry]) -> Counter[str]:
    return Counter(field.slug for entry in entries for field in entry.fields)


def choices(name: str, labels: Mapping[str, Any], numbers: Counter[str], chosen: Mapping[str, str]) -> list[Choice]:
    """Those that something bears, and the chosen one even if nothing is left of it."""
    found = []
    for value, label in labels.items():
        is_chosen = chosen.get(name) == value
        others = {key: given for key, given in chosen.items() if key != name}
        if numbers[value] or is_chosen:
            query = urlencode(others if is_chosen else others | {name: value})
            found.append(Choice(label, numbers[value], query, is_chosen))
    return found
