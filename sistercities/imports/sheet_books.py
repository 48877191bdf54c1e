"""The directories that the sheets of one file share: a row may name what a row of an earlier sheet would add."""

from typing import Any

from django.db import models

from sistercities.imports.directories import Directory
from sistercities.imports.drafts import copy_of
from sistercities.imports.fields import Column, RowsColumn
from sistercities.imports.job_files import KEEPS_EXISTING
from sistercities.imports.models import ImportJob
from sistercities.imports.prepared import PreparedSheet
from sistercities.imports.resources import RecordResource
from sistercities.imports.rows import RowsWidget


class Books:
    """Makes the resource of each sheet, and counts in what their rows add."""

    def __init__(self, job: ImportJob, sheets: list[PreparedSheet]) -> None:
        self.job = job
        self.directories: dict[type[models.Model], Directory] = {}
        # Several of them may come from one sheet of the file.
        self._resources = {id(sheet): self._made(sheet) for sheet in sheets}
        self._named = {model for each in self._resources.values() for model in _models_named(each)}

    def resource(self, sheet: PreparedSheet) -> RecordResource:
        return self._resources[id(sheet)]

    def learn(self, record: models.Model, resource: RecordResource) -> bool:
        """Count in a new or changed record; whether anything in the file can name it."""
        if type(record) not in self._named:
            return False
        resource.directory(type(record)).learn(_slim(record))
        return True

    def _made(self, sheet: PreparedSheet) -> RecordResource:
        resource = sheet.resource(self.job.owner, bool(self.job.decisions.get(KEEPS_EXISTING)))
        resource.books = self.directories
        resource.files, resource.stores_files = sheet.files, False
        resource.handed = sheet.handed
        resource.blank_clears = bool(self.job.decisions.get("blank_clears"))
        resource.use_columns(sheet.columns)
        return resource


def _models_named(resource: RecordResource) -> set[type[models.Model]]:
    model = resource._meta.model
    return {named for column in resource.columns for named in _named_by(model, column)}


def _named_by(model: type[models.Model], column: Column) -> set[Any]:
    if column.reads_directory:
        return {column.widget.model}
    if isinstance(column, RowsColumn) and isinstance(column.widget, RowsWidget):
        rows = model._meta.get_field(column.attname).related_model
        return {rows._meta.get_field(name).related_model for name in column.widget.relations}
    return set()


def _slim(record: models.Model) -> models.Model:
    """The record as directories keep it: its long texts stay out."""
    slim = copy_of(record)
    for field in record._meta.concrete_fields:
        if isinstance(field, models.TextField):
            slim.__dict__.pop(field.attname, None)
    return slim
