"""Addresses of files: the same in every language."""

from django.urls import path

from media.views import files

app_name = "files"
urlpatterns = [
    path("<slug:slug>/original", files.download_original, name="original"),
    path("<slug:slug>/document", files.download_document, name="document"),
    path("<slug:slug>/<slug:size>-<slug:version>.<slug:extension>", files.show_rendition, name="rendition"),
]
