"""Makes the smaller versions of photos: once, in the background, never while a page is waiting.

An item's column `renditions` says what there is: `{"version": …, "of": hash of the original, "focal": [x, y],
"recipe": …, "sizes": {name: [width, height]}}`; it is empty before. The files lie under the version, a random name, so
that a new set never overwrites one that is being read.
"""

import logging
import secrets
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction

from media.choices import MediaKind
from media.drawing import drawn, encoded
from media.models import MediaItem
from media.sizes import FORMATS, RECIPE, SIZES

logger = logging.getLogger(__name__)


def path_of(version: str, size: str, extension: str) -> str:
    """Where one version is kept in the storage."""
    return f"renditions/{version[:2]}/{version}/{size}.{extension}"


def is_current(item: MediaItem) -> bool:
    """Whether the versions of `item` are those of its file and point of interest as they are now."""
    made = item.renditions or {}
    wanted = (item.content_hash, [item.focal_x, item.focal_y], RECIPE)
    return (made.get("of"), made.get("focal"), made.get("recipe")) == wanted


def needs_renditions(item: MediaItem) -> bool:
    return item.kind == MediaKind.PHOTO and bool(item.file) and not is_current(item)


def is_complete(item: MediaItem) -> bool:
    """Whether every version that the item names is in the storage: one look for each file."""
    return all(item.file.storage.exists(path) for path in _paths(item.renditions))


def make_renditions(item: MediaItem) -> bool:
    """Make all versions of `item` anew and note them; False if its original is missing or damaged.

    Whoever changes the file or the point of interest meanwhile asks for them again; what was made here is dropped then.
    """
    storage, version = item.file.storage, secrets.token_hex(16)
    try:
        sizes = _stored(item, storage, version)
    except Exception:  # a damaged file can make a decoder raise anything
        logger.exception("No smaller versions could be made of the photo %s.", item.slug)
        _delete(storage, version)
        return False
    replaced = _noted(item, version, sizes)
    if replaced is None:
        _delete(storage, version)
        return False
    _delete(storage, replaced.get("version"))
    return True


def discard_renditions(items: Iterable[MediaItem]) -> None:
    """Delete the versions of items that are being deleted, if that is committed. Originals stay for history."""
    for item in items:
        version = item.renditions.get("version")
        transaction.on_commit(partial(_delete, item.file.storage, version), robust=True)


def _stored(item: MediaItem, storage: Storage, version: str) -> dict[str, tuple[int, int]]:
    sizes: dict[str, tuple[int, int]] = {}
    with storage.open(item.file.name or "") as original:
        for size, picture in drawn(original, (item.focal_x, item.focal_y)):
            for format in FORMATS.values():
                content = ContentFile(encoded(picture, format))
                storage.save(path_of(version, size.name, format.extension), content)
            sizes[size.name] = picture.size
    return sizes


def _noted(item: MediaItem, version: str, sizes: dict[str, tuple[int, int]]) -> dict[str, Any] | None:
    """Write down what was made; what was there before, or None if it is not wanted any longer."""
    focal = [item.focal_x, item.focal_y]
    made = {"version": version, "of": item.content_hash, "focal": focal, "recipe": RECIPE, "sizes": sizes}
    unchanged = MediaItem.objects.filter(
        pk=item.pk, content_hash=item.content_hash, focal_x=item.focal_x, focal_y=item.focal_y
    )
    with transaction.atomic():
        before = unchanged.select_for_update().values_list("renditions", flat=True).first()
        if before is not None:
            # Past the record's history and its version: nobody has edited anything.
            unchanged.update(renditions=made)
            item.renditions = made
    return before


def _paths(made: dict[str, Any]) -> list[str]:
    sizes = made.get("sizes", {})
    return [path_of(made["version"], size, extension) for size in sizes for extension in FORMATS]


def _delete(storage: Storage, version: str | None) -> None:
    if version is None:
        return
    for size in SIZES:
        for extension in FORMATS:
            storage.delete(path_of(version, size, extension))
