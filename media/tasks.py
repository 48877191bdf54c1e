"""What the library leaves to the background worker."""

from functools import partial

from django.db import transaction
from django_tasks import task

from media.models import MediaItem
from media.renditions import make_renditions, needs_renditions


@task()
def make_missing(key: int) -> None:
    """Make the smaller versions of one item, unless they are there already or the item is gone."""
    item = MediaItem.objects.filter(pk=key).first()
    if item is not None and needs_renditions(item):
        make_renditions(item)


def make_later(item: MediaItem) -> None:
    """Have the smaller versions of `item` made once what is being done is committed. It may have no key yet."""
    transaction.on_commit(partial(_enqueue, item), robust=True)


def _enqueue(item: MediaItem) -> None:
    if needs_renditions(item):
        make_missing.enqueue(item.pk)
