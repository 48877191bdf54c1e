"""Forms with each text in both languages, side by side and labelled in words."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin

from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.wording import field_label


def in_both(name: str) -> tuple[str, ...]:
    """One line of a form: the columns of text `name`, a language each."""
    return tuple(localized(name, language) for language in CONTENT_LANGUAGES)


def bilingual_labels(model: type[models.Model]) -> dict[str, str]:
    return {field.name: field_label(field) for field in model._meta.fields if hasattr(field, "translated_field")}


class BilingualAdmin(TranslationAdmin):
    """The library's plain form; its tabbed one fetches scripts from other hosts."""

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> Any:
        return super().get_form(request, obj, **{"labels": bilingual_labels(self.model), **kwargs})
