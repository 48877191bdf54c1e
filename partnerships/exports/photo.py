"""Photos as files: who took them, what they show and under which licence they may be used."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from media.choices import Licence
from media.models import MediaItem
from partnerships.exports.chunks import Chunk
from partnerships.exports.columns import Column, Export, chosen, of, page_of


def public_photos(language: str) -> QuerySet:
    return MediaItem.objects.published(language).ready_photos().order_by("-taken_on_sort", "-pk")


def licence_texts(chunk: Chunk) -> list[str]:
    return [Licence(licence).url if licence else "" for licence in chunk["licence"]]


COLUMNS = (
    of(MediaItem, "slug"),
    of(MediaItem, "caption"),
    of(MediaItem, "alt"),
    of(MediaItem, "credit"),
    *chosen(MediaItem, "licence"),
    Column("licence_text", _("Text of the licence"), licence_texts, reads=("licence",)),
    of(MediaItem, "taken_on"),
    of(MediaItem, "width"),
    of(MediaItem, "height"),
    page_of(_("Page"), MediaItem),
)
PHOTOS = Export("photos", _("Photos"), public_photos, COLUMNS)
