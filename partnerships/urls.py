"""Addresses of the public pages; each stands once per language, below `/en/` or `/zh-hans/`."""

from django.urls import path, re_path

from partnerships.views import (
    agreement,
    anniversaries,
    briefing,
    city,
    city_page,
    exchange,
    figures,
    files,
    gallery,
    honour,
    partnership,
    story,
    topic,
)

app_name = "partnerships"

LISTS = (
    ("cities", "city", city.CityList),
    ("agreements", "agreement", agreement.AgreementList),
    ("exchanges", "exchange", exchange.ExchangeList),
    ("stories", "story", story.StoryList),
)

urlpatterns = [
    path("cities/", city.CityList.as_view(), name="city_list"),
    path("cities/<slug:slug>/", city_page.CityPage.as_view(), name="city"),
    path("cities/<slug:slug>/briefing/", briefing.BriefingPage.as_view(), name="briefing"),
    path("cities/<slug:slug>/anniversaries.ics", anniversaries.city_calendar, name="city_calendar"),
    path("partnerships/<slug:slug>/", partnership.PartnershipPage.as_view(), name="partnership"),
    path("agreements/", agreement.AgreementList.as_view(), name="agreement_list"),
    path("agreements/<slug:slug>/", agreement.AgreementPage.as_view(), name="agreement"),
    path("exchanges/", exchange.ExchangeList.as_view(), name="exchange_list"),
    path("exchanges/<slug:slug>/", exchange.ExchangePage.as_view(), name="exchange"),
    path("honours/<slug:slug>/", honour.HonourPage.as_view(), name="honour"),
    path("stories/", story.StoryList.as_view(), name="story_list"),
    path("stories/<slug:slug>/", story.StoryPage.as_view(), name="story"),
    path("fields/", topic.FieldList.as_view(), name="field_list"),
    path("fields/<slug:slug>/", topic.FieldPage.as_view(), name="field"),
    path("countries/", topic.CountryList.as_view(), name="country_list"),
    path("countries/<slug:code>/", topic.CountryPage.as_view(), name="country"),
    path("years/", topic.YearList.as_view(), name="year_list"),
    re_path(r"^years/(?P<year>[0-9]{4})/$", topic.YearPage.as_view(), name="year"),
    *(
        path(
            f"{name}.<slug:ending>",
            files.ListFile.as_view(listing=listing, page=f"partnerships:{noun}_list", export=name),
            name=f"{noun}_files",
        )
        for name, noun, listing in LISTS
    ),
    path(
        "photos.<slug:ending>",
        files.ListFile.as_view(listing=gallery.CityGallery, page="media:gallery", export="photos"),
        name="photo_files",
    ),
    path("figures/", figures.FiguresPage.as_view(), name="figures"),
    path("figures/how-we-count/", figures.HowWeCountPage.as_view(), name="how_we_count"),
    path("figures/partnerships/", figures.FigurePartnerships.as_view(), name="figure_partnerships"),
    path("figures/exchanges/", figures.FigureExchanges.as_view(), name="figure_exchanges"),
    path("figures/<slug:table>.csv", figures.FigureFile.as_view(), name="figure_file"),
    path("anniversaries/", anniversaries.AnniversaryPage.as_view(), name="anniversaries"),
    path("anniversaries.ics", anniversaries.site_calendar, name="anniversaries_calendar"),
]
