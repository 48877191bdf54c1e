"""Cities as files."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships import reading
from partnerships.choices import TieClass
from partnerships.exports.beside import PublicOne, TermsOf, listed
from partnerships.exports.chunks import Chunk, values_of
from partnerships.exports.columns import (
    Column,
    Export,
    Kind,
    Place,
    Spot,
    chosen,
    country_of,
    of,
    page_of,
    spots_of,
)
from partnerships.models import City, Partnership

NOTHING_KNOWN = (None, None)
PARENT = PublicOne("parent", City, ("name",))


def public_cities(language: str) -> QuerySet:
    return reading.cities_by_name(language)


def ties(chunk: Chunk) -> dict[int, list[tuple[str, str, str | None]]]:
    """Class, beginning and home city of each public partnership of the cities, the oldest first."""
    public = Partnership.objects.published(chunk.language).filter(partner_city__in=chunk.keys)
    names = ("partner_city_id", "tie_class", "since", "home_city__name", "since_sort", "pk")
    found = defaultdict(list)
    for city, *told, since, key in values_of(public, names, chunk.language):
        found[city].append((not since, since, key, *told))
    return {city: [(each[3], each[4], each[5]) for each in sorted(rows)] for city, rows in found.items()}


def classes(chunk: Chunk) -> list[list[str]]:
    found, words = chunk.once(ties), {code: str(label) for code, label in TieClass.choices}
    return [[words.get(code, code) for code, _since, _home in found.get(key, ())] for key in chunk.keys]


def since(chunk: Chunk) -> list[str]:
    found = chunk.once(ties)
    return [found[key][0][1] or "" if key in found else "" for key in chunk.keys]


def home_cities(chunk: Chunk) -> list[list[str]]:
    found = chunk.once(ties)
    return [[home for _code, _since, home in found.get(key, ()) if home] for key in chunk.keys]


def place_of(relation: PublicOne) -> Place:
    """That of a related city, of which latitude and longitude are read."""
    first, second = (relation.fields.index(name) for name in ("latitude", "longitude"))

    def spots(chunk: Chunk) -> list[Spot]:
        known = [(one[first], one[second]) if one else NOTHING_KNOWN for one in relation.each(chunk)]
        return spots_of(*zip(*known, strict=True))

    return Place(spots, (relation.column,))


def located(name: str) -> Any:
    """The relation `name` to a city, with its name and where it is."""
    return PublicOne(name, City, ("name", "latitude", "longitude"))


COLUMNS = (
    of(City, "slug"),
    of(City, "name"),
    of(City, "native_name"),
    of(City, "native_language"),
    *country_of(City._meta.get_field("country").verbose_name, "country"),
    *chosen(City, "tier"),
    of(City, "tier_term"),
    Column("parent", City._meta.get_field("parent").verbose_name, PARENT.texts("name"), reads=(PARENT.column,)),
    of(City, "is_home"),
    Column("classes", _("Class"), classes, Kind.LIST, _("One for each partnership of the city, the oldest first.")),
    Column("since", _("Since"), since, Kind.PARTIAL_DATE),
    Column("home_cities", _("Partner of"), home_cities, Kind.LIST),
    of(City, "latitude"),
    of(City, "longitude"),
    of(City, "area_km2"),
    of(City, "population"),
    of(City, "population_year"),
    of(City, "website"),
    of(City, "time_zone"),
    of(City, "wikidata_id"),
    of(City, "geonames_id"),
    Column("groups", _("Groups"), listed(TermsOf(City, "groups")), Kind.LIST),
    of(City, "summary"),
    page_of(_("Page"), City),
)
PLACE = Place(lambda chunk: spots_of(chunk["latitude"], chunk["longitude"]), ("latitude", "longitude"))
CITIES = Export("cities", _("Cities"), public_cities, COLUMNS, PLACE)
