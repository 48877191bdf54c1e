"""Which smaller versions of a photo there are and where they are found. Nothing here reads database or storage."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from media.models import MediaItem
from media.sizes import AT_ONCE, CROPPED, FORMATS, SIZES, Format, Size


@dataclass(frozen=True)
class Rendition:
    """One smaller version of a photo, as wide and high as it really is."""

    slug: str
    size: str
    version: str
    width: int
    height: int
    formats: tuple[Format, ...]

    def url(self, format: Format) -> str:
        return reverse("files:rendition", args=[self.slug, self.size, self.version, format.extension])


def rendition(item: MediaItem, size: Size) -> Rendition | None:
    """The version of `item` in `size`; None while it is not made, and for good where the photo is too small."""
    made = item.renditions
    # A file that has been replaced must not be seen any longer, even before its successor is ready.
    if not made or made["of"] != item.content_hash or size.name not in made["sizes"]:
        return None
    width, height = made["sizes"][size.name]
    return Rendition(item.slug, size.name, made["version"], width, height, _formats(made, size))


def _formats(made: dict[str, Any], size: Size) -> tuple[Format, ...]:
    """Those in which the version is stored, the one that browsers should prefer first."""
    files = made.get("files")
    if files is None:
        return AT_ONCE
    return tuple(format for format in FORMATS.values() if f"{size.name}.{format.extension}" in files)


def tint_of(item: MediaItem) -> str:
    """The class of the colour that stands in the photo's place until it is there; `` when it is not known."""
    colour = item.renditions.get("tint")
    return f"tint-{colour}" if colour else ""


def renditions(item: MediaItem, sizes: Iterable[Size] = CROPPED) -> list[Rendition]:
    """Those of `sizes` that exist."""
    return [found for size in sizes if (found := rendition(item, size))]


def next_best(item: MediaItem, wanted: Size) -> Rendition | None:
    """The cropped version nearest to `wanted` in width."""
    return min(renditions(item), key=lambda found: abs(found.width - wanted.width), default=None)


def substitutes(item: MediaItem, wanted: Size) -> list[tuple[Rendition, Format]]:
    """All versions of the same shape as `wanted`, the nearest in width first, in its formats from the most usual on."""
    alike = renditions(item, [size for size in SIZES.values() if size.is_cropped == wanted.is_cropped])
    alike.sort(key=lambda found: abs(found.width - wanted.width))
    return [(found, format) for found in alike for format in reversed(found.formats)]
