"""Where everything on the site is found. Public pages stand once per language, below `/en/` or `/zh-hans/`."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from partnerships.views import about, contact, gallery, home, search
from sistercities import sitemap_views, views

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.choose_language, name="choose_language"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap_views.index, name="sitemaps"),
    path("sitemap-<slug:language>/<slug:kind>-<int:number>.xml", sitemap_views.sitemap, name="sitemap"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.health, name="health"),
    # For staff
    path("accounts/", include("sistercities.account_urls")),
    path("admin/", admin.site.urls),
    path("i18n/setlang/", set_language, name="set_language"),
    # For everybody
    path("files/", include("media.file_urls")),
    path("api/", include("partnerships.api.urls")),
    *i18n_patterns(
        path("", home.HomePage.as_view(), name="home"),
        path("search/", search.SearchPage.as_view(), name="search"),
        path("search/suggest/", search.suggest, name="suggestions"),
        path("about/", about.AboutPage.as_view(), name="about"),
        path("privacy/", about.PrivacyPage.as_view(), name="privacy"),
        path("contact/", contact.ContactPage.as_view(), name="contact"),
        path("contact/sent/", contact.ContactSentPage.as_view(), name="contact_sent"),
        # The library's own addresses, with a filter by city that it does not know by itself. Named, or the pages in the
        # other language could not be found from them.
        path("photos/", gallery.CityGallery.as_view(), name="gallery"),
        path("photos/<slug:slug>/", gallery.CityPhotoPage.as_view(), name="photo"),
        path("", include("media.urls")),
        path("", include("partnerships.open_urls")),
        path("", include("partnerships.urls")),
    ),
]
