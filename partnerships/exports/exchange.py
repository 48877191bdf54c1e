"""Exchanges as files."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships import reading
from partnerships.exports.city import place_of
from partnerships.exports.columns import Column, Export, Kind, chosen, listed_names, listed_terms, name_of, of, page_of
from partnerships.models import Agreement, City, Exchange


def public_exchanges(language: str) -> QuerySet:
    return Exchange.objects.published(language).newest_first()


def with_parts(exchanges: Any, language: str) -> Any:
    """The home city needs no look at its state: an exchange is public only if it is."""
    return (
        reading.exchange_row(exchanges, language)
        .select_related("home_city")
        .prefetch_related(
            reading.public_one("held_in", City, language),
            reading.public_one("agreement", Agreement, language),
            "fields",
        )
    )


COLUMNS = (
    of(Exchange, "slug"),
    of(Exchange, "title"),
    *chosen(Exchange, "kind"),
    *chosen(Exchange, "direction"),
    *chosen(Exchange, "plan_status"),
    of(Exchange, "starts_on"),
    of(Exchange, "ends_on"),
    of(Exchange, "home_city", lambda exchange: name_of(exchange.home_city)),
    Column("cities", _("Taking part"), lambda exchange: listed_names(exchange.cities.all()), Kind.LIST),
    of(Exchange, "held_in", lambda exchange: name_of(exchange.held_in)),
    of(Exchange, "venue"),
    Column("fields", _("Fields of cooperation"), lambda record: listed_terms(record.fields.all()), Kind.LIST),
    of(Exchange, "delegations"),
    of(Exchange, "persons"),
    of(Exchange, "head_of_delegation"),
    of(Exchange, "agreement", lambda exchange: name_of(exchange.agreement)),
    of(Exchange, "summary"),
    of(Exchange, "outcome"),
    page_of(_("Page")),
)
EXCHANGES = Export(
    "exchanges", _("Exchanges"), public_exchanges, with_parts, COLUMNS, lambda exchange: place_of(exchange.held_in)
)
