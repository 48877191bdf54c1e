"""Filter sets whose choices are counted: each over the records that all the other filters leave.

A list of at most MOST_COUNTED public records is counted exactly. In a longer one that would take seconds: there the
choices are offered without numbers, until the filters leave few enough to be counted one by one.
"""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.functional import cached_property

from sistercities.common.counting import Count, count_of
from sistercities.common.facets import FacetFilter
from sistercities.common.filters import ORDER
from sistercities.common.fragments import fragment

# So many keys can be handed back to the database without a thought.
MOST_KEYS = 3_000
# A long list that is narrowed by what is costly to ask is counted so far.
MOST_COSTLY = 1_000


class FacetedFilterSet(django_filters.FilterSet):
    """Given the public records of a list. A subclass may override `narrowed`, never `filter_queryset`."""

    def narrowed(self, without: str = "") -> QuerySet:
        """The records that all filters leave, or all but one, in the order of the model."""
        records = self.queryset.all()
        for name, value in self.values().items():
            if name not in (without, ORDER):
                records = self.filters[name].filter(records, value)
        return records

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        order = self.filters.get(ORDER)
        records = self.narrowed()
        return order.filter(records, self.values().get(ORDER, "")) if order else records

    def groups(self, records: QuerySet) -> Any | None:
        """How these records are gathered in the chosen order, if not along an index."""
        order = self.filters.get(ORDER)
        return order.groups(records, self.values().get(ORDER, "")) if order else None

    def values(self) -> dict[str, Any]:
        """The valid values by the names of their filters."""
        return self.form.cleaned_data if self.form.is_valid() or self.is_bound else {}

    def given(self) -> dict[str, Any]:
        """Those that narrow the list."""
        return {name: value for name, value in self.values().items() if name != ORDER and value}

    def name_of(self, wanted: FacetFilter) -> str:
        return next(name for name, each in self.filters.items() if each is wanted)

    def chosen(self, facet: FacetFilter) -> str:
        return str(self.values().get(self.name_of(facet)) or "")

    @cached_property
    def whole(self) -> Count:
        """How many records the list has without any filter."""
        # Counted once for every page of the list and every choice in it.
        path, model = getattr(self.request, "path", ""), self.queryset.model._meta.label
        return fragment(self.request, "whole list", path, model, make=lambda: count_of(self.queryset))

    @cached_property
    def found(self) -> Count:
        """How many records the filters leave."""
        if not self.given():
            return self.whole
        is_costly = any(self.filters[name].is_costly for name in self.given())
        if is_costly and not self.whole.is_exact:
            return count_of(self.narrowed(), MOST_COSTLY)
        return count_of(self.narrowed())

    @cached_property
    def left(self) -> QuerySet | None:
        """The records that all filters leave, in a form that can be counted again and again; None if too many."""
        if not self.found.is_exact or self.found.number > MOST_KEYS:
            return self.narrowed() if self.whole.is_exact else None
        keys = list(self.narrowed().order_by().values_list("pk", flat=True))
        return self.queryset.model._default_manager.filter(pk__in=keys)

    def countable(self, facet: FacetFilter) -> QuerySet | None:
        """The records over which a filter's choices are counted: those that the other filters leave."""
        name = self.name_of(facet)
        if facet.most and self.whole.number > facet.most and (self.left is None or self.found.number > facet.most):
            return None
        if name not in self.given():
            return self.left
        return self.narrowed(without=name) if self.whole.is_exact else None
