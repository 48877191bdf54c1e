"""Columns in the order in which they were asked for.

The library of translations keeps the names of `values_list` in a set and sorts the answers again row by row. In a
union it cannot: the database matches columns by place, and which column was a city and which an exchange changed from
one process to the next.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from modeltranslation import manager

Names = tuple[Any, Any]


class Ordered(dict[str, None]):
    """As much of a set as the library asks of it."""

    def update(self, names: Iterable[str]) -> None:  # type: ignore[override]
        super().update(dict.fromkeys(names))


def in_order(append: Callable[[Any, Sequence[str]], Names]) -> Callable[[Any, Sequence[str]], Names]:
    def appended(model: Any, names: Sequence[str]) -> Names:
        asked = list(names)
        found, translations = append(model, asked)
        further = sorted(name for name in found if name not in asked)
        return Ordered.fromkeys([name for name in asked if name in found] + further), translations

    return appended


def keep_columns_in_order() -> None:
    """Called once, where the tables of the kernel are declared: the library can be imported no earlier."""
    manager.append_fallback = in_order(manager.append_fallback)  # type: ignore[assignment]
