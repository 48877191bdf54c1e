"""What the home page leads with: the newest exchange, the next date, one partner, the newest stories."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from partnerships import reading
from partnerships.anniversaries import Anniversary, next_anniversary
from partnerships.models import Agreement, City, Exchange, Partnership, SiteProfile, Story
from sistercities.common.dates import PartialDate
from sistercities.common.languages import localized
from sistercities.common.record_page import with_readiness

RECENT_EXCHANGES = 4
NAMES = 60


def recent_exchanges(language: str) -> list[Exchange]:
    """The newest exchanges that were held, with their pictures."""
    held = reading.exchange_row(Exchange.objects.published(language).held(), language).newest_first()
    return list(held.prefetch_related(reading.public_attachments(Exchange, language))[:RECENT_EXCHANGES])


def home_city(language: str) -> City | None:
    """The home city that the site profile names; else the first one that belongs to no other."""
    is_named = Exists(SiteProfile.objects.filter(home_city=OuterRef("pk")))
    cities = City.objects.published(language).home()
    return cities.order_by(is_named.desc(), F("parent").asc(nulls_first=True), "pk").first()


@dataclass(frozen=True)
class ComingDate:
    """A planned exchange or an anniversary, never both."""

    day: PartialDate
    exchange: Exchange | None = None
    anniversary: Anniversary | None = None


def coming_dates(language: str, today: date) -> list[ComingDate]:
    """The next planned exchange and the next anniversary, as far as there are any, in the order in which they come.

    An exchange planned for a month counts from the month's first day, so that it is not announced too late.
    """
    found = []
    if exchange := Exchange.objects.published(language).coming(PartialDate.from_date(today)).first():
        found.append(ComingDate(exchange.starts_on, exchange=exchange))
    if anniversary := next_anniversary(language, today):
        found.append(ComingDate(anniversary.day, anniversary=anniversary))
    return sorted(found, key=lambda coming: coming.day)


def partner_of_the_day(language: str) -> Partnership | None:
    """The partnership of the newest exchange that belongs to one, else of the newest agreement, else any."""
    ties = Partnership.objects.published(language)
    kept = Q(partnership__in=ties.values("pk"))
    newest = (
        Exchange.objects.published(language).held().filter(kept).newest_first().values_list("partnership").first()
        or Agreement.objects.published(language).newest_first().values_list("partnership").first()
    )
    chosen = ties.filter(pk=newest[0]) if newest else ties
    partners = with_readiness(City.objects.published(language))
    return chosen.prefetch_related("home_city", Prefetch("partner_city", partners)).first()


def newest_stories(language: str, number: int = 2) -> list[Story]:
    return list(reading.story_row(Story.objects.published(language), language).newest_first()[:number])


def names(language: str) -> list[City]:
    """The first partners by name, for a run of names."""
    return list(reading.partners_in(language).order_by(localized("sort", language), "pk")[:NAMES])
