"""Exchanges as files."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.exports.beside import CitiesOf, PublicOne, TermsOf, listed
from partnerships.exports.city import located, place_of
from partnerships.exports.columns import Column, Export, Kind, as_read, chosen, of, page_of
from partnerships.models import Agreement, Exchange

HELD_IN = located("held_in")
AGREEMENT = PublicOne("agreement", Agreement, ("title",))
# Needs no look at its state: an exchange is public only if its home city is.
HOME = "home_city__name"


def public_exchanges(language: str) -> QuerySet:
    return Exchange.objects.published(language).newest_first()


COLUMNS = (
    of(Exchange, "slug"),
    of(Exchange, "title"),
    *chosen(Exchange, "kind"),
    *chosen(Exchange, "direction"),
    *chosen(Exchange, "plan_status"),
    of(Exchange, "starts_on"),
    of(Exchange, "ends_on"),
    of(Exchange, "home_city", as_read(HOME), (HOME,)),
    Column("cities", _("Taking part"), listed(CitiesOf(Exchange)), Kind.LIST),
    of(Exchange, "held_in", HELD_IN.texts("name"), (HELD_IN.column,)),
    of(Exchange, "venue"),
    Column("fields", _("Fields of cooperation"), listed(TermsOf(Exchange, "fields")), Kind.LIST),
    of(Exchange, "delegations"),
    of(Exchange, "persons"),
    of(Exchange, "head_of_delegation"),
    of(Exchange, "agreement", AGREEMENT.texts("title"), (AGREEMENT.column,)),
    of(Exchange, "summary"),
    of(Exchange, "outcome"),
    page_of(_("Page"), Exchange),
)
EXCHANGES = Export("exchanges", _("Exchanges"), public_exchanges, COLUMNS, place_of(HELD_IN))
