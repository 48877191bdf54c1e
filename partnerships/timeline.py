"""One line of everything dated that concerns a city, each thing as precisely as its date is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from partnerships.choices import Direction, PartnershipStatus, PlanStatus
from partnerships.city_records import CityRecords
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, PartnershipEvent, Story
from sistercities.common.dates import PartialDate

# How the line is drawn beside an exchange; any other direction has the plain mark.
MARKS = {
    str(Direction.OUTBOUND): "outbound",
    str(Direction.INBOUND): "inbound",
    str(Direction.BOTH): "both",
    str(Direction.ONLINE): "online",
}
# The mark of what has not been held.
PLANNED = "planned"
# What of a timeline can be chosen.
AGREEMENT, EXCHANGE, HONOUR, STORY, STATUS = "agreement", "exchange", "honour", "story", "status"


@dataclass(frozen=True)
class Entry:
    """One thing on the line. `record` is what its sources are given for, `date_field` where its date stands there.

    `group` is what it can be chosen by, beside its `fields` of cooperation; `district` is whose it is, if it is not
    the city's own.
    """

    date: PartialDate
    kind: str
    title: str
    mark: str = "event"
    until: PartialDate = field(default_factory=PartialDate)
    url: str = ""
    summary: str = ""
    places: tuple[str, ...] = ()
    record: Any = None
    date_field: str = ""
    group: str = ""
    fields: tuple[Any, ...] = ()
    district: City | None = None


@dataclass(frozen=True)
class Timeline:
    """Dated things in their order, and apart from them those whose date nobody knows."""

    dated: list[Entry]
    undated: list[Entry]

    def __bool__(self) -> bool:
        return bool(self.dated or self.undated)


def timeline(entries: list[Entry]) -> Timeline:
    """Sorted by what is known of the date, the vaguer of two first; nothing is given a date it has not."""
    dated = sorted((entry for entry in entries if entry.date), key=lambda entry: (entry.date, entry.title))
    return Timeline(dated, [entry for entry in entries if not entry.date])


def entries_of(records: CityRecords) -> list[Entry]:
    """Everything that can stand on the line of a city."""
    return [of_district(entry, records) for entry in all_entries(records)]


def of_district(entry: Entry, records: CityRecords) -> Entry:
    district = records.district_of_record(entry.record) if entry.record else None
    return replace(entry, district=district) if district else entry


def all_entries(records: CityRecords) -> Iterator[Entry]:
    for agreement in records.agreements:
        yield of_agreement(agreement, records.fields.get(("Agreement", agreement.pk), ()))
    yield from map(of_honour, records.honours)
    for exchange in records.exchanges:
        yield of_exchange(exchange, records.fields.get(("Exchange", exchange.pk), ()))
    yield from map(of_story, records.stories)
    for partnership in records.partnerships:
        yield from (of_event(partnership, event) for event in partnership.events.all())


def of_agreement(agreement: Agreement, fields: Iterable[Any] = ()) -> Entry:
    return Entry(
        agreement.signed_on,
        agreement.kind.name or agreement.kind.get_code_display(),
        agreement.document_title,
        mark="instrument",
        url=agreement.get_absolute_url(),
        summary=agreement.summary or "",
        record=agreement,
        date_field="signed_on",
        group=AGREEMENT,
        fields=tuple(fields),
    )


def of_honour(honour: Honour) -> Entry:
    return Entry(
        honour.given_on,
        _("Honour"),
        honour.name,
        mark="honour",
        url=honour.get_absolute_url(),
        summary=honour.summary or "",
        places=tuple(filter(None, [honour.conferring_body])),
        record=honour,
        date_field="given_on",
        group=HONOUR,
    )


def of_exchange(exchange: Exchange, fields: Iterable[Any] = ()) -> Entry:
    is_held = exchange.plan_status == PlanStatus.HELD
    return Entry(
        exchange.starts_on,
        exchange.get_kind_display()
        if is_held
        else f"{exchange.get_kind_display()} · {exchange.get_plan_status_display()}",
        exchange.title,
        mark=MARKS.get(exchange.direction, "event") if is_held else PLANNED,
        until=exchange.ends_on,
        url=exchange.get_absolute_url(),
        summary=exchange.summary or "",
        places=places_of(exchange),
        record=exchange,
        date_field="starts_on",
        group=EXCHANGE,
        fields=tuple(fields),
    )


def places_of(exchange: Exchange) -> tuple[str, ...]:
    """Where it was held, as far as that is known; cities that took part are no places of it."""
    return tuple(filter(None, [exchange.venue, exchange.held_in.name if exchange.held_in else ""]))


def of_story(story: Story) -> Entry:
    return Entry(
        story.published_on,
        _("Story"),
        story.title,
        url=story.get_absolute_url(),
        summary=story.summary or "",
        group=STORY,
    )


def of_event(partnership: Partnership, event: PartnershipEvent) -> Entry:
    return Entry(
        event.happened_on,
        _("Change of status"),
        str(PartnershipStatus(event.status).label),
        url=partnership.get_absolute_url(),
        summary=event.reason or "",
        record=partnership,
        group=STATUS,
    )
