"""What a page says of itself where its address is passed on or read by machines: title, words, picture, facts, feeds.

Everything is read off what the page's view has put into its template, so that it costs nothing and tells no more.
"""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from media.sizes import JPEG
from partnerships import cards, linked_data
from partnerships.models import City, Exchange, Field, Story
from partnerships.titles import distinct_title
from sistercities.common.records import Record
from sistercities.common.responses import base_of


@dataclass(frozen=True)
class Picture:
    """`width` and `height` only where they are known."""

    url: str
    alt: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Sharing:
    title: str
    kind: str = "website"
    description: str = ""
    picture: Picture | None = None
    facts: list[dict[str, Any]] = field(default_factory=list)
    feeds: list[tuple[str, str]] = field(default_factory=list)


def sharing_of(page: dict[str, Any], office: linked_data.Office) -> Sharing:
    """`page` is the context of its template, with `request`."""
    record = page.get("object") if isinstance(page.get("object"), Record) else None
    site = office.site_name or _("Sister cities")
    title = _title(page, record)
    return Sharing(
        title=title or site,
        kind="article" if isinstance(record, Story) else "website",
        description=_description(page, record) or ("" if title else office.tagline),
        picture=_picture(page, record),
        facts=_facts(page, record, title, office),
        feeds=_feeds(page, record, site),
    )


def _title(page: dict[str, Any], record: Any) -> str:
    if record is None or record._meta.model_name == "partnership":
        return str(page.get("heading") or "")
    return distinct_title(record)


def _description(page: dict[str, Any], record: Any) -> str:
    if record is None:
        return str(page.get("lead") or "")
    return linked_data.plain(getattr(record, "summary", "") or getattr(record, "alt", ""))


def _picture(page: dict[str, Any], record: Any) -> Picture | None:
    base = base_of(page["request"])
    if isinstance(record, City):
        return _card(page, record, base)
    if isinstance(record, Story):
        lead = linked_data.beside(record, "lead_photo")
        return _photo(lead, base) or _photo(linked_data.first_photo(record), base)
    if isinstance(record, Exchange):
        return _photo(linked_data.first_photo(record), base)
    return _described(page.get("facts"))


def _photo(item: Any, base: str) -> Picture | None:
    found = linked_data.smaller(item)
    return Picture(base + found.url(JPEG), item.alt or "", found.width, found.height) if found else None


def _described(facts: Any) -> Picture | None:
    """What the page of a photo says of it to machines."""
    facts = facts if isinstance(facts, dict) else {}
    told = (facts.get(name) for name in ("width", "height"))
    return Picture(facts["contentUrl"], facts.get("description", ""), *told) if facts.get("contentUrl") else None


def _card(page: dict[str, Any], city: City, base: str) -> Picture | None:
    """The city's card, if its page is public and the letters of its name are at hand; else its first photo."""
    ties = getattr(page.get("records"), "partnerships", ())
    card = None if page.get("draft_state") else cards.card_of(city, ties)
    if card is None:
        return _photo(linked_data.first_photo(city), base)
    return Picture(base + cards.path_of(city, card), city.name or "", cards.WIDTH, cards.HEIGHT)


def _facts(page: dict[str, Any], record: Any, title: str, office: linked_data.Office) -> list[dict[str, Any]]:
    base, address = base_of(page["request"]), page.get("canonical_url")
    if not address or page.get("draft_state"):
        return []
    publisher = linked_data.organization(office, base, reverse("home"))
    own = linked_data.of_record(record, address, base) if record is not None else {}
    if own.get("@type") == "Article" and publisher:
        own["publisher"] = publisher
    trail = linked_data.breadcrumbs(page.get("breadcrumbs") or (), title, address, base)
    found = [own, trail, publisher if page["request"].path == reverse("home") else {}]
    return [{"@context": linked_data.CONTEXT, **facts} for facts in found if facts]


def _feeds(page: dict[str, Any], record: Any, site: str) -> list[tuple[str, str]]:
    """Title and address; that of the page's subject first."""
    found = []
    subject = record or page.get("field")
    if isinstance(subject, City) and not page.get("draft_state"):
        title = _("Newest records of %(place)s") % {"place": subject.name}
        found.append((title, reverse("open:city_feed", args=[subject.slug])))
    elif isinstance(subject, Field):
        title = _("Newest records: %(subject)s") % {"subject": subject.name or subject.slug}
        found.append((title, reverse("open:field_feed", args=[subject.slug])))
    return [*found, (f"{_('Newest records')} · {site}", reverse("open:feed"))]
