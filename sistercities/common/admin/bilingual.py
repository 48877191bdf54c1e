"""Forms with each text in both languages, side by side and labelled in words."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from modeltranslation.admin import TranslationAdmin

from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.wording import field_label


def in_both(name: str) -> tuple[str, ...]:
    """One line of a form: the columns of text `name`, a language each."""
    return tuple(localized(name, language) for language in CONTENT_LANGUAGES)


def bilingual_labels(model: type[models.Model]) -> dict[str, str]:
    return {field.name: field_label(field) for field in model._meta.fields if hasattr(field, "translated_field")}


def text_columns(model: type[models.Model], name: str) -> tuple[Callable[[models.Model], SafeString], ...]:
    """Columns of a list: the text `name` of `model`, a language each, headed in words."""
    return tuple(_text_column(model._meta.get_field(column)) for column in in_both(name))


def _text_column(field: Any) -> Callable[[models.Model], SafeString]:
    @admin.display(description=lazy(field_label, str)(field), ordering=field.name)
    def column(record: models.Model) -> SafeString:
        return format_html('<span lang="{}">{}</span>', field.language, field.value_from_object(record) or "")

    column.__name__ = field.name
    return column


class BilingualAdmin(TranslationAdmin):
    """The library's plain form; its tabbed one fetches scripts from other hosts."""

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> Any:
        return super().get_form(request, obj, **{"labels": bilingual_labels(self.model), **kwargs})
