"""Pages that begin behind a record: the thousandth costs no more than the first."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from partnerships.api.orders import in_order, is_number, parameter_of
from sistercities.common.counting import count_of
from sistercities.common.paging import beyond

USUAL, MOST = 50, 200
LONGEST_MARK = 4000
LARGEST_KEY = 2**63 - 1


class Behind(BasePagination):
    """The view names its `order`: columns that are never NULL, each with `-` before it if it descends, the last one
    unique. `after` marks the last record of the page before, by what it is ordered by."""

    def paginate_queryset(self, queryset: QuerySet, request: Any, view: Any = None) -> list[Any]:
        self.request, self.problems = request, view.problems
        size = _size(request.query_params.get("limit"))
        self.count = count_of(queryset)
        ordered, columns = in_order(queryset, request, view)
        if mark := request.query_params.get("after"):
            ordered = ordered.filter(beyond(list(columns), _read(mark, ordered, columns)))
        rows = list(ordered[: size + 1])
        self.next_mark = _mark(rows[size - 1], columns) if len(rows) > size else ""
        return rows[:size]

    def get_paginated_response(self, data: Any) -> Response:
        address, headers = None, {}
        if self.next_mark:
            query = self.request.query_params.copy()
            query["after"] = self.next_mark
            address = self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
            headers = {"Link": f'<{address}>; rel="next"'}
        told = {"count": self.count.number, "is_count_exact": self.count.is_exact, "next": address, "results": data}
        return Response({**told, "parameters": self.problems}, headers=headers)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        sentences = {"type": "array", "items": {"type": "string"}}
        return {
            "type": "object",
            "required": ["count", "is_count_exact", "next", "results", "parameters"],
            "properties": {
                "count": {"type": "integer", "description": _("how many records the filters leave")},
                "is_count_exact": {"type": "boolean", "description": _("false where there are more than that")},
                "next": {"type": "string", "nullable": True, "description": _("address of the next page, if any")},
                "results": schema,
                "parameters": {
                    "type": "object",
                    "additionalProperties": sentences,
                    "description": _("filters with a value that no public record has, for which nothing is found"),
                },
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
        return [
            _parameter("limit", _("how many records a page holds at most"), size),
            _parameter("after", _("where the page begins; taken from “next”"), {"type": "string"}),
            *parameter_of(view),
        ]


def _parameter(name: str, about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": about, "schema": schema}


def _size(given: str | None) -> int:
    if given is None:
        return USUAL
    if given.isascii() and given.isdigit() and len(given) < 6 and 1 <= int(given) <= MOST:
        return int(given)
    raise ValidationError({"limit": [_("Give a number between 1 and %(most)s.") % {"most": MOST}]})


def _mark(record: Any, order: Sequence[str]) -> str:
    places = [getattr(record, name.lstrip("-")) for name in order]
    return base64.urlsafe_b64encode(json.dumps(places).encode()).decode().rstrip("=")


def _read(mark: str, records: QuerySet, columns: Sequence[str]) -> dict[str, str | int]:
    """What a mark says; raises NotFound for one that this API never gave out for this order."""
    try:
        places = json.loads(
            base64.b64decode(mark[:LONGEST_MARK] + "=" * (-len(mark) % 4), altchars=b"-_", validate=True)
        )
    except (ValueError, binascii.Error, RecursionError):
        places = None
    if isinstance(places, list) and len(places) == len(columns):
        pairs = list(zip(columns, places, strict=True))
        if all((_is_key if is_number(records, column) else _is_text)(place) for column, place in pairs):
            return {column.lstrip("-"): place for column, place in pairs}
    raise NotFound(_("There is no such page. Take “after” from “next” of the page before."))


def _is_key(place: Any) -> bool:
    return type(place) is int and 0 <= place <= LARGEST_KEY


def _is_text(place: Any) -> bool:
    try:
        # JSON can write half a character, which no database takes.
        return isinstance(place, str) and "\0" not in place and bool(place.encode() or True)
    except UnicodeEncodeError:
        return False
