"""The plain peer: generic views with prefetched rows."""

from typing import Any

from django.db.models import Count, QuerySet
from django.views.generic import DetailView, ListView, TemplateView

from bench.site_peers.models import NAMES, PER_PAGE, City, Exchange, facet


class Home(TemplateView):
    template_name = "peers/plain_home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "newest": Exchange.objects.select_related("city").order_by("-starts_on", "-pk")[:4],
            "classes": City.objects.order_by().values("tie_class").annotate(number=Count("pk")),
            "names": City.objects.order_by("name")[:NAMES],
            "places": City.objects.values_list("latitude", "longitude", "name", "slug"),
            "number": City.objects.count(),
        }


class CityList(ListView):
    template_name = "peers/plain_list.html"
    context_object_name = "cities"
    paginate_by = PER_PAGE

    def get_queryset(self) -> QuerySet:
        return City.objects.annotate(meetings=Count("exchanges")).order_by("name")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facets = {name: facet(City.objects.all(), name) for name in ("country", "tie_class")}
        return super().get_context_data(**kwargs) | {"facets": facets}


class CityDetail(DetailView):
    template_name = "peers/plain_city.html"
    queryset = City.objects.prefetch_related("exchanges")
