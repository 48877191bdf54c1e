"""What the OpenAPI schema says of every address alike: its language, and the errors that it may answer with."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from sistercities.common.languages import CONTENT_LANGUAGES

LANGUAGE = OpenApiParameter("language", str, OpenApiParameter.PATH, enum=CONTENT_LANGUAGES)


def fields_of(serializer: Any) -> OpenApiParameter:
    names = {"type": "array", "minItems": 1, "items": {"type": "string", "enum": list(serializer._declared_fields)}}
    about = str(_("names of fields with commas between: only these are told"))
    return OpenApiParameter("fields", names, description=about, style="form", explode=False)


class ErrorShape(serializers.Serializer):
    """A code for machines, a sentence for people, and for each wrong parameter what is wrong with it."""

    code = serializers.CharField()
    detail = serializers.CharField()
    parameters = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))


ERRORS = {
    400: gettext_lazy("A parameter is unknown or wrong."),
    404: gettext_lazy("There is no such record, or it is not public in this language."),
    429: gettext_lazy("Too many requests; the header Retry-After says for how many seconds to wait."),
}


class OpenSchema(AutoSchema):
    """For views of `OpenView`."""

    def get_override_parameters(self) -> list[Any]:
        """The language; and of records, those of their fields that are wanted."""
        serializer = getattr(self.view, "serializer_class", None)
        return [LANGUAGE, fields_of(serializer)] if serializer else [LANGUAGE]

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        """Of what `fields` can leave out nothing is certain to be there."""
        schema = super()._map_basic_serializer(serializer, direction)
        if getattr(serializer, "is_sparse", False):
            schema.pop("required", None)
        return schema

    def get_auth(self) -> list[Any]:
        return []

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        for status, about in ERRORS.items():
            bodies[str(status)] = self._get_response_for_code(OpenApiResponse(ErrorShape, str(about)), str(status))
        bodies["304"] = {"description": _("Nothing has changed since the answer with this ETag.")}
        return dict(sorted(bodies.items()))
