"""The records before and after one, in the order of its list."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery


def with_neighbours(records: Any, among: QuerySet, column: str, within: Sequence[str] = ()) -> Any:
    """Records that know the keys of their neighbours among other records, ordered by a column and then by key.

    `within` names columns in which neighbours are alike.
    """
    among = among.filter(**{name: OuterRef(name) for name in within})
    following = among.filter(_beyond(column, "gt")).order_by(column, "pk")
    preceding = among.filter(_beyond(column, "lt")).order_by(f"-{column}", "-pk")
    return records.annotate(
        previous_key=Subquery(preceding.values("pk")[:1]), next_key=Subquery(following.values("pk")[:1])
    )


def _beyond(column: str, way: str) -> Q:
    """The first part says nothing new, but lets an index be entered at the record instead of at its end."""
    here = OuterRef(column)
    further = Q(**{f"{column}__{way}": here}) | Q(**{column: here, f"pk__{way}": OuterRef("pk")})
    return Q(**{f"{column}__{way}e": here}) & further


def neighbour_keys(record: Any) -> list[int]:
    """Of a record that was read `with_neighbours`; 0, which is no key, where there is none."""
    return [record.previous_key or 0, record.next_key or 0]
