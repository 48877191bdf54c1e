"""The list of cities."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships import reading
from partnerships.filters import CityFilterSet
from partnerships.models import City
from sistercities.common.languages import current_language
from sistercities.common.listing import Listing


class CityList(Listing):
    """The partner cities; our own stand apart, below them."""

    heading = _("Cities")
    lead = _("Every partner city that is recorded here, with its class and since when.")
    model = City
    filterset_class = CityFilterSet
    with_parts = staticmethod(reading.city_row)
    template_name = "partnerships/city_list.html"
    context_object_name = "cities"

    def public_records(self, language: str) -> QuerySet:
        return reading.partners_in(language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "partnership_count": self.partnership_count(),
            "home_cities": reading.cities_by_name(current_language()).home(),
        }

    def partnership_count(self) -> int:
        """How many partnerships the listed cities are in: more than cities, where several of ours share one."""
        if not self.filterset.is_valid():
            return 0
        listed = self.filterset.qs.order_by().values("pk")
        return self.filterset.partnerships().filter(partner_city__in=listed).count()
