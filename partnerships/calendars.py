"""Anniversaries and coming exchanges as a calendar to subscribe to (RFC 5545, with the names of RFC 7986).

A day is an event of that day, a month one that spans the month and says so. What is known to the year only, or is
about, stays out: it would fill a whole year of the calendar, or pretend to be exact. The page of anniversaries has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.html import strip_tags
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from partnerships.anniversaries import Anniversary
from partnerships.choices import PlanStatus
from partnerships.models import Exchange
from sistercities.common.characters import without_controls
from sistercities.common.dates import PartialDate, Precision
from sistercities.common.records import Record

PRODUCT = "-//Sister Cities//Register of partnerships//EN"
ONE_DAY = timedelta(days=1)
# Revisions are counted in days from here.
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Occasion:
    """One event. Its `name` is its own for ever; it changes when one of its `sources`, the records behind it, does."""

    name: str
    first: date
    last: date
    summary: str
    description: str
    path: str
    sources: tuple[Record, ...]
    is_tentative: bool = False


def calendar(name: str, origin: str, occasions: Iterable[Occasion], midnight: datetime) -> bytes:
    """`origin` is where the site is, such as https://example.org, without a path; `midnight` began the office's day.

    The number of an event's revision is that of the day, so that it never falls, as the standard demands, even when one
    of its records is withdrawn; were it of the last act, it would tell of work on what nobody may see.
    """
    feed = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN")):
        feed.add(key, value)
    # The library escapes the text of properties that it knows; these are younger.
    for key in ("name", "x-wr-calname"):
        feed.add(key, vText(one_line(name)))
    feed.add("refresh-interval", ONE_DAY, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", "P1D")
    for occasion in occasions:
        feed.add_component(event(occasion, origin, midnight))
    return feed.to_ical()


def event(occasion: Occasion, origin: str, midnight: datetime) -> Event:
    """All of it follows from the records and the day, so that the same records make the same bytes for a day."""
    host = origin.partition("://")[2]
    stamp = utc(max(midnight, *(record.changed_at for record in occasion.sources)))
    found = Event()
    found.add("uid", f"{occasion.name}-{get_language()}@{host}")
    found.add("dtstamp", stamp)
    found.add("last-modified", stamp)
    found.add("sequence", max(0, (midnight - FIRST_DAY) // ONE_DAY))
    found.add("dtstart", occasion.first)
    # The end of an event of whole days is the day after its last.
    found.add("dtend", occasion.last + ONE_DAY)
    found.add("summary", one_line(occasion.summary))
    if occasion.description:
        found.add("description", without_controls(occasion.description))
    found.add("url", origin + occasion.path)
    found.add("transp", "TRANSPARENT")
    found.add("status", "TENTATIVE" if occasion.is_tentative else "CONFIRMED")
    return found


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def one_line(text: str) -> str:
    return " ".join(without_controls(" ".join(text.split())).split())


def has_place(day: PartialDate) -> bool:
    """Whether a calendar can show a date without making more of it than is known."""
    return day.precision >= Precision.MONTH and not day.is_about and day.year != date.max.year


def of_anniversaries(anniversaries: Iterable[Anniversary]) -> list[Occasion]:
    return [of_anniversary(each) for each in anniversaries if has_place(each.day)]


def of_anniversary(anniversary: Anniversary) -> Occasion:
    tie, first = anniversary.partnership, next(iter(anniversary.agreements), None)
    record = tie if anniversary.is_founding or first is None else first
    titles = [agreement.document_title for agreement in anniversary.agreements]
    return Occasion(
        name_of(anniversary),
        *span(anniversary.day),
        with_vagueness(anniversary_words(anniversary), anniversary.day),
        "\n".join(titles),
        record.get_absolute_url(),
        (tie, tie.home_city, tie.partner_city, *anniversary.agreements),
    )


def name_of(anniversary: Anniversary) -> str:
    """The agreements of one date share an event: it is called by what they share, since each of them may leave it."""
    tie, first = anniversary.partnership, next(iter(anniversary.agreements), None)
    signed = "" if anniversary.is_founding or first is None else f"-signed-{first.signed_on.text}"
    return f"partnership-{tie.pk}{signed}-{anniversary.years}"


def anniversary_words(anniversary: Anniversary) -> str:
    """What becomes how old, as one line."""
    tie, years = anniversary.partnership, anniversary.years
    cities = {"years": years, "home": tie.home_city.name, "partner": tie.partner_city.name}
    if anniversary.is_founding or not anniversary.agreements:
        return (
            ngettext(
                "%(years)s year since the partnership of %(home)s and %(partner)s began",
                "%(years)s years since the partnership of %(home)s and %(partner)s began",
                years,
            )
            % cities
        )
    return (
        ngettext(
            "%(years)s year since an agreement of %(home)s and %(partner)s was signed",
            "%(years)s years since an agreement of %(home)s and %(partner)s was signed",
            years,
        )
        % cities
    )


def of_exchanges(exchanges: Iterable[Exchange]) -> list[Occasion]:
    return [of_exchange(each) for each in exchanges if has_place(each.starts_on)]


def of_exchange(exchange: Exchange) -> Occasion:
    """An end that is as vague as a year, or about, is left out."""
    first, last = span(exchange.starts_on)
    if has_place(exchange.ends_on):
        last = max(last, span(exchange.ends_on)[1])
    summary = _("%(label)s: %(value)s") % {"label": exchange.get_plan_status_display(), "value": exchange.title}
    return Occasion(
        f"exchange-{exchange.pk}",
        first,
        last,
        with_vagueness(summary, exchange.starts_on),
        strip_tags(exchange.summary or ""),
        exchange.get_absolute_url(),
        (exchange,),
        is_tentative=exchange.plan_status == PlanStatus.POSTPONED,
    )


def span(day: PartialDate) -> tuple[date, date]:
    return day.span or (date.min, date.min)


def with_vagueness(words: str, day: PartialDate) -> str:
    if day.precision == Precision.DAY:
        return words
    return _("%(words)s (some time in %(month)s)") % {"words": words, "month": day.words()}
