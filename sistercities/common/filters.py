"""Filters of lists besides their choices (`facets`): words to search for, and the order."""

from collections.abc import Callable, Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sistercities.common.languages import current_language

Choice = tuple[str, Any]
Order = Callable[[QuerySet, str], list[Any]]
LONGEST_SEARCH = 200
ORDER = "sort"


class SearchFilter(django_filters.CharFilter):
    """Words, each of which a record has among its own or, as the filter set may add, among its cities' names.

    `is_costly` as of FacetFilter.
    """

    is_costly = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Words"), "max_length": LONGEST_SEARCH, **kwargs})

    def filter(self, queryset: Any, value: str) -> QuerySet:
        return queryset.found_by_public(value) if value else queryset


class OrderField(django_filters.fields.ChoiceField):
    """The usual order goes without saying, and may be named."""

    def __init__(self, *args: Any, usual: str = "", **kwargs: Any) -> None:
        self.usual = usual
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean("" if value == self.usual else value)


class OrderFilter(django_filters.ChoiceFilter):
    """One of several orders, each made for the page's language; a key at its end makes it certain.

    Of `grouped` orders a long list is not sorted, but gathered group by group.
    """

    field_class = OrderField

    def __init__(
        self,
        orders: Mapping[str, tuple[Any, Order]],
        grouped: Mapping[str, Callable[[QuerySet, str], Any]] | None = None,
        **kwargs: Any,
    ) -> None:
        self.orders, self.grouped = orders, grouped or {}
        choices = [(name, label) for name, (label, _order) in orders.items()]
        super().__init__(
            **{
                "label": _("Order"),
                "choices": choices[1:],
                "empty_label": choices[0][1],
                "usual": choices[0][0],
                **kwargs,
            }
        )

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        _label, order = self.orders[value or next(iter(self.orders))]
        columns = order(queryset, current_language())
        return queryset.order_by(*columns, *([] if columns[-1] in ("pk", "-pk") else ["pk"]))

    def groups(self, records: QuerySet, value: str) -> Any | None:
        """The Groups in which a long list is gathered; None where an index holds the order."""
        make = self.grouped.get(value)
        return make(records, current_language()) if make else None
