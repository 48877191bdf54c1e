"""Addresses of the API. The first part is its version, the second the language of all that it tells."""

from typing import Any

from django.urls import URLPattern, path, re_path
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularAPIView

from partnerships.api import views
from partnerships.api.answers import OpenView, nothing_here

app_name = "api"
LIST, ONE = {"get": "list"}, {"get": "retrieve"}


class Schema(OpenView, SpectacularAPIView):
    """This description, as OpenAPI 3 in JSON."""

    renderer_classes: Any = (OpenApiJsonRenderer,)


def both(name: str, view: type[views.Records]) -> list[URLPattern]:
    """The list and the single records of one kind."""
    return [
        path(f"v1/<str:language>/{name}/", view.as_view(LIST), name=name),
        path(f"v1/<str:language>/{name}/<slug:slug>/", view.as_view(ONE), name=f"{name}-one"),
    ]


urlpatterns = [
    path("v1/<str:language>/", views.Index.as_view(), name="index"),
    path("v1/<str:language>/schema.json", Schema.as_view(), name="schema"),
    *both("cities", views.Cities),
    *both("partnerships", views.Partnerships),
    *both("agreements", views.Agreements),
    *both("exchanges", views.Exchanges),
    *both("honours", views.Honours),
    *both("stories", views.Stories),
    *both("photos", views.Photos),
    *both("fields", views.Fields),
    # Whatever is written, line breaks among it.
    re_path("", nothing_here),
]
