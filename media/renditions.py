"""Makes the smaller versions of photos: once, in the background, never while a page is waiting.

An item's column `renditions` says what there is: `{"version": …, "of": hash of the original, "focal": [x, y],
"recipe": …, "sizes": {name: [width, height]}, "files": {"card.jpg": bytes, …}, "tint": colour}`; it is empty before.
The files lie under the version, a random name, so that a new set never overwrites one that is being read.
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
from media.drawing import drawn, encoded, tint
from media.models import MediaItem
from media.sizes import AT_ONCE, FORMATS, LATER, RECIPE, SIZES, Format
from sistercities.common.content_version import content_change, raise_version
from sistercities.common.touched import touches

logger = logging.getLogger(__name__)
Made = dict[str, Any]
FOLDER = "renditions"


def path_of(version: str, size: str, extension: str) -> str:
    """Where one version is kept in the storage."""
    return f"{FOLDER}/{version[:2]}/{version}/{size}.{extension}"


def is_current(item: MediaItem) -> bool:
    """Whether the versions of `item` are those of its file and point of interest as they are now."""
    made = item.renditions or {}
    wanted = (item.content_hash, [item.focal_x, item.focal_y], RECIPE)
    return (made.get("of"), made.get("focal"), made.get("recipe")) == wanted


def needs_renditions(item: MediaItem) -> bool:
    return item.kind == MediaKind.PHOTO and bool(item.file) and not is_current(item)


def lacks_formats(item: MediaItem) -> bool:
    """Whether the formats that come later are still to be added."""
    files = item.renditions.get("files", {})
    wanted = {f"{size}.{format.extension}" for size in item.renditions.get("sizes", {}) for format in LATER}
    return not wanted <= set(files)


def is_complete(item: MediaItem) -> bool:
    """Whether every version that the item names is in the storage, and all of it: one look for each file."""
    storage = item.file.storage
    return all(bytes_in(storage, path) == size for path, size in files_of(item).items())


def files_of(item: MediaItem) -> dict[str, int]:
    """The paths of all versions that the item names, with their sizes in bytes."""
    made = item.renditions
    return {path_of(made["version"], *name.split(".")): size for name, size in made.get("files", {}).items()}


def bytes_in(storage: Storage, path: str) -> int | None:
    """The size of a file, in one request to a distant store; None when there is none."""
    try:
        return storage.size(path)
    except FileNotFoundError:
        return None


def make_renditions(item: MediaItem) -> bool:
    """Make all versions of `item` anew and note them; False if its original is missing or damaged.

    Whoever changes the file or the point of interest meanwhile asks for them again; what was made here is dropped then.
    """
    storage, version = item.file.storage, secrets.token_hex(16)
    focal = [item.focal_x, item.focal_y]
    made = {"version": version, "of": item.content_hash, "focal": focal, "recipe": RECIPE}
    drawn_now = _drawn_or_logged(item, version, AT_ONCE)
    replaced = None if drawn_now is None else _noted(item, made | drawn_now)
    if replaced is None:
        _delete(storage, version)
        return False
    _delete(storage, replaced.get("version"))
    return True


def add_formats(item: MediaItem) -> bool:
    """Add the formats that take long to the versions that there are; False if that was not possible."""
    version = item.renditions["version"]
    added = _drawn_or_logged(item, version, LATER)
    if added is None:
        return False
    files = item.renditions["files"] | added["files"]
    if _noted(item, item.renditions | {"files": files}, instead_of=version) is None:
        # A newer set has taken its place, and has been or will be given its own.
        _delete(item.file.storage, version, LATER)
        return False
    return True


def discard_renditions(items: Iterable[MediaItem]) -> None:
    """Delete the versions of items that are being deleted, if that is committed. Originals stay for history."""
    for item in items:
        version = item.renditions.get("version")
        transaction.on_commit(partial(_delete, item.file.storage, version), robust=True)


def _drawn_or_logged(item: MediaItem, version: str, formats: Iterable[Format]) -> Made | None:
    try:
        return _stored(item, version, formats)
    except Exception:  # a damaged file can make a decoder raise anything
        logger.exception("No smaller versions could be made of the photo %s.", item.slug)
        return None


def _stored(item: MediaItem, version: str, formats: Iterable[Format]) -> Made:
    """Draw every size and store it in `formats`; what is to be noted of it."""
    storage = item.file.storage
    made: Made = {"sizes": {}, "files": {}, "tint": ""}
    with storage.open(item.file.name or "") as original:
        for size, picture in drawn(original, (item.focal_x, item.focal_y)):
            for format in formats:
                content = encoded(picture, format)
                _put(storage, path_of(version, size.name, format.extension), content)
                made["files"][f"{size.name}.{format.extension}"] = len(content)
            made["sizes"][size.name] = list(picture.size)
            made["tint"] = tint(picture)
    return made


def _put(storage: Storage, path: str, content: bytes) -> None:
    # What an interrupted attempt has left would make the storage choose another name.
    storage.delete(path)
    storage.save(path, ContentFile(content))


def _noted(item: MediaItem, made: Made, instead_of: str | None = None) -> Made | None:
    """Write down what was made; what was there before, or None if it is not wanted any longer.

    `instead_of` is the version that must still be there.
    """
    unchanged = MediaItem.objects.filter(
        pk=item.pk, content_hash=item.content_hash, focal_x=item.focal_x, focal_y=item.focal_y
    )
    with content_change():
        before = unchanged.select_for_update().values_list("renditions", flat=True).first()
        if before is None or (instead_of and before.get("version") != instead_of):
            return None
        # Past the record's history and its version: nobody has edited anything.
        unchanged.update(renditions=made)
        raise_version(touches(MediaItem, [item.pk]))
        item.renditions = made
    return before


def _delete(storage: Storage, version: str | None, formats: Iterable[Format] = tuple(FORMATS.values())) -> None:
    if version is None:
        return
    for size in SIZES:
        for format in formats:
            storage.delete(path_of(version, size, format.extension))
