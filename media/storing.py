"""The door of the library: an original is judged here and nowhere else."""

import unicodedata
import weakref
from pathlib import PurePosixPath

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction

from media.inspection import inspect
from media.models import MediaItem
from media.models.item import random_path
from media.tasks import make_later

# Marks that turn the reading direction of what follows them, as a name that hides its ending would.
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def store_original(item: MediaItem, file: File) -> None:
    """Check `file`, put it into the storage and make it the file of `item`, which the caller then saves.

    Raises ValidationError, with a sentence for whoever offers it, and leaves nothing behind. Must be called inside a
    transaction: the file stays if the saved item does. The file it takes the place of stays too, for history shows it.
    """
    admit(item, file)
    storage = item.file.storage
    item.file = name = storage.save(item.file.name, File(file))
    _remove_unless_kept(storage, name)
    make_later(item)


def admit(item: MediaItem, file: File) -> None:
    """Check `file` and note what it is in `item`, with a name under which the caller has to put it into the storage.

    Raises ValidationError, with a sentence for whoever offers it, and leaves the item as it was.
    """
    findings = inspect(file, item.kind)
    item.file = random_path(item, f"original.{findings.extension}")
    item.given_name = plain_name(file.name or "")
    item.content_hash = findings.content_hash
    item.width, item.height = findings.width, findings.height


def plain_name(name: str) -> str:
    """The last part of a path without control characters, to be shown and never to be used as a path."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = (mark for mark in last if unicodedata.category(mark) not in {"Cc", "Cs"} and mark not in DIRECTION_MARKS)
    return "".join(shown).strip()[-255:]


def _remove_unless_kept(storage: Storage, name: str) -> None:
    """Remove the file if the transaction is rolled back, wholly or back to a savepoint, or ends without its item.

    Django tells nobody of a rollback, but forgets what was to be done on commit: that is what is watched here.
    """
    if not transaction.get_connection().in_atomic_block:
        storage.delete(name)
        raise transaction.TransactionManagementError("An original is stored inside a transaction only.")

    def keep() -> None:
        removal.detach()
        # Going back to a savepoint made by hand is not noticed by Django itself.
        if not MediaItem.objects.filter(file=name).exists():
            storage.delete(name)

    removal = weakref.finalize(keep, storage.delete, name)
    transaction.on_commit(keep, robust=True)
