"""What a map shows of more partner cities than it could draw one by one: the database gathers them in cells of the
globe, and one city of each stands for all that are in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import Count, F, Max, Min
from django.db.models.functions import Floor
from django_countries.fields import Country

from partnerships import reading
from partnerships.map_markers import Partner, each_once, strongest
from partnerships.map_projection import Place
from partnerships.models import City, Partnership
from sistercities.common.languages import localized

# So many partnerships are drawn one by one in less than the time that a page may take.
MOST_DRAWN = 3_000
# Degrees: two cities nearer than that share a marker on most sizes of the map. There are 2592 cells at most.
CELL = 5


def count_cells(language: str) -> dict[str, list[Any]]:
    """By the key of the first city in a cell: how many there are, and whether in one country; one query.

    Those whose position is not known are one cell.
    """
    cities = reading.partners_in(language).order_by()
    placed_in = {"row": Floor(F("latitude") / CELL), "column": Floor(F("longitude") / CELL)}
    cells = cities.annotate(**placed_in).values(*placed_in)
    ends = {"first": Min("pk"), "number": Count("pk"), "low": Min("country"), "high": Max("country")}
    return {str(cell["first"]): [cell["number"], cell["low"] == cell["high"]] for cell in cells.annotate(**ends)}


def partners_for(cells: Mapping[str, list[Any]], language: str) -> list[Partner]:
    """Those who stand for a cell, in the order of their keys; two queries. What has been hidden since is left out."""
    name, keys = localized("name", language), [int(first) for first in cells]
    ties = Partnership.objects.published(language).filter(partner_city__in=keys).order_by()
    classes = strongest(ties.values_list("partner_city", "tie_class"))
    cities = City.objects.filter(pk__in=classes).order_by("pk")
    return [
        Partner(slug, words, country_of(country), classes[key], placed(latitude, longitude), *cells[str(key)])
        for key, slug, words, country, latitude, longitude in cities.values_list(
            "pk", "slug", name, "country", "latitude", "longitude"
        )
    ]


def columns_drawn(language: str) -> list[str]:
    """What `partners_drawn` wants of each partnership: to make records of them would take ten times as long."""
    name = localized("name", language)
    of_city = ("slug", name, "country", "latitude", "longitude")
    return ["tie_class", *(f"partner_city__{column}" for column in of_city)]


def partners_drawn(rows: Iterable[Sequence[Any]]) -> list[Partner]:
    """The partners of so few public partnerships that each is drawn, in the order given."""
    return each_once(
        Partner(slug, name, country_of(code), tie_class, placed(latitude, longitude))
        for tie_class, slug, name, code, latitude, longitude in rows
    )


@cache
def country_of(code: str) -> Country:
    """Kept, since making one goes through all countries."""
    return Country(code)


def placed(latitude: float | None, longitude: float | None) -> Place | None:
    return None if latitude is None or longitude is None else Place(latitude, longitude)
