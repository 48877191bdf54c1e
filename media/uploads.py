"""Many files at once: each is taken in or refused by itself, with the credit and licence that they share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError
from django.utils.translation import gettext as _

from media.inspection import hash_of, likely_kind
from media.models import MediaItem
from media.storing import plain_name, store_original
from sistercities.common.history import Act, change
from sistercities.common.people import User


@dataclass
class Upload:
    """What became of one file: the new `item`, or the `twin` that the library had already, or sentences."""

    name: str
    item: MediaItem | None = None
    twin: MediaItem | None = None
    problems: list[str] = field(default_factory=list)


def take_in(file: File, shared: Mapping[str, Any], by: User | None) -> Upload:
    """Make a draft of `file`, in a change set of its own. `shared` are values of the item's fields."""
    upload = Upload(plain_name(file.name or ""))
    upload.twin = MediaItem.objects.filter(content_hash=hash_of(file)).first() if file.size else None
    if upload.twin is not None:
        upload.problems = [_("The library already has this file.")]
        return upload
    try:
        upload.item = _kept(file, shared, by)
    except ValidationError as error:
        upload.problems = error.messages
    except IntegrityError:
        upload.problems = [_("Somebody saved something that contradicts this at the same moment. Try it again.")]
    return upload


def _kept(file: File, shared: Mapping[str, Any], by: User | None) -> MediaItem:
    with change(by, Act.ADD) as changes:
        item = MediaItem(kind=likely_kind(file), **shared)
        store_original(item, file)
        item.full_clean()
        item.save()
        changes.added(item)
    return item
