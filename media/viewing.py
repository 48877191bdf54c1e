"""From one photo to the next, in the order in which the gallery shows them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from media.filters import ORDERS, GalleryFilterSet
from media.models import MediaItem


@dataclass(frozen=True)
class Way:
    """Addresses that keep the gallery's filters; empty where there is nothing."""

    before: str
    behind: str
    gallery: str


def way_from(item: MediaItem, photos: Any, request: HttpRequest, filters: type[GalleryFilterSet]) -> Way:
    """The photos before and behind `item` among `photos`, narrowed and ordered as the address says: two queries."""
    columns = ORDERS.get(request.GET.get("sort", ""), next(iter(ORDERS.values())))
    narrowed = _narrowed(photos, request, filters)
    before = narrowed.filter(_beyond(item, columns, "gt")).order_by(*columns)
    behind = narrowed.filter(_beyond(item, columns, "lt")).order_by(*(f"-{column}" for column in columns))
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return Way(_address(before, query), _address(behind, query), reverse("media:gallery") + query)


def _narrowed(photos: Any, request: HttpRequest, filters: type[GalleryFilterSet]) -> Any:
    if not request.GET:
        return photos
    chosen = filters(request.GET, queryset=photos, request=request)
    return chosen.qs if chosen.is_valid() else photos.none()


def _beyond(item: MediaItem, columns: tuple[str, ...], comparison: str) -> Q:
    """What lies on one side of `item` when all columns are compared in turn."""
    condition = Q()
    equal: dict[str, Any] = {}
    for column in columns:
        value = getattr(item, column)
        condition |= Q(**equal, **{f"{column}__{comparison}": value})
        equal[column] = value
    return condition


def _address(photos: Any, query: str) -> str:
    slug = photos.values_list("slug", flat=True).first()
    return reverse("media:photo", args=[slug]) + query if slug else ""
