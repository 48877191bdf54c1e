"""Rows that several kinds of record have."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from sistercities.common.admin import OrderedRows


class SourceRows(OrderedRows):
    """Subclass it with the `model` of a record type's citations."""

    autocomplete_fields = ("source",)
    fields = ("source", "supports", "quote", "order")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("source")
