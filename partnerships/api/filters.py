"""The lists' own filters, for machines.

A parameter that is not known is refused: a typing error must not give the whole list in place of a part. A value that
no public record has finds nothing, as on the pages, and the answer says so.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

from partnerships.api.orders import orders_of
from sistercities.common.filters import ORDER, OrderFilter

# What every address understands besides the filters.
COMMON = {"limit", "after", "fields"}


class PageFilters(BaseFilterBackend):
    """Narrows by the view's `filterset_class`. The order is made where pages are turned."""

    def filter_queryset(self, request: Any, queryset: QuerySet, view: Any) -> QuerySet:
        known = filters_of(view)
        understood = {*known, *COMMON, *([ORDER] if orders_of(view) else [])}
        if unknown := sorted(set(request.query_params) - understood):
            sentence = _("There is no such parameter. Known are: %(known)s.")
            told = sentence % {"known": ", ".join(sorted(understood))}
            raise ValidationError({name[:100]: [told] for name in unknown[:10]})
        given = {name for name in known if request.query_params.get(name)}
        return self.narrowed(request, queryset, view, given) if given else queryset

    def narrowed(self, request: Any, queryset: QuerySet, view: Any, given: set[str]) -> QuerySet:
        filterset = view.filterset_class(request.query_params, queryset=queryset, request=request)
        # Filters that nobody uses need not ask the database what they could offer.
        for name in set(filterset.filters) - given:
            del filterset.filters[name]
        if not filterset.is_valid():
            view.problems = {name: list(map(str, errors)) for name, errors in filterset.errors.items()}
            return queryset.none()
        return filterset.qs

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": str(one.label or name),
                "schema": {"type": "string"},
            }
            for name, one in filters_of(view).items()
        ]


def filters_of(view: Any) -> dict[str, Any]:
    filterset = getattr(view, "filterset_class", None)
    return (
        {name: one for name, one in filterset.base_filters.items() if not isinstance(one, OrderFilter)}
        if filterset
        else {}
    )
