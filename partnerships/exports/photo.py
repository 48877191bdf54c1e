"""Photos as files: who took them, what they show and under which licence they may be used."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from media.choices import Licence
from media.models import MediaItem
from partnerships.exports.columns import Column, Export, chosen, of, page_of


def public_photos(language: str) -> QuerySet:
    return MediaItem.objects.published(language).ready_photos().order_by("-taken_on_sort", "-pk")


def with_parts(photos: Any, language: str) -> Any:
    return photos


def licence_text(photo: MediaItem) -> str:
    return Licence(photo.licence).url if photo.licence else ""


COLUMNS = (
    of(MediaItem, "slug"),
    of(MediaItem, "caption"),
    of(MediaItem, "alt"),
    of(MediaItem, "credit"),
    *chosen(MediaItem, "licence"),
    Column("licence_text", _("Text of the licence"), licence_text),
    of(MediaItem, "taken_on"),
    of(MediaItem, "width"),
    of(MediaItem, "height"),
    page_of(_("Page")),
)
PHOTOS = Export("photos", _("Photos"), public_photos, with_parts, COLUMNS)
