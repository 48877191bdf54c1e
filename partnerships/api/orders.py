"""In which order a list of the API is told: its own, or one of those that the page of the same list offers.

An order of the pages may be made of expressions, unknown values last; here each is a column of the record that is never
NULL, so that a page can begin behind any record.
"""

from typing import Any

from django.db.models import IntegerField, QuerySet, TextField, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from sistercities.common.enumerations import listed_apart
from sistercities.common.filters import ORDER, OrderFilter
from sistercities.common.languages import current_language

Columns = tuple[str, ...]
# Behind every date.
BEHIND = "9999-99-99"


def orders_of(view: Any) -> OrderFilter | None:
    """The orders that the list's page offers, if it offers any."""
    filterset = getattr(view, "filterset_class", None)
    found = filterset.base_filters.get(ORDER) if filterset else None
    return found if isinstance(found, OrderFilter) else None


def in_order(queryset: QuerySet, request: Any, view: Any) -> tuple[QuerySet, Columns]:
    """The records in the order asked for, and the columns of that order, the last one unique.

    Raises ValidationError for an order that there is not.
    """
    asked, offered = request.query_params.get(ORDER), orders_of(view)
    if asked is None or offered is None:
        return queryset.order_by(*view.order), tuple(view.order)
    if asked not in offered.orders:
        raise ValidationError({ORDER: [_("Known are: %(known)s.") % {"known": ", ".join(offered.orders)}]})
    _label, order = offered.orders[asked]
    names, made = [], {}
    for number, column in enumerate(order(queryset, current_language())):
        name = column if isinstance(column, str) else f"place_{number}"
        if not isinstance(column, str):
            made[name] = _without_null(column)
        names.append(name)
    columns = tuple(names) if names[-1].lstrip("-") == "pk" else (*names, "pk")
    return queryset.annotate(**made).order_by(*columns), columns


def _without_null(column: Any) -> Any:
    """An expression by which rows ascend as they do by `column`."""
    if not isinstance(column, OrderBy):
        return column
    return Coalesce(column.expression, Value(BEHIND), output_field=TextField())


def is_number(queryset: QuerySet, column: str) -> bool:
    """Whether a column of an order holds numbers; otherwise texts."""
    name = column.lstrip("-")
    made = queryset.query.annotations.get(name)
    return name == "pk" or isinstance(made.output_field if made else None, IntegerField)


def parameter_of(view: Any) -> list[dict[str, Any]]:
    """How the schema describes it."""
    offered = orders_of(view)
    if offered is None:
        return []
    words = [_("%(label)s: %(value)s") % {"label": name, "value": each[0]} for name, each in offered.orders.items()]
    schema = {"type": "string", "enum": list(offered.orders), "default": next(iter(offered.orders))}
    about = _("the order of the list, as on its page. %(orders)s") % {"orders": listed_apart(words)}
    return [{"name": ORDER, "in": "query", "required": False, "description": about, "schema": schema}]
