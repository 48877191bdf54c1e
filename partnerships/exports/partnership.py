"""Partnerships as files: a row for each pair of cities."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships import reading
from partnerships.choices import PartnershipStatus
from partnerships.exports.city import place_of
from partnerships.exports.columns import Column, Export, chosen, code_of, name_of, of, page_of
from partnerships.models import Partnership


def public_partnerships(language: str) -> QuerySet:
    return Partnership.objects.published(language).oldest_first()


def with_parts(partnerships: Any, language: str) -> Any:
    return partnerships.with_cities().prefetch_related(reading.public_events())


def told_status(tie: Partnership) -> str:
    code = tie.public_status()
    return str(PartnershipStatus(code).label) if code else ""


COLUMNS = (
    of(Partnership, "slug"),
    of(Partnership, "home_city", lambda tie: name_of(tie.home_city)),
    code_of("home_city", _("Home city"), lambda tie: tie.home_city.slug),
    of(Partnership, "partner_city", lambda tie: name_of(tie.partner_city)),
    code_of("partner_city", _("Partner city"), lambda tie: tie.partner_city.slug),
    Column("country", _("Country or region"), lambda tie: str(tie.partner_city.country.name)),
    code_of("country", _("Country or region"), lambda tie: tie.partner_city.country.code),
    *chosen(Partnership, "tie_class"),
    of(Partnership, "status", told_status),
    code_of("status", _("Status"), lambda tie: tie.public_status()),
    of(Partnership, "since"),
    of(Partnership, "motive"),
    page_of(_("Page")),
)
PARTNERSHIPS = Export(
    "partnerships",
    _("Partnerships"),
    public_partnerships,
    with_parts,
    COLUMNS,
    lambda tie: place_of(tie.partner_city),
)
