"""Pages of a list, as quick at its end as at its beginning.

A list of up to MOST_NUMBERED rows has numbered pages. A longer one is walked along an index instead: the address names
the record after which, or before which, a page stands (`after=bangkok`), and stays right while records are added. A
number or a record that does not exist is answered with the nearest page, so that an old link still leads somewhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Q, QuerySet

from sistercities.common.counting import MOST_COUNTED, Count

PAGE, AFTER, BEFORE = "page", "after", "before"
LAST = "last"
MOST_NUMBERED = MOST_COUNTED
# Rows that a numbered page may have to skip.
MOST_SKIPPED = 50_000
# From so many skipped rows on it pays to read their keys first.
FAR = 1_000
LONGEST_SLUG = 120

Address = dict[str, str]


class NearestPagePaginator(Paginator):
    """For short lists: answers every page number with the page that comes nearest to it."""

    def validate_number(self, number: Any) -> int:
        try:
            return super().validate_number(number)
        except PageNotAnInteger:
            return 1
        except EmptyPage:
            return max(1, min(int(number), self.num_pages))


@dataclass(frozen=True)
class ListPage:
    """Rows with the way to other pages: parameters of the address, None where there is nothing.

    `number` is None where only the neighbours are known.
    """

    rows: list[Any]
    count: Count
    size: int
    here: Address
    number: int | None
    previous: Address | None = None
    following: Address | None = None

    @property
    def is_alone(self) -> bool:
        return self.previous is None and self.following is None

    @property
    def last_number(self) -> int | None:
        """Where pages are numbered."""
        return pages_in(self.count, self.size) if is_numbered(self.count) else None

    def numbers(self) -> Iterator[int | str]:
        """First, last and the neighbours, with an ellipsis for what is left out."""
        pages = Paginator(range(self.count.number), self.size)
        return pages.get_elided_page_range(self.number or 1, on_each_side=1, on_ends=1)


def is_numbered(count: Count) -> bool:
    return count.is_exact and count.number <= MOST_NUMBERED


def pages_in(count: Count, size: int) -> int:
    return max(1, -(-count.number // size))


def page_of(records: QuerySet, count: Count, asked: Mapping[str, str], size: int) -> ListPage:
    """The page that `asked`, the parameters of the address, names; `records` are ordered."""
    columns = walkable(records)
    for name in (AFTER, BEFORE) if columns else ():
        if key := _key_of(records, asked.get(name, ""), columns):
            return _walked(records, count, size, columns, (name, asked[name], key))
    return _numbered(records, count, number_asked(asked.get(PAGE, "")), size, columns)


def walkable(records: QuerySet) -> list[str]:
    """The columns of the order, if it is one of plain columns; else none."""
    order = records.query.order_by
    columns = [column for column in order if isinstance(column, str)]
    return columns if len(columns) == len(order) else []


def number_asked(written: str) -> int | None:
    """None for the last page."""
    if written == LAST:
        return None
    is_number = written.isascii() and written.isdigit()
    return max(1, int(written[:9])) if is_number and len(written) < 10 else None if is_number else 1


def _key_of(records: QuerySet, slug: str, columns: list[str]) -> dict[str, Any] | None:
    """Where a record of the list stands; a record that is not in it stands nowhere."""
    names = [column.lstrip("-") for column in columns]
    return records.filter(slug=slug).values(*names).first() if is_slug(slug) else None


def is_slug(written: str) -> bool:
    """Whether there may be such a short name."""
    return 0 < len(written) <= LONGEST_SLUG and written.isascii() and written.isprintable()


def beyond(columns: list[str], key: Mapping[str, Any], *, is_back: bool = False) -> Q:
    """What comes behind `key` in the order of `columns`, or, `is_back`, before it."""
    condition, equal = Q(), Q()
    for column in columns:
        name = column.lstrip("-")
        comparison = "lt" if column.startswith("-") != is_back else "gt"
        condition |= equal & Q(**{f"{name}__{comparison}": key[name]})
        equal &= Q(**{name: key[name]})
    first = columns[0].lstrip("-")
    # Said once more for the first column alone, so that an index is entered where the page begins.
    bound = "lte" if columns[0].startswith("-") != is_back else "gte"
    return Q(**{f"{first}__{bound}": key[first]}) & condition


def _walked(
    records: QuerySet, count: Count, size: int, columns: list[str], anchor: tuple[str, str, dict[str, Any]]
) -> ListPage:
    name, slug, key = anchor
    is_back = name == BEFORE
    there = records.filter(beyond(columns, key, is_back=is_back))
    rows = list((there.reverse() if is_back else there)[: size + 1])
    has_more = len(rows) > size
    rows = rows[:size]
    if is_back and not has_more or not rows:
        return _numbered(records, count, 1 if is_back else None, size, columns)
    rows = rows[::-1] if is_back else rows
    previous: Address | None = {BEFORE: rows[0].slug}
    following: Address | None = {AFTER: rows[-1].slug} if is_back or has_more else None
    return ListPage(rows, count, size, {name: slug}, None, previous, following)


def _numbered(records: QuerySet, count: Count, number: int | None, size: int, columns: list[str]) -> ListPage:
    """`number` None is the last page."""
    if not count.is_exact:
        return _of_unknown_length(records, count, number, size, columns)
    if not count.number:
        return ListPage([], count, size, {}, 1)
    last = pages_in(count, size)
    number = reachable(min(number or last, last), last, size)
    if number > 1 and number > last // 2:
        behind = max(0, count.number - number * size)
        rows = _from_the_end(records, behind, min(size, count.number - (number - 1) * size))
    else:
        rows = rows_of(records, (number - 1) * size, number * size)
    return with_ways(rows, count, size, number, columns, has_more=number < last)


def reachable(number: int, last: int, size: int) -> int:
    """The page itself, or the nearest one that is not too far from either end."""
    reach = MOST_SKIPPED // size
    if number <= reach or last - number <= reach:
        return number
    return reach if number < last // 2 else last - reach


def _of_unknown_length(records: QuerySet, count: Count, number: int | None, size: int, columns: list[str]) -> ListPage:
    if number is None or number > MOST_SKIPPED // size:
        rows = _from_the_end(records, 0, size)
        previous: Address | None = {BEFORE: rows[0].slug} if rows and columns else {}
        return ListPage(rows, count, size, {PAGE: LAST}, None, previous)
    rows = rows_of(records, (number - 1) * size, number * size + 1)
    return with_ways(rows[:size], count, size, number, columns, has_more=len(rows) > size)


def _from_the_end(records: QuerySet, skipped: int, size: int) -> list[Any]:
    return rows_of(records.reverse(), skipped, skipped + size)[::-1]


def rows_of(records: QuerySet, start: int, stop: int) -> list[Any]:
    """These rows, in order.

    Where many are skipped, or all must be sorted, keys alone are first carried along: an index holds them.
    """
    if start < FAR and walkable(records):
        return list(records[start:stop])
    places = {key: place for place, key in enumerate(records.values_list("pk", flat=True)[start:stop])}
    found = records.model._default_manager.filter(pk__in=list(places)).prefetch_related(*_parts(records))
    found.query.select_related = records.query.select_related
    return sorted(found.order_by(), key=lambda row: places[row.pk])


def _parts(records: QuerySet) -> tuple[Any, ...]:
    return records._prefetch_related_lookups  # type: ignore[attr-defined]


def with_ways(rows: list[Any], count: Count, size: int, number: int, columns: list[str], *, has_more: bool) -> ListPage:
    is_walked = bool(columns) and not is_numbered(count) and bool(rows)
    previous = ({BEFORE: rows[0].slug} if is_walked else _page(number - 1)) if number > 1 else None
    following = ({AFTER: rows[-1].slug} if is_walked else _page(number + 1)) if has_more else None
    return ListPage(rows, count, size, _page(number), number, previous, following)


def _page(number: int) -> Address:
    return {PAGE: str(number)} if number > 1 else {}
