"""Everything public that hangs on one city, read together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Model, Q, QuerySet

from partnerships import facets, reading
from partnerships.city_photos import CityPhoto, photos_of
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Story

# A home city takes part in every exchange: its page shows the latest and links to the list of all.
LATEST = 12


@dataclass
class CityRecords:
    """One city's public records in one language; lists, so that they are read once."""

    partnerships: list[Partnership]
    agreements: list[Agreement]
    exchanges: list[Exchange]
    honours: list[Honour]
    stories: list[Story]
    has_more_exchanges: bool = False
    photos: list[CityPhoto] = field(default_factory=list)

    @classmethod
    def of(cls, city: City, language: str) -> "CityRecords":
        """Eight queries at most, however many records there are, besides the citations of each kind."""
        partnerships = list(partnerships_of(city, language))
        keys = [tie.pk for tie in partnerships if tie.partner_city_id == city.pk]
        exchanges = list(exchanges_of(city, keys, language))
        records = cls(
            partnerships=partnerships,
            agreements=list(agreements_of(keys, language)),
            exchanges=exchanges[:LATEST] if city.is_home else exchanges,
            honours=list(honours_of(city, keys, language)),
            stories=list(reading.stories_about(city, language)[:LATEST]),
            has_more_exchanges=city.is_home and len(exchanges) > LATEST,
        )
        records.photos = photos_of(records.cited(), records.stories, language)
        return records

    def cited(self) -> Iterator[Model]:
        """The records whose sources are numbered on the city's page."""
        return chain(self.partnerships, self.agreements, self.honours, self.exchanges)


def partnerships_of(city: City, language: str) -> QuerySet:
    """Its ties as a partner and, for a home city, those to its partners, oldest first."""
    ties = Partnership.objects.published(language).with_cities().filter(Q(partner_city=city) | Q(home_city=city))
    return ties.oldest_first().prefetch_related(reading.public_events(), reading.public_citations(Partnership))


def agreements_of(partnerships: list[int], language: str) -> QuerySet:
    agreements = Agreement.objects.published(language).filter(partnership__in=partnerships).with_partnership()
    return agreements.prefetch_related(reading.public_citations(Agreement)).order_by("signed_on_sort", "pk")


def exchanges_of(city: City, partnerships: list[int], language: str) -> QuerySet:
    """Those it takes part in, is host to or keeps, and those of its partnerships; the newest of a home city's."""
    of_city = facets.exchange_with(City.objects.filter(pk=city.pk).values("pk"))
    exchanges = Exchange.objects.published(language).filter(of_city | Q(partnership__in=partnerships)).newest_first()
    parts = exchanges.prefetch_related(
        reading.public_one("held_in", City, language), reading.public_citations(Exchange)
    )
    return parts[: LATEST + 1] if city.is_home else parts


def honours_of(city: City, partnerships: list[int], language: str) -> QuerySet:
    honours = Honour.objects.published(language).filter(Q(recipient_city=city) | Q(partnership__in=partnerships))
    return honours.order_by("given_on_sort", "pk").prefetch_related(reading.public_citations(Honour))
