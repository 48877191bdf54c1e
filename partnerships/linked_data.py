"""Records as search engines and libraries read them: schema.org, with what is known and nothing else.

Relations are told as the page has read them, which is to say those that are public. A date is told in the reduced
precision of ISO 8601 that schema.org takes; one that is only about is not told.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from media.pictures import Rendition, next_best
from media.sizes import HERO, JPEG
from partnerships.choices import Direction, PlanStatus, Tier
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Story
from sistercities.common.dates import PartialDate

Facts = dict[str, Any]
CONTEXT = "https://schema.org"
PLACES: dict[str, str] = {
    Tier.FIRST_LEVEL: "AdministrativeArea",
    Tier.CITY: "City",
    Tier.DISTRICT: "AdministrativeArea",
}
STATUSES: dict[str, str] = {
    PlanStatus.PLANNED: "https://schema.org/EventScheduled",
    PlanStatus.POSTPONED: "https://schema.org/EventPostponed",
    PlanStatus.CANCELLED: "https://schema.org/EventCancelled",
}


def beside(record: Any, name: str) -> Any:
    """A relation to one record as the page has read it; None where it did not, or where that record is not public."""
    return record._state.fields_cache.get(name)


def listed(record: Any, name: str) -> list[Any]:
    """A relation to several as the page has read it; none where it did not."""
    return list(getattr(record, name).all()) if name in getattr(record, "_prefetched_objects_cache", {}) else []


def known(facts: Facts) -> Facts:
    """Without what is empty."""
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}


def date_of(date: PartialDate) -> str:
    return "" if date.is_about else date.text


class Office(NamedTuple):
    """What the site profile says of who keeps the site, each under its own name there; empty where it says nothing."""

    site_name: str = ""
    tagline: str = ""
    office: str = ""
    email: str = ""
    hotline: str = ""


def organization(office: Office, base: str, home: str) -> Facts:
    """The office that keeps the site; nothing before it has named itself."""
    if not office.office:
        return {}
    contact = {"email": office.email, "telephone": office.hotline}
    return known({"@type": "Organization", "name": office.office, "url": base + home, **contact})


def breadcrumbs(trail: Iterable[tuple[Any, str]], title: str, page: str, base: str) -> Facts:
    steps = [(str(label), base + url) for label, url in trail]
    if not steps or not title:
        return {}
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate([*steps, (title, page)], 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def of_record(record: Any, page: str, base: str) -> Facts:
    """Facts of a record as its page has read it: only what is public there is reached."""
    describe = DESCRIBED.get(record.__class__)
    return known({**describe(record, base), "url": page}) if describe else {}


def place(city: City | None, base: str) -> Facts:
    """A city by its name and page, as others name it."""
    if city is None:
        return {}
    return known({"@type": PLACES.get(city.tier, "Place"), "name": city.name, "url": base + city.get_absolute_url()})


def _city(city: City, base: str) -> Facts:
    spot = {"@type": "GeoCoordinates", "latitude": city.latitude, "longitude": city.longitude}
    elsewhere = [
        f"https://www.wikidata.org/entity/{city.wikidata_id}" if city.wikidata_id else "",
        f"https://www.geonames.org/{city.geonames_id}/" if city.geonames_id else "",
        city.website,
    ]
    return {
        **place(city, base),
        "alternateName": city.native_name if city.native_name != city.name else "",
        "description": city.summary,
        "geo": spot if city.latitude is not None and city.longitude is not None else {},
        "containedInPlace": {"@type": "Country", "name": str(city.country.name)},
        "sameAs": [address for address in elsewhere if address],
        "image": first_image(city, base),
    }


def _partnership(tie: Partnership, base: str) -> Facts:
    cities = [place(beside(tie, name), base) for name in ("home_city", "partner_city")]
    return {"@type": "WebPage", "about": [city for city in cities if city]}


def _agreement(agreement: Agreement, base: str) -> Facts:
    tie = beside(agreement, "partnership")
    return {
        "@type": "CreativeWork",
        "name": agreement.title,
        "description": plain(agreement.summary),
        "dateCreated": date_of(agreement.signed_on),
        "locationCreated": place(beside(agreement, "signed_in"), base),
        "about": _partnership(tie, base)["about"] if tie else [],
    }


def _exchange(exchange: Exchange, base: str) -> Facts:
    where = place(beside(exchange, "held_in"), base)
    venue = known({"@type": "Place", "name": exchange.venue or "", "containedInPlace": where})
    online = exchange.direction == Direction.ONLINE
    return {
        "@type": "Event",
        "name": exchange.title,
        "description": plain(exchange.summary),
        "startDate": date_of(exchange.starts_on),
        "endDate": date_of(exchange.ends_on),
        "eventStatus": STATUSES.get(exchange.plan_status, ""),
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode" if online else "",
        "location": venue if exchange.venue else where,
        "about": [place(city, base) for city in listed(exchange, "cities")],
        "image": first_image(exchange, base),
    }


def _honour(honour: Honour, base: str) -> Facts:
    return {"@type": "WebPage", "name": honour.name, "about": place(beside(honour, "recipient_city"), base)}


def _story(story: Story, base: str) -> Facts:
    return {
        "@type": "Article",
        "headline": story.title,
        "description": story.summary,
        "datePublished": date_of(story.published_on),
        "creditText": story.byline,
        "about": [place(city, base) for city in listed(story, "cities")],
        "image": image(beside(story, "lead_photo"), base) or first_image(story, base),
    }


DESCRIBED: dict[type, Callable[[Any, str], Facts]] = {
    City: _city,
    Partnership: _partnership,
    Agreement: _agreement,
    Exchange: _exchange,
    Honour: _honour,
    Story: _story,
}


def plain(text: str | None) -> str:
    return text if text and "<" not in text else ""


def image(item: Any, base: str) -> str:
    """The address of a photo that the page shows too; empty while there is none."""
    best = smaller(item)
    return base + best.url(JPEG) if best else ""


def smaller(item: Any) -> Rendition | None:
    """The version of a photo in which it is passed on; none of a photo that has none, or of none."""
    return next_best(item, HERO) if item is not None and item.renditions else None


def first_image(record: Any, base: str) -> str:
    return image(first_photo(record), base)


def first_photo(record: Any) -> Any:
    """The first photo of a record of which there is a version to pass on."""
    items = (attachment.item for attachment in listed(record, "attachments"))
    return next((item for item in items if smaller(item)), None)
