"""What visitors may narrow the gallery by."""

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _

from media.choices import Licence
from media.models import MediaItem
from sistercities.common.filters import Order, OrderFilter, PeriodFilter, SearchFilter, UsedChoiceFilter

# The columns by which each order descends. Photos of which it is not known when they were taken come last.
ORDERS = {"taken": ("taken_on_sort", "pk"), "added": ("pk",)}


def licences(photos: Any, language: str) -> Iterable[tuple[str, Any]]:
    used = set(photos.order_by().values_list("licence", flat=True).distinct())
    return [(value, label) for value, label in Licence.choices if value in used]


def descending(name: str) -> Order:
    return lambda photos, language: [f"-{column}" for column in ORDERS[name]]


class GalleryFilterSet(django_filters.FilterSet):
    q = SearchFilter()
    year = PeriodFilter("taken_on", label=_("Year taken"))
    licence = UsedChoiceFilter(licences, label=_("Licence"))
    sort = OrderFilter(
        {
            "taken": (_("Newest photo first"), descending("taken")),
            "added": (_("Latest addition first"), descending("added")),
        }
    )

    class Meta:
        model = MediaItem
        fields: ClassVar[list[str]] = []
