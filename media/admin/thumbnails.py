"""Small pictures for staff, who see them before visitors do."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from media.models import MediaItem
from media.pictures import Rendition, rendition, renditions, tint_of
from media.renditions import needs_renditions
from media.sizes import CARD, JPEG, THUMB, WHOLE


def thumbnail_of(item: MediaItem) -> SafeString | str:
    """The item's thumbnail; the kind of thing it is when there is none."""
    found = rendition(item, THUMB)
    # Half its size, so that it is sharp on fine screens.
    return _image(found, found.width // 2, found.height // 2) if found else item.get_kind_display()


def card_of(item: MediaItem) -> SafeString | str:
    """The item's picture for a grid, sharp on fine screens; the kind of thing it is when there is none."""
    found = renditions(item, (THUMB, CARD))
    if not found:
        return item.get_kind_display()
    srcset = ", ".join(f"{version.url(JPEG)} {version.width}w" for version in found)
    image = '<img src="{}" width="{}" height="{}" srcset="{}" sizes="220px" class="{}" alt="" loading="lazy">'
    smallest = found[0]
    return format_html(image, smallest.url(JPEG), smallest.width, smallest.height, srcset, tint_of(item))


def preview_of(item: MediaItem) -> SafeString | str:
    """The whole photo at a size that fits a form."""
    found = rendition(item, WHOLE)
    if found is None:
        return _("It is being made ready: look again in a moment.") if needs_renditions(item) else "–"
    scale = min(1, 360 / max(found.width, found.height))
    return _image(found, max(1, round(found.width * scale)), max(1, round(found.height * scale)))


def _image(found: Rendition, width: int, height: int) -> SafeString:
    image = '<img src="{}" width="{}" height="{}" alt="" loading="lazy">'
    return format_html(image, found.url(JPEG), width, height)
