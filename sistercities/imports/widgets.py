"""How one cell is read and written, for each kind of value. `clean` raises ValidationError with a sentence."""

from datetime import date
from typing import Any, TypeAlias

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import override
from import_export.widgets import Widget

from sistercities.common.date_parsing import parse
from sistercities.common.dates import InvalidPartialDate, PartialDate, Precision
from sistercities.common.folding import fold
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.told import listed, retellable
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell, read_boolean
from sistercities.imports.cells import UNSEEN, cell_text, plain

Choices: TypeAlias = list[tuple[Any, str | Promise]]


class TextWidget(Widget):
    """A text of one or more lines."""

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> str:
        text = cell_text(value)
        if UNSEEN.search(text):
            raise ValidationError(_("It holds characters that cannot be seen. Type it anew."))
        return text

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return plain(value)


class PartialDateWidget(Widget):
    """A date as precisely as it is known; a writing with two meanings is an error that names both."""

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> PartialDate:
        try:
            return parse(cell_text(value))
        except InvalidPartialDate as error:
            raise ValidationError(str(error)) from error

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return value.text if value else ""


class DayWidget(PartialDateWidget):
    """A full day and nothing less."""

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> date:  # type: ignore[override]
        day = super().clean(value)
        if day.precision != Precision.DAY or day.is_about or day.earliest is None:
            raise ValidationError(_("Write a full day, for example 2026-09-26."))
        return day.earliest

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return value.isoformat() if value else ""


class YesNoWidget(Widget):
    """Yes or no, in the words that `cell_reading` knows."""

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> bool:
        try:
            answer = read_boolean(value)
        except UnreadableCell as error:
            raise ValidationError(str(error)) from error
        if answer is None:
            raise ValidationError(_("Write yes or no."))
        return answer

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return "yes" if value else "no"


def _coded(choices: Choices) -> Choices:
    return [(str(code), label) for code, label in choices if code not in ("", None)]


def _in_words(choices: Choices) -> str:
    return listed(_("%(code)s (%(label)s)") % {"code": code, "label": label} for code, label in choices)


@retellable
def choices_of(model: str, field: str) -> str:
    """The values of a field, each with its words."""
    return _in_words(_coded(list(apps.get_model(model)._meta.get_field(field).flatchoices)))  # type: ignore[union-attr]


class ChoiceWidget(Widget):
    """One of a fixed list, by its code or by its words in any language of the site."""

    def __init__(self, choices: Choices, field: models.Field | None = None) -> None:
        """`field`: whose choices they are, which a sentence then need not hold."""
        super().__init__()
        self.choices, self.field = _coded(choices), field
        self._codes: dict[str, set[str]] = {}

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> str:
        text = cell_text(value)
        found = {text} if text in dict(self.choices) else self.codes.get(fold(text), set())
        if len(found) == 1:
            return next(iter(found))
        raise ValidationError(self.refusal())

    @property
    def codes(self) -> dict[str, set[str]]:
        """The codes that each folded word stands for."""
        if not self._codes:
            for code, label in self.choices:
                self._codes.setdefault(fold(code), set()).add(code)
                for language in CONTENT_LANGUAGES:
                    with override(language):
                        self._codes.setdefault(fold(str(label)), set()).add(code)
        return self._codes

    def refusal(self) -> str:
        field = self.field
        allowed = _in_words(self.choices) if field is None else choices_of(field.model._meta.label, field.name)
        return _("That is not one of the values allowed here: %(allowed)s.") % {"allowed": allowed}

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return str(value or "")
