"""Cells that name other records."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from import_export.widgets import Widget

from sistercities.common.told import sentences_of
from sistercities.common.told import told as _
from sistercities.imports.cells import AddedCell, cell_text
from sistercities.imports.directories import Directory
from sistercities.imports.lists import join, split


class ReferenceWidget(Widget):
    """One record, by its slug or a name that only it has. Whoever uses it gives it a directory before reading."""

    directory: Directory

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__()
        self.model = model

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        try:
            return self.directory.find(cell_text(value))
        except ValidationError as error:
            if not isinstance(value, AddedCell):
                raise
            message = _("“%(text)s” is not added: its own cells are wrong. Correct those first.")
            raise ValidationError(message % {"text": value.written}) from error

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return value.slug if value else ""


class ReferencesWidget(ReferenceWidget):
    """Several records with semicolons between; each must be known."""

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> list[models.Model]:
        found: dict[Any, models.Model] = {}
        problems: list[str] = []
        for text in filter(None, split(cell_text(value), ";")):
            try:
                record = self.directory.find(text)
            except ValidationError as error:
                problems += sentences_of(error)
            else:
                if record.pk in found:
                    problems.append(_("“%(text)s” stands here twice.") % {"text": text})
                found[record.pk] = record
        if problems:
            raise ValidationError(problems)
        return list(found.values())

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return join((record.slug for record in value), ";")
