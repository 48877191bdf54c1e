"""Pages of the library; they stand once per language. Files have addresses of their own (`file_urls`)."""

from django.urls import path

from media.views.gallery import Gallery
from media.views.photo import PhotoPage

app_name = "media"
urlpatterns = [
    path("photos/", Gallery.as_view(), name="gallery"),
    path("photos/<slug:slug>/", PhotoPage.as_view(), name="photo"),
]
