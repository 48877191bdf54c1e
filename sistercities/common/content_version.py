"""The content version: one number that grows with every act by which visitors may come to see something else.

What is kept of a page is kept under this number and asked for by it, so that nothing kept outlives an act. The number
is raised by the last statement of the act's transaction: whoever reads the new number reads the new content too, and
since nothing that others lock is locked after it, acts that wait for each other here can never wait in a circle. Only
what was touched is noted behind it, which nobody locks who has not raised the number first.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from sistercities.common.touched import EVERYTHING, Touch, last_noted, mark
from sistercities.common.version_read import read_number


class ContentVersion(models.Model):
    """The one row. Its number is never behind the clock: none is used twice, even after a backup was restored."""

    ONLY: ClassVar[int] = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    number = models.BigIntegerField(default=0)

    class Meta:
        # Nobody sees or edits it.
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)


class _UnderWay:
    """The outermost act of this thread, and what it has changed so far."""

    def __init__(self) -> None:
        self.touched: set[Touch] = set()


_outermost: ContextVar[_UnderWay | None] = ContextVar("content change", default=None)


@contextmanager
def content_change() -> Iterator[None]:
    """A transaction; if `raise_version` was called in it, however deep inside, it ends with raising the version."""
    if _outermost.get() is not None:
        with transaction.atomic():
            yield
        return
    under_way = _UnderWay()
    token = _outermost.set(under_way)
    try:
        with transaction.atomic():
            yield
            if under_way.touched:
                _raise_now(under_way.touched)
    finally:
        _outermost.reset(token)


def raise_version(touched: Iterable[Touch] = (EVERYTHING,)) -> None:
    """Say that visitors may see something else from now on; inside `content_change`, from its end on.

    `touched` are the records of which they may: whoever cannot say it leaves it.
    """
    under_way = _outermost.get()
    if under_way is not None:
        under_way.touched |= set(touched)
    else:
        _raise_now(set(touched))


@transaction.atomic
def _raise_now(touched: set[Touch]) -> None:
    clock, before = time.time_ns() // 1000, current_version()
    row = ContentVersion.objects.filter(pk=ContentVersion.ONLY)
    if not row.update(number=Greatest(F("number") + 1, Value(clock))):
        # Another act may be making the row at this moment: one of the two makes it, both raise it.
        ContentVersion.objects.bulk_create([ContentVersion(number=0)], ignore_conflicts=True)
        row.update(number=Greatest(F("number") + 1, Value(clock)))
    is_noted = last_noted() >= before
    mark(touched if is_noted else {EVERYTHING}, current_version())


_READ = f"SELECT number FROM {ContentVersion._meta.db_table} WHERE id = {ContentVersion.ONLY}"  # noqa: S608 (no input)


def current_version() -> int:
    """The number as it is in the database now: one raw read. 0 before anything was ever changed."""
    return read_number(_READ)
