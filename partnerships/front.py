"""What the home page leads with: the newest exchange, the next dates, one partner, the newest stories, every name.

All that is said of partnerships is read off one list of them, which costs one query. Where there are thousands, the
list holds those that are told of (partnerships.front_choice).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef

from partnerships import reading
from partnerships.anniversaries import Anniversary, next_anniversary
from partnerships.models import Agreement, City, Exchange, Partnership, SiteProfile, Story
from sistercities.common.dates import PartialDate
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.record_page import with_readiness

RECENT_EXCHANGES = 4
NEWEST_STORIES = 2
NAMES = 60
# What the map, the names, the figures and the dates need: the list may have thousands of rows.
TIE_COLUMNS = ["slug", "tie_class", "status", "since", "home_city", "partner_city"]
TRANSLATED_COLUMNS = ["name", "summary", "sort"]
CITY_COLUMNS = ["slug", "native_name", "native_language", "country", "latitude", "longitude", "is_home"]
CITY_COLUMNS += [localized(name, language) for name in TRANSLATED_COLUMNS for language in CONTENT_LANGUAGES]
READ = TIE_COLUMNS + [f"{city}__{name}" for city in ("home_city", "partner_city") for name in CITY_COLUMNS]


def home_city(language: str) -> City | None:
    """The home city that the site profile names; else the first one that belongs to no other."""
    is_named = Exists(SiteProfile.objects.filter(home_city=OuterRef("pk")))
    cities = City.objects.published(language).home()
    return cities.order_by(is_named.desc(), F("parent").asc(nulls_first=True), "pk").first()


def partnerships(language: str) -> Any:
    """Every public partnership with its cities, knowing in which languages it is public; oldest first."""
    ties = Partnership.objects.published(language).filter(partner_city__is_home=False)
    return with_readiness(ties).with_cities().oldest_first().only(*READ)


def recent_exchanges(language: str) -> list[Exchange]:
    """The newest exchanges that were held, with their pictures."""
    held = reading.exchange_row(Exchange.objects.published(language).held(), language).newest_first()
    return list(held.prefetch_related(reading.public_attachments(Exchange, language))[:RECENT_EXCHANGES])


@dataclass(frozen=True)
class ComingDate:
    """A planned exchange or an anniversary, never both."""

    day: PartialDate
    exchange: Exchange | None = None
    anniversary: Anniversary | None = None


def coming_dates(ties: Sequence[Partnership], language: str, today: date) -> list[ComingDate]:
    """The next planned exchange and the next anniversary, as far as there are any, in the order in which they come.

    An exchange planned for a month counts from the month's first day, so that it is not announced too late.
    """
    found = []
    if exchange := Exchange.objects.published(language).coming(PartialDate.from_date(today)).first():
        found.append(ComingDate(exchange.starts_on, exchange=exchange))
    if anniversary := next_anniversary(ties, today):
        found.append(ComingDate(anniversary.day, anniversary=anniversary))
    return sorted(found, key=lambda coming: coming.day)


def partner_to_show(ties: Sequence[Partnership], exchanges: Sequence[Exchange], language: str) -> Partnership | None:
    """The partnership of the newest exchange that belongs to one, else of the newest agreement, else the oldest."""
    by_key = {tie.pk: tie for tie in ties}
    return by_key.get(key_to_show(list(by_key), exchanges, language) or 0)


def key_to_show(keys: Sequence[int], exchanges: Sequence[Exchange], language: str) -> int | None:
    """The same by keys, those of the partnerships in their order."""
    known = set(keys)
    of_exchange = next((each.partnership_id for each in exchanges if each.partnership_id in known), None)
    if of_exchange or not keys:
        return of_exchange
    newest = Agreement.objects.published(language).newest_first().values_list("partnership", flat=True).first()
    return newest if newest in known else keys[0]


def newest_stories(language: str) -> list[Story]:
    return list(reading.story_row(Story.objects.published(language), language).newest_first()[:NEWEST_STORIES])


def names(ties: Sequence[Partnership], language: str) -> list[City]:
    """The first partners by name, each once, for a run of names."""
    partners = {tie.partner_city_id: tie.partner_city for tie in ties}
    return sorted(partners.values(), key=lambda city: getattr(city, localized("sort", language)))[:NAMES]
