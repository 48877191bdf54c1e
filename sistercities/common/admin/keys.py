"""Keys that a browser sends back: what is none is refused before the database fails on it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse


def is_key(model: type[models.Model], value: Any) -> bool:
    """Whether a record of `model` could have this key: of its type, and not too large for its column."""
    key = model._meta.pk
    try:
        key.run_validators(key.to_python(value))
    except ValidationError:
        return False
    return True


class RecordsField(forms.ModelMultipleChoiceField):
    """The library's, which answers what is no key at all with a sentence, one too large for the database too."""

    def clean(self, value: Any) -> Any:
        for one in value if isinstance(value, (list, tuple)) else ():
            if not is_key(self.queryset.model, one):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": one})
        return super().clean(value)


class ChoosingAdmin(admin.ModelAdmin):
    """A list whose chosen rows are named by keys, and by nothing else."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not all(is_key(self.model, sent) for sent in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest
        return super().changelist_view(request, extra_context)
