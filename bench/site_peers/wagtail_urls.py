"""Addresses of the Wagtail peer."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

urlpatterns = [path("admin/", include(admin_urls)), *i18n_patterns(path("", include(wagtail_urls)))]
