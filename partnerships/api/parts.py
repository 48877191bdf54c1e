"""What is read beside the records of an answer, relation by relation, each narrowed to what is public there.

Only what is told is read: `fields=slug,title` costs one query.
"""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Prefetch

from media.models import MediaItem
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Story
from partnerships.reading import (
    cities_by_name,
    public_attachments,
    public_citations,
    public_events,
    public_one,
)

Part = Callable[[Any, str], Any]


def joined(*names: str) -> Part:
    """Relations that are public whenever the record is."""
    return lambda records, language: records.select_related(*names)


def beside(*names: str) -> Part:
    """Rows without a state of their own."""
    return lambda records, language: records.prefetch_related(*names)


def one(name: str, model: type) -> Part:
    """A relation to one record, which reads as None where that is not public."""
    return lambda records, language: records.prefetch_related(public_one(name, model, language))


def tie(records: Any, language: str) -> Any:
    ties = Partnership.objects.published(language).with_cities()
    return records.prefetch_related(Prefetch("partnership", ties))


def cities(name: str) -> Part:
    return lambda records, language: records.prefetch_related(Prefetch(name, cities_by_name(language)))


def ties_of_city(records: Any, language: str) -> Any:
    """Those in which it is the partner; of a home city there may be thousands, which have a list of their own."""
    ties = Partnership.objects.published(language).with_cities().oldest_first()
    return records.prefetch_related(Prefetch("partnerships", ties))


def events(records: Any, language: str) -> Any:
    return records.prefetch_related(public_events())


EVIDENCE: dict[str, Part] = {
    "photos": lambda records, language: records.prefetch_related(public_attachments(records.model, language)),
    "sources": lambda records, language: records.prefetch_related(public_citations(records.model, language)),
}
PARTS: dict[type, dict[str, Part]] = {
    City: EVIDENCE
    | {
        "parent": one("parent", City),
        "districts": cities("districts"),
        "groups": beside("groups"),
        "facts": beside("facts"),
        "partnerships": ties_of_city,
    },
    Partnership: EVIDENCE
    | {
        "home_city": joined("home_city"),
        "partner_city": joined("partner_city"),
        "events": events,
        "status": events,
    },
    Agreement: EVIDENCE
    | {
        "kind": joined("kind"),
        "counted_as": joined("kind"),
        "partnership": joined("partnership__home_city", "partnership__partner_city"),
        "signed_in": one("signed_in", City),
        "fields_of_cooperation": beside("fields"),
        "follows_on": one("predecessor", Agreement),
        "people": beside("people"),
        "further_parties": beside("further_parties"),
        "wordings": beside("wordings"),
    },
    Exchange: EVIDENCE
    | {
        "held_in": one("held_in", City),
        "home_city": joined("home_city"),
        "cities": cities("cities"),
        "fields_of_cooperation": beside("fields"),
        "partnership": tie,
        "agreement": one("agreement", Agreement),
    },
    Honour: EVIDENCE | {"recipient_city": one("recipient_city", City), "partnership": tie},
    Story: EVIDENCE | {"cities": cities("cities"), "lead_photo": one("lead_photo", MediaItem)},
    MediaItem: {},
}


def with_parts(records: Any, wanted: Collection[str], language: str) -> Any:
    """`records` with whatever the `wanted` fields of the answer are read off; all of it if none are named."""
    done: list[Part] = []
    for name, part in PARTS.get(records.model, {}).items():
        if (not wanted or name in wanted) and part not in done:
            records = part(records, language)
            done.append(part)
    return records
