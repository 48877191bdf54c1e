"""The library's gallery and viewer, with the photos of one city to choose."""

from media.views.gallery import Gallery
from media.views.photo import PhotoPage
from partnerships.photo_filters import CityGalleryFilterSet


class CityGallery(Gallery):
    filterset_class = CityGalleryFilterSet
    download = "partnerships:photo_files"


class CityPhotoPage(PhotoPage):
    filterset_class = CityGalleryFilterSet
