"""What the library leaves to the background worker."""

from functools import partial

from django.db import transaction
from django_tasks import task

from media.models import MediaItem
from media.renditions import add_formats, is_complete, lacks_formats, make_renditions, needs_renditions


@task()
def make_missing(key: int) -> None:
    """Make the smaller versions of one item, unless they are there already and whole, or the item is gone."""
    item = MediaItem.objects.filter(pk=key).first()
    if item is None:
        return
    if needs_renditions(item) or not is_complete(item):
        make_renditions(item)
    if is_ready_for_more(item):
        add_later_formats.enqueue(key)


@task()
def add_later_formats(key: int) -> None:
    """Add the formats that take long; a task of its own, so that other photos are on their pages first."""
    item = MediaItem.objects.filter(pk=key).first()
    if item is not None and is_ready_for_more(item):
        add_formats(item)


def is_ready_for_more(item: MediaItem) -> bool:
    return bool(item.renditions) and not needs_renditions(item) and lacks_formats(item)


def make_later(item: MediaItem) -> None:
    """Have the smaller versions of `item` made once what is being done is committed. It may have no key yet."""
    transaction.on_commit(partial(_enqueue, item), robust=True)


def heal_later(item: MediaItem) -> bool:
    """Have versions made anew that are missing or damaged in the storage; whether there are any."""
    is_ill = not needs_renditions(item) and not is_complete(item)
    if is_ill:
        make_missing.enqueue(item.pk)
    return is_ill


def _enqueue(item: MediaItem) -> None:
    if needs_renditions(item):
        make_missing.enqueue(item.pk)
