"""Addresses of the public pages; each stands once per language, below `/en/` or `/zh-hans/`."""

from django.urls import path

from partnerships.views import agreement, city, exchange, honour, partnership, story

app_name = "partnerships"

urlpatterns = [
    path("cities/", city.CityList.as_view(), name="city_list"),
    path("cities/<slug:slug>/", city.CityPage.as_view(), name="city"),
    path("partnerships/<slug:slug>/", partnership.PartnershipPage.as_view(), name="partnership"),
    path("agreements/", agreement.AgreementList.as_view(), name="agreement_list"),
    path("agreements/<slug:slug>/", agreement.AgreementPage.as_view(), name="agreement"),
    path("exchanges/", exchange.ExchangeList.as_view(), name="exchange_list"),
    path("exchanges/<slug:slug>/", exchange.ExchangePage.as_view(), name="exchange"),
    path("honours/<slug:slug>/", honour.HonourPage.as_view(), name="honour"),
    path("stories/", story.StoryList.as_view(), name="story_list"),
    path("stories/<slug:slug>/", story.StoryPage.as_view(), name="story"),
]
