"""A city on paper, for a delegation: the same facts in each language in which they are published.

Everything is read once for all languages; each language's part then holds what is public in it, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from partnerships import reading
from partnerships.anniversaries import Anniversary, next_anniversary
from partnerships.choices import PlanStatus
from partnerships.city_records import kept_by, keys_with
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Signatory, Source
from partnerships.timeline import Entry, of_agreement, of_event, of_exchange, of_honour
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.record_page import is_ready, with_readiness

# A delegation reads no more; the page has everything.
MOST_EXCHANGES = 60
MOST_PARTNERS = 100


@dataclass(frozen=True)
class Part:
    """What the briefing says in one language. `language` must be active while it is printed."""

    language: str
    partnerships: list[Partnership]
    agreements: list[Agreement]
    honours: list[Honour]
    chronology: list[Entry]
    coming: list[Exchange]
    anniversary: Anniversary | None
    has_more: bool = False


@dataclass(frozen=True)
class Briefing:
    """`sources` stand once for both languages: they have one of their own."""

    parts: list[Part]
    sources: list[Source]


def public_in_any(records: Any) -> QuerySet:
    """Records that visitors may see in some language, knowing in which."""
    now = timezone.now()
    conditions = [records.model.public_condition(language, now) for language in CONTENT_LANGUAGES]
    condition = conditions[0]
    for other in conditions[1:]:
        condition |= other
    return with_readiness(records.filter(condition))


def briefing(city: City, languages: Iterable[str], today: date) -> Briefing:
    """In these languages, of which the first is the page's own; eight queries."""
    ties = list(ties_of(city))
    keys = [tie.pk for tie in ties if tie.partner_city_id == city.pk]
    agreements, honours = list(agreements_of(keys)), list(honours_of(city, keys))
    exchanges = list(exchanges_of(city, keys))
    parts = [part(language, ties, agreements, honours, exchanges, today) for language in languages]
    return Briefing(parts, sources_of(city, parts))


def ties_of(city: City) -> QuerySet:
    ties = public_in_any(Partnership.objects.with_cities().filter(Q(partner_city=city) | Q(home_city=city)))
    return ties.oldest_first().prefetch_related(reading.public_events())[:MOST_PARTNERS]


def agreements_of(partnerships: list[int]) -> QuerySet:
    agreements = public_in_any(Agreement.objects.with_partnership().filter(partnership__in=partnerships))
    signed_by = Prefetch("people", Signatory.objects.order_by("order", "id"))
    return agreements.order_by("signed_on_sort", "pk").prefetch_related(signed_by)


def honours_of(city: City, partnerships: list[int]) -> QuerySet:
    honours = Honour.objects.filter(Q(recipient_city=city) | Q(partnership__in=partnerships))
    return public_in_any(honours).order_by("given_on_sort", "pk")


def exchanges_of(city: City, partnerships: list[int]) -> QuerySet:
    of_city = kept_by([city.pk]) if city.is_home else Q(pk__in=keys_with([city.pk], partnerships))
    places = Prefetch("held_in", public_in_any(City.objects.all()))
    exchanges = public_in_any(Exchange.objects.filter(of_city)).newest_first()
    return exchanges.prefetch_related(places)[: MOST_EXCHANGES + 1]


def part(
    language: str,
    ties: list[Partnership],
    agreements: list[Agreement],
    honours: list[Honour],
    exchanges: list[Exchange],
    today: date,
) -> Part:
    """What of the records is public in one language."""
    shown = [readable(tie, language) for tie in (ties, agreements, honours, exchanges[:MOST_EXCHANGES])]
    own_ties, own_agreements, own_honours, own_exchanges = shown
    with override(language):
        return Part(
            language,
            own_ties,
            own_agreements,
            own_honours,
            chronology(own_ties, own_agreements, own_honours, own_exchanges, language),
            [each for each in own_exchanges if is_coming(each, today)],
            next_anniversary(own_ties, today, own_agreements),
            has_more=len(exchanges) > MOST_EXCHANGES,
        )


def readable(records: Iterable[Any], language: str) -> list[Any]:
    return [record for record in records if is_ready(record, language)]


def is_coming(exchange: Exchange, today: date) -> bool:
    is_open = exchange.plan_status in (PlanStatus.PLANNED, PlanStatus.POSTPONED)
    return bool(is_open and exchange.starts_on.latest and exchange.starts_on.latest >= today)


def chronology(
    ties: list[Partnership],
    agreements: list[Agreement],
    honours: list[Honour],
    exchanges: list[Exchange],
    language: str,
) -> list[Entry]:
    """Everything dated, the oldest first. What has no date is on the page."""
    entries = [*map(of_agreement, agreements), *map(of_honour, honours)]
    entries += [told(exchange, language) for exchange in exchanges]
    entries += [of_event(tie, event) for tie in ties for event in tie.events.all()]
    return sorted((entry for entry in entries if entry.date), key=lambda entry: (entry.date, entry.title))


def told(exchange: Exchange, language: str) -> Entry:
    """As this language may tell it: a place that is not public in it stays unnamed."""
    place: Any = exchange.held_in
    names = [exchange.venue, place.name if place and is_ready(place, language) else ""]
    return replace(of_exchange(exchange), places=tuple(filter(None, names)))


def sources_of(city: City, parts: Iterable[Part]) -> list[Source]:
    """The public sources of everything that stands in a part, and of the city."""
    keys: dict[str, set[int]] = {"city": {city.pk}}
    for each in parts:
        told = (each.partnerships, each.agreements, each.honours, [entry.record for entry in each.chronology])
        for record in (record for records in told for record in records if record is not None):
            keys.setdefault(str(record._meta.model_name), set()).add(record.pk)
    cited = Q(pk__in=[])
    for name, pks in keys.items():
        cited |= Q(**{f"{name}citations__record__in": pks})
    return list(Source.objects.filter(cited, is_public=True).distinct().order_by("title", "pk"))
