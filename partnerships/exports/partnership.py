"""Partnerships as files: a row for each pair of cities."""

from collections import defaultdict

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.choices import PartnershipStatus
from partnerships.exports.chunks import Chunk
from partnerships.exports.columns import (
    Column,
    Export,
    Place,
    as_read,
    chosen,
    code_of,
    country_of,
    of,
    page_of,
    spots_of,
)
from partnerships.models import Partnership, PartnershipEvent
from partnerships.models.partnership import status_told

PARTNER = "partner_city"
SPOT = (f"{PARTNER}__latitude", f"{PARTNER}__longitude")


def public_partnerships(language: str) -> QuerySet:
    return Partnership.objects.published(language).oldest_first()


def statuses(chunk: Chunk) -> list[str]:
    """What visitors are told, as codes."""
    events = PartnershipEvent.objects.published().filter(partnership__in=chunk.keys).order_by()
    told = defaultdict(set)
    for tie, status in events.values_list("partnership_id", "status"):
        told[tie].add(status)
    pairs = zip(chunk.keys, chunk["status"], strict=True)
    return [status_told(status, told.get(key, ())) for key, status in pairs]


def status_words(chunk: Chunk) -> list[str]:
    words = {code: str(label) for code, label in PartnershipStatus.choices}
    return [words.get(code, code) for code in chunk.once(statuses)]


def name_and_slug(name: str) -> tuple[Column, Column]:
    """One of the two cities, by its name and by the key of its row among the cities."""
    column = of(Partnership, name, as_read(f"{name}__name"), (f"{name}__name",))
    return column, code_of(name, Partnership._meta.get_field(name).verbose_name, f"{name}__slug")


COLUMNS = (
    of(Partnership, "slug"),
    *name_and_slug("home_city"),
    *name_and_slug(PARTNER),
    *country_of(_("Country or region"), f"{PARTNER}__country"),
    *chosen(Partnership, "tie_class"),
    of(Partnership, "status", status_words),
    code_of("status", _("Status"), lambda chunk: chunk.once(statuses), ("status",)),
    of(Partnership, "since"),
    of(Partnership, "motive"),
    page_of(_("Page"), Partnership),
)
PLACE = Place(lambda chunk: spots_of(*(chunk[name] for name in SPOT)), SPOT)
PARTNERSHIPS = Export("partnerships", _("Partnerships"), public_partnerships, COLUMNS, PLACE)
