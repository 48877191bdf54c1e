"""Cities as files."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships import reading
from partnerships.exports.columns import (
    Column,
    Export,
    Kind,
    chosen,
    code_of,
    listed_names,
    listed_terms,
    name_of,
    of,
    page_of,
)
from partnerships.models import City, Partnership
from sistercities.common.languages import CONTENT_LANGUAGES, localized


def public_cities(language: str) -> QuerySet:
    return reading.cities_by_name(language)


def with_parts(cities: Any, language: str) -> Any:
    """Only what the columns read is fetched: a hundred thousand cities are written from here."""
    name = localized("name", language)
    ties = Partnership.objects.published(language).select_related("home_city").oldest_first()
    ties = ties.only("tie_class", "since", "partner_city", f"home_city__{name}")
    unread = [localized(column, code) for column in ("search", "profile") for code in CONTENT_LANGUAGES]
    return cities.defer(*unread, "internal_remarks").prefetch_related(
        Prefetch("partnerships", ties), reading.public_one("parent", City, language), "groups"
    )


def place_of(city: City | None) -> tuple[float, float] | None:
    """Latitude and longitude, where both are known."""
    if city is None or city.latitude is None or city.longitude is None:
        return None
    return city.latitude, city.longitude


def ties_of(city: City) -> list[Partnership]:
    return list(city.partnerships.all())


COLUMNS = (
    of(City, "slug"),
    of(City, "name"),
    of(City, "native_name"),
    of(City, "native_language"),
    of(City, "country", lambda city: str(city.country.name)),
    code_of("country", City._meta.get_field("country").verbose_name, lambda city: city.country.code),
    *chosen(City, "tier"),
    of(City, "tier_term"),
    Column("parent", City._meta.get_field("parent").verbose_name, lambda city: name_of(city.parent)),
    of(City, "is_home"),
    Column(
        "classes",
        _("Class"),
        lambda city: [str(tie.get_tie_class_display()) for tie in ties_of(city)],
        Kind.LIST,
        _("One for each partnership of the city, the oldest first."),
    ),
    Column("since", _("Since"), lambda city: next((str(tie.since) for tie in ties_of(city)), ""), Kind.PARTIAL_DATE),
    Column(
        "home_cities",
        _("Partner of"),
        lambda city: listed_names(tie.home_city for tie in ties_of(city)),
        Kind.LIST,
    ),
    of(City, "latitude"),
    of(City, "longitude"),
    of(City, "area_km2"),
    of(City, "population"),
    of(City, "population_year"),
    of(City, "website"),
    of(City, "time_zone"),
    of(City, "wikidata_id"),
    of(City, "geonames_id"),
    Column("groups", _("Groups"), lambda city: listed_terms(city.groups.all()), Kind.LIST),
    of(City, "summary"),
    page_of(_("Page")),
)


CITIES = Export("cities", _("Cities"), public_cities, with_parts, COLUMNS, place_of)
