"""Agreements as files."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships import reading
from partnerships.exports.city import place_of
from partnerships.exports.columns import Column, Export, Kind, chosen, code_of, listed_terms, name_of, of, page_of
from partnerships.models import Agreement, City


def public_agreements(language: str) -> QuerySet:
    return Agreement.objects.published(language).newest_first()


def with_parts(agreements: Any, language: str) -> Any:
    parts = (reading.public_one("signed_in", City, language), "fields")
    return agreements.with_partnership().prefetch_related(*parts)


COLUMNS = (
    of(Agreement, "slug"),
    of(Agreement, "title"),
    of(Agreement, "kind", lambda agreement: agreement.kind.name or str(agreement.kind.get_code_display())),
    code_of("kind", _("Kind"), lambda agreement: agreement.kind.code),
    Column("home_city", _("Home city"), lambda agreement: name_of(agreement.partnership.home_city)),
    Column("partner_city", _("Partner city"), lambda agreement: name_of(agreement.partnership.partner_city)),
    Column("country", _("Country or region"), lambda agreement: str(agreement.partnership.partner_city.country.name)),
    code_of("country", _("Country or region"), lambda agreement: agreement.partnership.partner_city.country.code),
    of(Agreement, "signed_on"),
    of(Agreement, "signed_in", lambda agreement: name_of(agreement.signed_in)),
    of(Agreement, "venue"),
    *chosen(Agreement, "validity"),
    of(Agreement, "valid_until"),
    of(Agreement, "renewal_years"),
    of(Agreement, "text_languages"),
    Column("fields", _("Fields of cooperation"), lambda record: listed_terms(record.fields.all()), Kind.LIST),
    of(Agreement, "summary"),
    page_of(_("Page")),
)
AGREEMENTS = Export(
    "agreements",
    _("Agreements"),
    public_agreements,
    with_parts,
    COLUMNS,
    lambda agreement: place_of(agreement.signed_in),
)
