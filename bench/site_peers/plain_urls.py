"""Addresses of the plain peer."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from bench.site_peers import views

urlpatterns = i18n_patterns(
    path("", views.Home.as_view()),
    path("cities/", views.CityList.as_view()),
    path("cities/<slug:slug>/", views.CityDetail.as_view()),
)
