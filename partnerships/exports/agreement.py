"""Agreements as files."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.choices import InstrumentCode
from partnerships.exports.beside import TermsOf, listed
from partnerships.exports.chunks import Chunk
from partnerships.exports.city import located, place_of
from partnerships.exports.columns import Column, Export, Kind, as_read, chosen, code_of, country_of, of, page_of
from partnerships.models import Agreement

SIGNED_IN = located("signed_in")
HOME, PARTNER = "partnership__home_city", "partnership__partner_city"
KIND = ("kind__name", "kind__code")


def public_agreements(language: str) -> QuerySet:
    return Agreement.objects.published(language).newest_first()


def kinds(chunk: Chunk) -> list[str]:
    """In the office's words; where it has none in the language, as which it is counted."""
    words = {code: str(label) for code, label in InstrumentCode.choices}
    return [name or words.get(code, code) for name, code in zip(*map(chunk.given.get, KIND), strict=True)]


COLUMNS = (
    of(Agreement, "slug"),
    of(Agreement, "title"),
    of(Agreement, "kind", kinds, KIND),
    code_of("kind", _("Kind"), "kind__code"),
    Column("home_city", _("Home city"), as_read(f"{HOME}__name"), reads=(f"{HOME}__name",)),
    Column("partner_city", _("Partner city"), as_read(f"{PARTNER}__name"), reads=(f"{PARTNER}__name",)),
    *country_of(_("Country or region"), f"{PARTNER}__country"),
    of(Agreement, "signed_on"),
    of(Agreement, "signed_in", SIGNED_IN.texts("name"), (SIGNED_IN.column,)),
    of(Agreement, "venue"),
    *chosen(Agreement, "validity"),
    of(Agreement, "valid_until"),
    of(Agreement, "renewal_years"),
    of(Agreement, "text_languages"),
    Column("fields", _("Fields of cooperation"), listed(TermsOf(Agreement, "fields")), Kind.LIST),
    of(Agreement, "summary"),
    page_of(_("Page"), Agreement),
)
AGREEMENTS = Export("agreements", _("Agreements"), public_agreements, COLUMNS, place_of(SIGNED_IN))
