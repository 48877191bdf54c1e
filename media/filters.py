"""What visitors may narrow the gallery by."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from media.choices import Licence
from media.models import MediaItem
from sistercities.common.facets import PeriodFilter, WordFilter
from sistercities.common.filter_sets import FacetedFilterSet
from sistercities.common.filters import Order, OrderFilter, SearchFilter

# The columns by which each order descends. Photos of which it is not known when they were taken come last.
ORDERS = {"taken": ("taken_on_sort", "pk"), "added": ("pk",)}


def descending(name: str) -> Order:
    return lambda photos, language: [f"-{column}" for column in ORDERS[name]]


class GalleryFilterSet(FacetedFilterSet):
    q = SearchFilter()
    year = PeriodFilter("taken_on", label=_("Year taken"))
    licence = WordFilter(Licence, "licence", label=_("Licence"))
    sort = OrderFilter(
        {
            "taken": (_("Newest photo first"), descending("taken")),
            "added": (_("Latest addition first"), descending("added")),
        }
    )

    class Meta:
        model = MediaItem
        fields: ClassVar[list[str]] = []
