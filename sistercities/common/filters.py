"""Filters for lists that visitors may narrow: they offer only what public records hold.

A value that is not offered is an error beside its field and finds nothing; a parameter that no filter knows is ignored.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sistercities.common.facets import MOST_OFFERED, PeriodFilter, year_of
from sistercities.common.languages import current_language

Choice = tuple[str, Any]
Order = Callable[[QuerySet, str], list[Any]]
LONGEST_SEARCH = 200
ORDER = "sort"

__all__ = ["ORDER", "Choice", "Order", "OrderFilter", "PeriodFilter", "SearchFilter", "UsedChoiceFilter"]


class SearchFilter(django_filters.CharFilter):
    """Words, each of which a record has among its own or, as the filter set may add, among its cities' names."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Words"), "max_length": LONGEST_SEARCH, **kwargs})

    def filter(self, queryset: Any, value: str) -> QuerySet:
        return queryset.found_by_public(value) if value else queryset


class UsedChoiceFilter(django_filters.ChoiceFilter):
    """A choice among the values that the list's public records hold; one query when the form is made.

    `used` is given those records and the language, and returns the choices in the order in which they are offered.
    More than MOST_OFFERED are not offered, since nobody reads them and they would weigh more than the page: the value
    is then taken from the address as it is, finds what it finds, and is kept in the form.
    """

    def __init__(self, used: Callable[[Any, str], Iterable[Choice]], **kwargs: Any) -> None:
        self.used = used
        super().__init__(**{"empty_label": _("All"), "choices": (), **kwargs})

    @cached_property
    def offered(self) -> list[Choice]:
        return list(self.used(self.parent.queryset, current_language()))

    def is_too_long_to_read(self) -> bool:
        return len(self.offered) > MOST_OFFERED

    @property
    def field(self) -> Any:
        if self.is_too_long_to_read():
            return forms.CharField(
                required=False, max_length=LONGEST_SEARCH, widget=forms.HiddenInput, label=self.label
            )
        self.extra["choices"] = self.offered
        return super().field


def offered_periods(records: QuerySet, date: str, years: int) -> list[Choice]:
    """The first year of each period of so many years in which a record is dated, the newest first."""
    dated = records.exclude(**{date: ""}).order_by().annotate(dated_in=year_of(date))
    firsts = {int(year) // years * years for year in dated.values_list("dated_in", flat=True).distinct() if year}
    ordered = sorted(firsts, reverse=True)
    return [(str(first), str(first) if years == 1 else f"{first}–{first + years - 1}") for first in ordered]


class OrderFilter(django_filters.ChoiceFilter):
    """One of several orders, each made for the page's language; a key at its end makes it certain."""

    def __init__(self, orders: Mapping[str, tuple[Any, Order]], **kwargs: Any) -> None:
        self.orders = orders
        choices = [(name, label) for name, (label, _order) in orders.items()]
        super().__init__(**{"label": _("Order"), "choices": choices[1:], "empty_label": choices[0][1], **kwargs})

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        _label, order = self.orders[value or next(iter(self.orders))]
        columns = order(queryset, current_language())
        return queryset.order_by(*columns, *([] if columns[-1] in ("pk", "-pk") else ["pk"]))
