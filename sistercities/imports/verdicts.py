"""What one row comes to, and what is said of it."""

import json
import logging
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from sistercities.common.told import packed, sentences_by_field
from sistercities.common.told import told as _
from sistercities.common.told_fields import storable
from sistercities.imports.aggregates import Aggregate, Preparer
from sistercities.imports.cells import without_unseen, written_in
from sistercities.imports.drafts import copy_of
from sistercities.imports.file_columns import FileColumn
from sistercities.imports.keys import Keys
from sistercities.imports.models import RowOutcome
from sistercities.imports.prepared import PreparedRow, PreparedSheet
from sistercities.imports.readings import CellChange, RowReading
from sistercities.imports.resources import RecordResource
from sistercities.imports.row_reading import RowReader
from sistercities.imports.rules import PreparedRules
from sistercities.imports.sheet_books import Books
from sistercities.imports.staging import Staging
from sistercities.imports.validation import validate

logger = logging.getLogger(__name__)
LONGEST_VALUE = 200
CELLS_OF_A_ROW = 3
WRONG = (RowOutcome.ERROR, RowOutcome.DUPLICATE)
# By column.
Messages = dict[str, list[str]]


@dataclass
class Verdict:
    """`aggregate` is there exactly if the row would store something."""

    number: int
    outcome: RowOutcome
    record: Any = None
    label: str = ""
    version: int | None = None
    changes: list[CellChange] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    aggregate: Aggregate | None = None

    def columns(self, sheet: int, record_type: int, version: int | None) -> tuple[Any, ...]:
        """The values of a staged row, in the order of ROW_COLUMNS."""
        changes = [{"column": each.column, "old": each.old, "new": each.new} for each in self.changes]
        key = self.record.pk if self.record is not None else None
        told = (storable(json.dumps(each, ensure_ascii=False)) for each in (changes, packed(self.errors)))
        label = without_unseen(self.label[:300])
        return (sheet, self.number, self.outcome.value, record_type, key, version, label, *told)


class Judge:
    """Compares the rows of one sheet with their records, one after the other: each sees what those before it do."""

    def __init__(
        self,
        sheet: PreparedSheet,
        resource: RecordResource,
        reader: RowReader,
        books: Books,
        staging: Staging,
        keys: Keys,
    ) -> None:
        self.sheet, self.resource, self.reader, self.books, self.keys = sheet, resource, reader, books, keys
        self.model = resource._meta.model
        self.rules = resource.rules = PreparedRules(self.model)
        self.preparer = Preparer(self.rules.drafts, keys, staging)
        self.places = {name: place for place, name in enumerate(sheet.columns)}
        self.parents = [each for each in self.model._meta.fields if each.related_model is self.model]

    def judge(self, row: PreparedRow, reading: RowReading) -> Verdict:
        self.reader.read_again(row, reading)
        outcome, record, messages = self._tried(reading)
        if outcome in WRONG:
            return Verdict(row.number, outcome, errors=self._told(row, messages))
        verdict = Verdict(row.number, outcome, record, str(record), getattr(record, "version", None))
        if outcome != RowOutcome.UNCHANGED:
            verdict.changes = reading.changes
            verdict.aggregate = self._put(record, reading)
        if self.sheet.handed is not None:
            for about, entry in self.resource.hand_on(record, reading):
                self.sheet.handed.say(about, entry, row.number)
        return verdict

    def _tried(self, reading: RowReading) -> tuple[RowOutcome, Any, Messages]:
        """What the row comes to, the record as it would be, and what is wrong."""
        try:
            return self._compared(reading)
        except ValidationError as error:
            return RowOutcome.ERROR, None, sentences_by_field(error)
        except Exception:  # one row that we did not foresee must not take the others with it
            logger.exception("A row of a sheet met an unforeseen error")
            return (
                RowOutcome.ERROR,
                None,
                {NON_FIELD_ERRORS: [_("This row cannot be taken in; our error log says why.")]},
            )

    def _compared(self, reading: RowReading) -> tuple[RowOutcome, Any, Messages]:
        resource = self.resource
        resource.reading = reading
        found = resource.known.find(reading)
        if reading.is_duplicate:
            return RowOutcome.DUPLICATE, None, reading.errors
        record = self.rules.drafts.make() if found is None else self._linked(copy_of(found))
        errors: dict[str, Any] = {}
        try:
            resource.import_instance(record, {})
        except ValidationError as error:
            error.update_error_dict(errors)
        if resource.skip_row(record, None, {}, errors):
            return RowOutcome.UNCHANGED, record, {}
        validate(record, resource.columns, reading, errors, self.rules)
        return (RowOutcome.NEW if found is None else RowOutcome.CHANGED), record, {}

    def _linked(self, record: models.Model) -> models.Model:
        """With its ancestors at hand, so that no rule reads them one by one."""
        for parent in self.parents:
            node, seen = record, {record.pk}
            while (key := parent.value_from_object(node)) is not None and key not in seen:
                seen.add(key)
                if not parent.is_cached(node):
                    parent.set_cached_value(node, self.resource.directory(self.model).with_key(key))
                node = parent.get_cached_value(node)
        return record

    def _put(self, record: Any, reading: RowReading) -> Aggregate:
        is_new = record.pk is None
        if is_new:
            record.pk = self.keys.next(self.model)
        aggregate = self.preparer.put(record, is_new, reading.put_later)
        for column in self.resource.columns:
            if isinstance(column, FileColumn) and any(change.column == column.name for change in reading.changes):
                self.preparer.staging.file(column.path_of(record), reading.values[column.name].path)
        self.rules.learn(record)
        self.resource.known.learn(record, reading)
        if self.books.learn(record, self.resource):
            self.reader.forget_names()
        return aggregate

    # What is wrong, for people

    def _told(self, row: PreparedRow, messages: Messages) -> list[dict[str, Any]]:
        """Each mistake with its place, in the order of the columns."""
        names = sorted(messages, key=lambda name: self.places.get(name, 0))
        return [self._error(row, name, sentence) for name in names for sentence in messages[name]]

    def _error(self, row: PreparedRow, name: str, sentence: str) -> dict[str, Any]:
        column = "" if name == NON_FIELD_ERRORS else name
        letter, heading = self.sheet.letters.get(name, ("", column))
        # A mistake of the whole row stands in no cell: some of its cells say which row it is.
        of_row = " · ".join(filter(None, map(written_in, [*row.cells.values()][:CELLS_OF_A_ROW])))
        return {
            "column": column,
            "letter": letter,
            "heading": heading,
            "value": written_in(row.cells.get(name))[:LONGEST_VALUE],
            **({} if column else {"row": of_row[:LONGEST_VALUE]}),
            "message": sentence,
        }
