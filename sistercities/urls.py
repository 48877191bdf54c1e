"""Where everything on the site is found."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("sistercities.account_urls")),
    path("admin/", admin.site.urls),
]
