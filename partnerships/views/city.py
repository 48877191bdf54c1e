"""The list of cities."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships import reading
from partnerships.filters import CityFilterSet
from partnerships.front import home_city
from partnerships.map_cells import MOST_DRAWN, columns_drawn, partners_drawn
from partnerships.models import City, SiteProfile
from sistercities.common.counting import Count, count_of
from sistercities.common.fragments import fragment
from sistercities.common.languages import current_language
from sistercities.common.listing import Listing

MAP = "map"


def is_map_shown() -> bool:
    profile = SiteProfile.objects.current().first()
    return profile is None or profile.is_map_shown


class CityList(Listing):
    """The partner cities; our own stand apart, below them."""

    heading = gettext_lazy("Cities")
    lead = gettext_lazy("Every partner city that is recorded here, with its class and since when.")
    count_rule = gettext_lazy("Each city once, though several of ours may be its partners.")
    model = City
    filterset_class = CityFilterSet
    with_parts = staticmethod(reading.city_row)
    template_name = "partnerships/city_list.html"
    context_object_name = "cities"
    download = "partnerships:city_files"
    formats = ("csv", "xlsx", "json", "geojson")
    kept_names = ("home_cities", "map_partners", "map_home")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        views = {"cards": _("Cards"), "table": _("Table"), MAP: _("Map")}
        if not fragment(request, "is map shown", make=is_map_shown):
            del views[MAP]
        self.views = views

    def public_records(self, language: str) -> QuerySet:
        return reading.partners_in(language)

    def count_words(self, count: Count) -> str:
        words = ngettext("%(figure)s city recorded here", "%(figure)s cities recorded here", count.number)
        cities = words % {"figure": count.words}
        if not count.is_exact:
            return cities
        ties = count_of(self.ties())
        words = ngettext("%(cities)s, in %(figure)s partnership", "%(cities)s, in %(figure)s partnerships", ties.number)
        return words % {"cities": cities, "figure": ties.words}

    def ties(self) -> QuerySet:
        """The partnerships of the listed cities: more than cities, where several of ours share one."""
        listed = self.filterset.narrowed().order_by().values("pk")
        return self.filterset.partnerships().filter(partner_city__in=listed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = current_language()
        return super().get_context_data(**kwargs) | {
            "home_cities": reading.cities_by_name(language).home(),
            **(self.map_context(language) if self.view == MAP else {}),
        }

    def map_context(self, language: str) -> dict[str, Any]:
        """The same cities on the map: `map_partners` is None where they are too many to be drawn."""
        is_small = self.filterset.is_valid() and self.filterset.found.number <= MOST_DRAWN
        ties = self.ties().oldest_first().values_list(*columns_drawn(language)) if is_small else None
        partners = None if ties is None else partners_drawn(ties)
        return {"map_partners": partners, "map_home": home_city(language)}
