"""Compares what records say with what is in the storage. Reads the whole storage: for commands, never for a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import Storage, default_storage

from media.models import MediaItem
from media.models.item import ORIGINALS
from media.renditions import FOLDER, bytes_in, files_of
from sistercities.common.history import Revision


@dataclass
class Stock:
    """What does not agree: items by short name, files by their path in the storage."""

    without_original: list[str] = field(default_factory=list)
    without_versions: list[str] = field(default_factory=list)
    without_record: list[str] = field(default_factory=list)


def take_stock(before: datetime | None = None) -> Stock:
    """Every difference there is; of the files without a record only those stored earlier than `before`.

    A file is stored a moment before its record, so whoever deletes leaves the newest ones alone.
    """
    stock, storage, known = Stock(), default_storage, _shown_by_history()
    for item in MediaItem.objects.with_file().order_by("slug").iterator(chunk_size=500):
        known |= {item.file.name or "", *files_of(item)}
        if not storage.exists(item.file.name or ""):
            stock.without_original.append(item.slug)
        elif any(bytes_in(storage, path) != size for path, size in files_of(item).items()):
            stock.without_versions.append(item.slug)
    stock.without_record = [
        path
        for folder in (ORIGINALS, FOLDER)
        for path in _paths_below(storage, folder)
        if path not in known and (before is None or storage.get_modified_time(path) < before)
    ]
    return stock


def prune(before: datetime) -> list[str]:
    """Delete files without a record that were stored earlier than `before`; what was deleted."""
    paths = take_stock(before).without_record
    for path in paths:
        default_storage.delete(path)
    return paths


def _shown_by_history() -> set[str]:
    """Originals that some item had once: taking a change back brings them back."""
    kind = ContentType.objects.get_for_model(MediaItem)
    states = Revision.objects.filter(record_type=kind).values_list("before__fields__file", "after__fields__file")
    return {path for state in states.iterator() for path in state if path}


def _paths_below(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        # A folder is made with its first file.
        return
    yield from (f"{folder}/{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from _paths_below(storage, f"{folder}/{name}")
