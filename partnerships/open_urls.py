"""Addresses of open data; each stands once per language. The API has addresses of its own (`api/urls`)."""

from django.urls import path

from partnerships.views import card, feeds, open_data

app_name = "open"
urlpatterns = [
    path("feed.atom", feeds.site_feed, name="feed"),
    path("cities/<slug:slug>/feed.atom", feeds.city_feed, name="city_feed"),
    path("cities/<slug:slug>/card-<slug:version>.png", card.card, name="card"),
    path("fields/<slug:slug>/feed.atom", feeds.field_feed, name="field_feed"),
    path("open-data/", open_data.OpenDataPage.as_view(), name="data"),
    path("open-data/api/", open_data.ApiPage.as_view(), name="api"),
    path("open-data/datapackage.json", open_data.data_package, name="package"),
    path("open-data/tables/<slug:name>.csv", open_data.table, name="table"),
    path("open-data/wikidata-ties.<slug:ending>", open_data.wikidata_ties, name="wikidata"),
    path("open-data/<slug:name>.<slug:ending>", open_data.download, name="download"),
]
