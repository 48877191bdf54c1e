"""Addresses of open data; each stands once per language. The API has addresses of its own (`api/urls`)."""

from django.urls import path

from partnerships.views import feeds

app_name = "open"
urlpatterns = [
    path("feed.atom", feeds.site_feed, name="feed"),
    path("cities/<slug:slug>/feed.atom", feeds.city_feed, name="city_feed"),
    path("fields/<slug:slug>/feed.atom", feeds.field_feed, name="field_feed"),
]
