"""Rows whose parts are read when the first of them is shown: of a list that is kept already, none are."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects


class RowsLater(list):
    """Rows of a page; looking through them prefetches their parts, counting them does not."""

    def __init__(self, rows: list[Any], lookups: tuple[Any, ...]) -> None:
        super().__init__(rows)
        self.lookups = lookups

    def __iter__(self) -> Iterator[Any]:
        if self.lookups:
            lookups, self.lookups = self.lookups, ()
            prefetch_related_objects(list(self), *lookups)
        return super().__iter__()


def without_parts(records: QuerySet) -> tuple[QuerySet, tuple[Any, ...]]:
    """The records without what would be prefetched for them, and that, for RowsLater."""
    return records.prefetch_related(None), records._prefetch_related_lookups  # type: ignore[attr-defined]
