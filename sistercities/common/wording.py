"""Names of languages and fields in the words of the interface."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sistercities.common.publishing import State

LANGUAGE_NAMES = {"en": gettext_lazy("English"), "zh-hans": gettext_lazy("Chinese")}


def language_name(language: str) -> str:
    return str(LANGUAGE_NAMES.get(language, language))


def field_label(field: models.Field) -> str:
    """The field's name for staff; of a text kept per language, with the language: “Name (Chinese)”."""
    original = getattr(field, "translated_field", None)
    if original is not None:
        words = {"field": capfirst(original.verbose_name), "language": language_name(field.language)}
        return _("%(field)s (%(language)s)") % words
    if field.choices == State.choices:
        return _("State (%(language)s)") % {"language": field.verbose_name}
    return str(capfirst(field.verbose_name))
