"""Small previews for staff."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from media.models import MediaItem
from media.pictures import rendition
from media.sizes import JPEG, THUMB


def thumbnail_of(item: MediaItem) -> SafeString | str:
    """The item's thumbnail; what kind of thing it is when there is none."""
    found = rendition(item, THUMB)
    if found is None:
        return item.get_kind_display()
    # Half its size, so that it is sharp on fine screens.
    width, height = found.width // 2, found.height // 2
    image = '<img src="{}" width="{}" height="{}" alt="" loading="lazy">'
    return format_html(image, found.url(JPEG), width, height)
