"""How many records there are, without ever walking through millions of them for a number that nobody reads."""

from typing import Any, NamedTuple

# Beyond so many a list says “more than”.
MOST_COUNTED = 20_000


class Count(NamedTuple):
    """`number` records, or more than that where it is not exact."""

    number: int
    is_exact: bool = True


def count_of(records: Any, most: int = MOST_COUNTED) -> Count:
    """One query, which stops at the first record beyond `most`. Every list asks here for its number of rows."""
    number = records.order_by().values("pk")[: most + 1].count()
    return Count(min(number, most), is_exact=number <= most)
