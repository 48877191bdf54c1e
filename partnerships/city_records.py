"""Everything public that hangs on one city and on its districts, read together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Model, Prefetch, Q, QuerySet
from django.utils import timezone

from partnerships import reading
from partnerships.choices import PlanStatus
from partnerships.citing import citations_of
from partnerships.city_photos import CityPhoto, photos_of
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Story
from partnerships.references import Citations
from partnerships.terms_of_records import fields_of
from sistercities.common.languages import localized

# A home city takes part in every exchange: its page shows the latest and links to the list of all.
LATEST = 12
# More of a partner city's than anybody reads on one page; the rest is in the list.
MOST_EXCHANGES = 300
MOST_TIES = 200


@dataclass
class CityRecords:
    """One city's public records in one language; lists, so that they are read once.

    A record is in them once, however many of the city's districts it concerns. `district_of` says of those that concern
    a district and not the city itself which one that is.
    """

    partnerships: list[Partnership]
    agreements: list[Agreement]
    exchanges: list[Exchange]
    honours: list[Honour]
    stories: list[Story]
    has_more_exchanges: bool = False
    has_more_partnerships: bool = False
    districts: list[City] = field(default_factory=list)
    photos: list[CityPhoto] = field(default_factory=list)
    district_of: dict[tuple[str, int], City] = field(default_factory=dict)
    fields: dict[tuple[str, int], list[Any]] = field(default_factory=dict)
    citations: Citations = field(default_factory=dict)

    @classmethod
    def of(cls, city: City, language: str) -> "CityRecords":
        """Twelve queries at most, however many records there are."""
        districts = districts_in(city, language)
        places = {place.pk: place for place in (city, *districts)}
        ties = list(partnerships_of(list(places), language)[: MOST_TIES + 1])
        partnerships = ties[:MOST_TIES]
        keys = [tie.pk for tie in partnerships if tie.partner_city_id in places]
        most = LATEST if city.is_home else MOST_EXCHANGES
        exchanges = list(exchanges_of(city, list(places), keys, language)[: most + 1])
        records = cls(
            partnerships=partnerships,
            agreements=list(agreements_of(keys, language)),
            exchanges=[shown(exchange) for exchange in exchanges[:most]],
            honours=list(honours_of(list(places), keys, language)),
            stories=list(reading.stories_about(city, language)[:LATEST]),
            has_more_exchanges=len(exchanges) > most,
            has_more_partnerships=len(ties) > MOST_TIES,
            districts=districts,
        )
        records.district_of = districts_of(records, city, places)
        records.fields = fields_of(records.agreements, records.exchanges)
        records.photos = photos_of(records.cited(), records.stories, language)
        records.citations = citations_of([city, *records.cited()], language)
        return records

    def cited(self) -> Iterator[Model]:
        """The records whose sources are numbered on the city's page."""
        return chain(self.partnerships, self.agreements, self.honours, self.exchanges)

    def coming(self, today: date) -> list[Exchange]:
        """What is planned or postponed and not over, the soonest first."""
        open_plans = [each for each in self.exchanges if each.plan_status in (PlanStatus.PLANNED, PlanStatus.POSTPONED)]
        coming = [each for each in open_plans if each.starts_on.latest and each.starts_on.latest >= today]
        return sorted(coming, key=lambda exchange: exchange.starts_on)

    @property
    def own_partnerships(self) -> list[Partnership]:
        return [tie for tie in self.partnerships if not self.district_of_record(tie)]

    @property
    def district_partnerships(self) -> list[tuple[City, Partnership]]:
        found = [(self.district_of_record(tie), tie) for tie in self.partnerships]
        return [(district, tie) for district, tie in found if district]

    def district_of_record(self, record: Model) -> City | None:
        return self.district_of.get((type(record).__name__, record.pk))


def districts_in(city: City, language: str) -> list[City]:
    """By name. Not in the database's order: it might walk through every city for that."""
    districts = City.objects.published(language).filter(parent=city).order_by()
    return sorted(districts, key=lambda district: (getattr(district, localized("sort", language)), district.pk))


def partnerships_of(places: list[int], language: str) -> QuerySet:
    """Their ties as partners and, for home cities, those to their partners, oldest first."""
    ties = Partnership.objects.published(language).with_cities()
    ties = ties.filter(Q(partner_city__in=places) | Q(home_city__in=places))
    return ties.oldest_first().prefetch_related(reading.public_events())


def agreements_of(partnerships: list[int], language: str) -> QuerySet:
    agreements = Agreement.objects.published(language).filter(partnership__in=partnerships).with_partnership()
    return agreements.order_by("signed_on_sort", "pk")


def exchanges_about(city: City, language: str) -> Any:
    """Those that the city's page tells of: of the city itself, of its districts and of their partnerships."""
    places = [city.pk, *(district.pk for district in districts_in(city, language))]
    ties = Partnership.objects.published(language).filter(partner_city__in=places)
    keys = list(ties.values_list("pk", flat=True))
    return Exchange.objects.published(language).filter(concerning(city, places, keys))


def concerning(city: City, places: list[int], partnerships: list[int]) -> Q:
    return kept_by(places) if city.is_home else Q(pk__in=keys_with(places, partnerships))


def exchanges_of(city: City, places: list[int], partnerships: list[int], language: str) -> QuerySet:
    """Those that one of the places takes part in, is host to or keeps, and those of the partnerships, newest first."""
    exchanges = Exchange.objects.published(language).newest_first()
    exchanges = exchanges.filter(concerning(city, places, partnerships))
    shows_place = City.public_condition(language, timezone.now(), "held_in__")
    parts = exchanges.select_related("held_in").prefetch_related(Prefetch("cities", reading.cities_by_name(language)))
    return parts.annotate(shows_place=ExpressionWrapper(shows_place, BooleanField()))


def kept_by(places: list[int]) -> Q:
    """For a city that most exchanges concern: asked row by row along their order, until there are enough."""
    rows = Exchange.cities.through.objects.filter(city__in=places)
    return Q(home_city__in=places) | Q(held_in__in=places) | Q(pk__in=rows.values("exchange"))


def keys_with(places: list[int], partnerships: list[int]) -> QuerySet:
    """For a city that few exchanges concern: each condition by its own index."""
    rows = Exchange.cities.through.objects.filter(city__in=places).values("exchange")
    others = [Q(held_in__in=places), Q(home_city__in=places), Q(partnership__in=partnerships)]
    return rows.union(*(Exchange.objects.filter(condition).order_by().values("pk") for condition in others))


def shown(exchange: Any) -> Exchange:
    """Without a place that is not public."""
    if not exchange.shows_place:
        exchange.held_in = None
    return exchange


def honours_of(places: list[int], partnerships: list[int], language: str) -> QuerySet:
    honours = Honour.objects.published(language).filter(Q(recipient_city__in=places) | Q(partnership__in=partnerships))
    return honours.order_by("given_on_sort", "pk")


def districts_of(records: CityRecords, city: City, places: dict[int, City]) -> dict[tuple[str, int], City]:
    """Which record concerns a district and not the city itself, by kind and key."""
    found: dict[tuple[str, int], City] = {}

    def note(record: Any, *concerned: int | None) -> None:
        districts = [places[key] for key in concerned if key in places]
        if districts and city not in districts:
            found[type(record).__name__, record.pk] = districts[0]

    ends = {tie.pk: (tie.partner_city_id, tie.home_city_id) for tie in records.partnerships}
    for tie in records.partnerships:
        note(tie, *ends[tie.pk])
    for agreement in records.agreements:
        note(agreement, *ends[agreement.partnership_id])
    for honour in records.honours:
        note(honour, honour.recipient_city_id, *ends.get(honour.partnership_id or 0, ()))
    for exchange in records.exchanges:
        taking_part = [other.pk for other in exchange.cities.all()]
        ties = ends.get(exchange.partnership_id or 0, ())
        note(exchange, *taking_part, exchange.held_in_id, exchange.home_city_id, *ties)
    return found
