"""Photos on pages. Nothing here reads the database or the storage: what is not made yet is not shown.

The caller passes items that the visitor may see; their texts are those of the active language and no other's.
"""

from typing import Any

from django import template
from django.urls import reverse

from media.choices import Licence, MediaKind
from media.models import MediaItem
from media.pictures import next_best, renditions, tint_of
from media.sizes import CONTENT, JPEG, SIZES, Format

register = template.Library()

# A photo fills a phone, and a little less than half of a wide page.
USUAL_SIZES = "(min-width: 64rem) 44rem, 100vw"


@register.inclusion_tag("media/picture.html")
def picture(
    item: MediaItem | None,
    sizes: str = USUAL_SIZES,
    is_first: bool = False,
    whole: bool = False,
) -> dict[str, Any]:
    """`<picture>` with every width that exists; nothing while there is none, so that the caller's words stand alone.

    `sizes` is the attribute of that name. `is_first`: in view at once, so not loaded lazily. `whole`: not cropped.
    """
    shown = _widths(item, whole) if item is not None and item.kind == MediaKind.PHOTO else []
    if item is None or not shown:
        return {}
    best = shown[-1] if whole else next_best(item, CONTENT)
    return {
        "best": best,
        "url": best.url(JPEG) if best else "",
        "srcset": _srcset(shown, JPEG),
        "sources": [(format, _srcset(shown, format)) for format in shown[0].formats if format != JPEG],
        "tint": tint_of(item),
        "sizes": sizes,
        "alt": item.alt or "",
        "is_first": is_first,
    }


@register.inclusion_tag("media/figure.html")
def figure(
    item: MediaItem | None,
    caption: str | None = None,
    sizes: str = USUAL_SIZES,
    is_first: bool = False,
    query: str = "",
) -> dict[str, Any]:
    """A photo with caption, credit and licence always in view, leading to its own page.

    `caption` takes the place of the item's own; `query` is what narrows the gallery from which one comes.
    """
    if item is None or not has_picture(item):
        return {}
    return {
        "item": item,
        "address": item.get_absolute_url() + (f"?{query}" if query else ""),
        "caption": caption or item.caption,
        "licence": Licence(item.licence) if item.licence else None,
        "sizes": sizes,
        "is_first": is_first,
    }


@register.inclusion_tag("media/enclosure.html")
def enclosure(item: MediaItem | None, caption: str | None = None) -> dict[str, Any]:
    """The way to a document or a video; nothing for a photo."""
    if item is None or item.kind == MediaKind.PHOTO:
        return {}
    is_video = item.kind == MediaKind.VIDEO
    if is_video or not item.file:
        return {"item": item, "label": caption or item.caption, "url": item.video_url, "kind": item.get_kind_display()}
    kind = item.file.name.rpartition(".")[2].upper()
    url = reverse("files:document", args=[item.slug])
    return {"item": item, "label": caption or item.caption, "url": url, "kind": kind}


@register.filter
def has_picture(item: MediaItem | None) -> bool:
    """Whether `{% picture %}` would show anything."""
    return item is not None and item.kind == MediaKind.PHOTO and bool(renditions(item))


def _widths(item: MediaItem, whole: bool) -> list[Any]:
    return renditions(item, [size for size in SIZES.values() if size.is_cropped != whole])


def _srcset(shown: list[Any], format: Format) -> str:
    return ", ".join(f"{version.url(format)} {version.width}w" for version in shown)
