"""Pages of a long list in an order that no column of it holds: by a group, and by columns inside of it.

Nobody sorts the list: groups are taken one after another, as an index of something else names them, until the page is
full. A page begins behind a record, as in `paging`.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from sistercities.common.counting import Count
from sistercities.common.paging import (
    AFTER,
    BEFORE,
    LAST,
    MOST_SKIPPED,
    PAGE,
    ListPage,
    beyond,
    is_slug,
    number_asked,
    page_of,
    rows_of,
    with_ways,
)


class Groups:
    """The records of a list, whatever narrows it, in groups that follow each other. A subclass says which."""

    def __init__(self, records: QuerySet, language: str) -> None:
        self.records, self.language = records.order_by(), language

    def columns(self) -> list[str]:
        """The order inside a group; the last one is unique."""
        raise NotImplementedError

    def with_group(self) -> QuerySet:
        """The records, each with its `group`."""
        raise NotImplementedError

    def of(self, group: Any) -> QuerySet:
        """Those of one group, in order."""
        raise NotImplementedError

    def behind(self, group: Any, *, is_back: bool) -> Iterator[QuerySet]:
        """All that follows the group, in order, as one part after another; all there is, for None.

        `is_back` takes parts from the end, up to the group; each is in the usual order all the same.
        """
        raise NotImplementedError


def grouped_page_of(
    records: QuerySet, count: Count, asked: Mapping[str, str], size: int, groups: Groups | None
) -> ListPage:
    """The page that `asked` names. A list that is counted is short enough to be sorted."""
    if groups is None or count.is_exact:
        return page_of(records, count, asked, size)
    for name in (AFTER, BEFORE):
        if page := _walked(groups, count, size, name, asked.get(name, "")):
            return page
    number = number_asked(asked.get(PAGE, ""))
    if number is None or number > MOST_SKIPPED // size:
        return _last(groups, count, size)
    rows = taken(groups.behind(None, is_back=False), (number - 1) * size, size + 1)
    return with_ways(rows[:size], count, size, number, groups.columns(), has_more=len(rows) > size)


def _walked(groups: Groups, count: Count, size: int, name: str, slug: str) -> ListPage | None:
    """None for a record that is not in the list, and where nothing more comes."""
    key = groups.with_group().filter(slug=slug).values("group", *groups.columns()).first() if is_slug(slug) else None
    if key is None:
        return None
    is_back = name == BEFORE
    beside = groups.of(key["group"]).filter(beyond(groups.columns(), key, is_back=is_back))
    rows = taken(chain([beside], groups.behind(key["group"], is_back=is_back)), 0, size + 1, is_back=is_back)
    has_more, rows = len(rows) > size, rows[:size]
    if not has_more and is_back:
        return None
    if not rows:
        return _last(groups, count, size)
    rows = rows[::-1] if is_back else rows
    following = {AFTER: rows[-1].slug} if is_back or has_more else None
    return ListPage(rows, count, size, {name: slug}, None, {BEFORE: rows[0].slug}, following)


def _last(groups: Groups, count: Count, size: int) -> ListPage:
    rows = taken(groups.behind(None, is_back=True), 0, size, is_back=True)[::-1]
    return ListPage(rows, count, size, {PAGE: LAST}, None, {BEFORE: rows[0].slug} if rows else {})


def taken(parts: Iterable[QuerySet], skipped: int, wanted: int, *, is_back: bool = False) -> list[Any]:
    """Rows of the parts, without those skipped; the last ones first if `is_back`."""
    rows: list[Any] = []
    for part in parts:
        if skipped:
            number = part.order_by().values("pk").count()
            if number <= skipped:
                skipped -= number
                continue
        rows += rows_of(part.reverse() if is_back else part, skipped, skipped + wanted - len(rows))
        skipped = 0
        if len(rows) >= wanted:
            break
    return rows
