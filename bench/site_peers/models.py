"""The same content as pages of Wagtail, one tree for each language, and as plain models."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

PER_PAGE = 40
NAMES = 60


class HomePage(Page):
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        cities = CityPage.objects.descendant_of(self).live()
        newest = CityExchange.objects.filter(page__in=cities).select_related("page").order_by("-starts_on", "-pk")
        return super().get_context(request, *args, **kwargs) | {
            "newest": newest[:4],
            "classes": cities.order_by().values("tie_class").annotate(number=Count("pk")),
            "names": cities.order_by("title")[:NAMES],
            "places": cities.values_list("latitude", "longitude", "title", "slug"),
            "number": cities.count(),
        }


class CityIndexPage(Page):
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        cities = CityPage.objects.child_of(self).live().order_by("title")
        facets = {name: facet(cities, name) for name in ("country", "tie_class")}
        for name in facets:
            if request.GET.get(name):
                cities = cities.filter(**{name: request.GET[name]})
        page = Paginator(cities.annotate(meetings=Count("exchanges")), PER_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"cities": page, "facets": facets}


def facet(cities: Any, name: str) -> list[dict[str, Any]]:
    counted = cities.order_by(name).values(name).annotate(number=Count("pk"))
    return [{"value": row[name], "number": row["number"]} for row in counted]


class CityPage(Page):
    other_name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, db_index=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    tie_class = models.CharField(max_length=20)
    since = models.CharField(max_length=10)
    summary = models.TextField()


class CityExchange(Orderable):
    page = ParentalKey(CityPage, on_delete=models.CASCADE, related_name="exchanges")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12)
    field = models.CharField(max_length=40)
    starts_on = models.CharField(max_length=10, db_index=True)
    persons = models.PositiveIntegerField()


class City(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, db_index=True)
    other_name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, db_index=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    tie_class = models.CharField(max_length=20)
    since = models.CharField(max_length=10)
    summary = models.TextField()

    def __str__(self) -> str:
        return self.name


class Exchange(models.Model):
    city = models.ForeignKey(City, models.CASCADE, related_name="exchanges")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12)
    field = models.CharField(max_length=40)
    starts_on = models.CharField(max_length=10, db_index=True)
    persons = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.title
