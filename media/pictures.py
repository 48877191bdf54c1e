"""Which smaller versions of a photo there are and where they are found. Nothing here reads database or storage."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from media.models import MediaItem
from media.sizes import CROPPED, Format, Size


@dataclass(frozen=True)
class Rendition:
    """One smaller version of a photo, as wide and high as it really is."""

    slug: str
    size: str
    version: str
    width: int
    height: int

    def url(self, format: Format) -> str:
        return reverse("files:rendition", args=[self.slug, self.size, self.version, format.extension])


def rendition(item: MediaItem, size: Size) -> Rendition | None:
    """The version of `item` in `size`; None while it is not made, and for good where the photo is too small."""
    made = item.renditions
    # A file that has been replaced must not be seen any longer, even before its successor is ready.
    if not made or made["of"] != item.content_hash or size.name not in made["sizes"]:
        return None
    width, height = made["sizes"][size.name]
    return Rendition(item.slug, size.name, made["version"], width, height)


def renditions(item: MediaItem, sizes: Iterable[Size] = CROPPED) -> list[Rendition]:
    """Those of `sizes` that exist."""
    return [found for size in sizes if (found := rendition(item, size))]


def next_best(item: MediaItem, wanted: Size) -> Rendition | None:
    """The cropped version nearest to `wanted` in width."""
    return min(renditions(item), key=lambda found: abs(found.width - wanted.width), default=None)
