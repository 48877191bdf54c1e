"""Addresses that no page names: what somebody would type who knows or guesses what is hidden."""

import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from bench.leak_data import SIZES, Secrets
from media.models import MediaItem
from partnerships.api.addresses import NAMES
from partnerships.api.filter_sets import HonourFilterSet, PartnershipFilterSet
from partnerships.figure_dimensions import EXCHANGE_DIMENSIONS, TIE_DIMENSIONS
from partnerships.filters import AgreementFilterSet, CityFilterSet, ExchangeFilterSet, StoryFilterSet
from partnerships.models import City
from partnerships.photo_filters import CityGalleryFilterSet
from partnerships.timeline_choices import FIELD, KIND, PERIOD

LISTS = {
    "cities": CityFilterSet,
    "agreements": AgreementFilterSet,
    "exchanges": ExchangeFilterSet,
    "stories": StoryFilterSet,
    "photos": CityGalleryFilterSet,
}
FOR_MACHINES = {**LISTS, "partnerships": PartnershipFilterSet, "honours": HonourFilterSet}
FIGURES = {"partnerships": TIE_DIMENSIONS, "exchanges": EXCHANGE_DIMENSIONS}
TIMELINE = (KIND, FIELD, PERIOD)
MOST_OF_A_KIND = 20
# What may be asked of everything that stands in a list.
ORDERS = ("name", "-name", "oldest", "newest", "since", "search_en", "internal_remarks", "-changed_at", "version")
COLUMNS = ("internal_remarks", "archive_number", "responsible_officer", "state_en", "search_en", "slug,title", "pk")


def guesses(secrets: Secrets, language: str) -> list[str]:
    """Far more than need be asked: of some records of each kind, and of what is written in them."""
    by_kind: dict[type, list[Any]] = {}
    for record in secrets.hidden:
        by_kind.setdefault(type(record), []).append(record)
    chosen = [
        record
        for kind, records in by_kind.items()
        if kind.__name__.lower() in NAMES
        for record in random.sample(records, min(MOST_OF_A_KIND, len(records)))
    ]
    pages = [url for record in chosen for url in addresses_of(record, language)]
    values = sorted({value for record in chosen for value in values_of(record)})
    narrowed = list(narrowings(language, values))
    return pages + random.sample(narrowed, min(len(pages), len(narrowed)))


def addresses_of(record: Any, language: str) -> Iterator[str]:
    """Everything that the site might have of a record, by its name and by the one that it had before."""
    kind = NAMES[type(record).__name__.lower()]
    for slug in (record.slug, f"once-{record.slug}"):
        page = f"/{language}/{kind}/{slug}/"
        yield from (page, page[:-1], f"{page}?page=2", f"{page}?preview=1")
        yield from (f"/api/v1/{language}/{kind}/{slug}/", f"/api/v1/{language}/{kind}/{slug}/?fields=slug")
        if isinstance(record, City):
            yield from (f"{page}{end}" for end in ("briefing/", "anniversaries.ics", "feed.atom", "card-1.png"))
        if isinstance(record, MediaItem):
            version = record.renditions.get("version", "1")
            yield from (f"/files/{slug}/{end}" for end in ("original", "document"))
            yield from (f"/files/{slug}/{size}-{version}.{end}" for size in SIZES for end in ("jpg", "webp"))


def values_of(record: Any) -> Iterator[str]:
    """What a filter might be given to find out whether there is such a record, and what is written in it."""
    yield record.slug
    for name in ("country", "tier", "tie_class", "kind", "direction", "status"):
        value = getattr(record, name, "")
        yield str(getattr(value, "slug", getattr(value, "code", value)) or record.slug)
    for name in ("since", "signed_on", "starts_on", "given_on", "published_on", "taken_on"):
        if getattr(record, name, ""):
            yield from (str(getattr(record, name)), str(getattr(record, name))[:4])


def narrowings(language: str, values: list[str]) -> Iterator[str]:
    """Lists, and whatever else can be narrowed, asked by each value: what is left could tell whether it is there."""
    for way, lists in ((f"/{language}/", LISTS), (f"/api/v1/{language}/", FOR_MACHINES)):
        for name, filter_set in lists.items():
            pairs = [(each, value) for each in filter_set.base_filters for value in values]
            pairs += [("order", order) for order in ORDERS] + [("ordering", order) for order in ORDERS]
            pairs += [("fields", columns) for columns in COLUMNS] + [
                ("after", "1"),
                ("before", "999999"),
                ("page", "99"),
            ]
            yield from (f"{way}{name}/?{urlencode([pair])}" for pair in pairs)
            if way.startswith("/api"):
                continue
            for ending in ("csv", "json"):
                chosen = random.sample(pairs, min(40, len(pairs)))
                yield from (f"/{language}/{name}.{ending}?{urlencode([pair])}" for pair in chosen)
    for value in values:
        yield from (
            f"/{language}/search/?{urlencode({'q': value})}",
            f"/{language}/search/suggest/?{urlencode({'q': value})}",
        )
