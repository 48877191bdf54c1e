"""The import library's own run over a sheet, row by row: what a job of our own has to come to as well."""

import logging
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from import_export.results import Result, RowResult

from sistercities.common.content_version import content_change
from sistercities.imports.cells import cell_text
from sistercities.imports.errors import Problem, column_letter
from sistercities.imports.ordering import named_rows_first
from sistercities.imports.readings import CellChange
from sistercities.imports.resources import RecordResource
from sistercities.imports.sheets import Sheet

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ERROR = "error"


OUTCOMES = {
    RowResult.IMPORT_TYPE_NEW: Outcome.NEW,
    RowResult.IMPORT_TYPE_UPDATE: Outcome.CHANGED,
    RowResult.IMPORT_TYPE_SKIP: Outcome.UNCHANGED,
}


@dataclass(frozen=True)
class RowReport:
    """`number` is the row's number in the spreadsheet, `key` that of the record if it existed before."""

    number: int
    outcome: Outcome
    label: str = ""
    changes: tuple[CellChange, ...] = ()
    key: int | None = None


@dataclass
class Report:
    """The outcome of every row, and all that is wrong."""

    rows: list[RowReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # Keys of the records that the rows made, for whoever goes on with them.
    new_keys: list[int] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome, zeros included."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    @property
    def is_clean(self) -> bool:
        return not self.problems

    @property
    def changes_something(self) -> bool:
        return any(row.outcome in (Outcome.NEW, Outcome.CHANGED) for row in self.rows)


def report_of(result: Result, sheet: Sheet) -> Report:
    """The report of a run of the import library over `sheet`."""
    report = Report(notes=list(sheet.notes))
    for row, row_result in zip(sheet.rows, result.rows, strict=True):
        outcome = OUTCOMES.get(row_result.import_type, Outcome.ERROR)
        changes = tuple(getattr(row_result, "cell_changes", ()))
        label = row_result.object_repr or ""
        existed = outcome in (Outcome.CHANGED, Outcome.UNCHANGED)
        key = row_result.object_id if existed else None
        report.rows.append(RowReport(row.number, outcome, label, () if outcome == Outcome.ERROR else changes, key))
        if outcome == Outcome.NEW:
            report.new_keys.append(row_result.object_id)
        for error in row_result.errors:
            logger.error("Row %s of a sheet met an unforeseen error", row.number, exc_info=error.error)
            report.problems.append(Problem(row.number, _("This row cannot be taken in; our error log says why.")))
        if row_result.validation_error is not None:
            report.problems += _problems(row_result.validation_error, sheet, row.number, row.cells)
    # Rows may have been taken in another order than they stand in.
    report.rows.sort(key=lambda each: each.number)
    report.problems.sort(key=lambda each: each.row)
    return report


def _problems(error: ValidationError, sheet: Sheet, number: int, cells: list[object]) -> list[Problem]:
    """One for each sentence, in the order of the columns."""
    problems = []
    headers = [header.casefold() for header in sheet.headers]
    for name, messages in error.message_dict.items():
        header = "" if name == NON_FIELD_ERRORS else name
        position = headers.index(name) if name in headers else None
        letter = column_letter(position) if position is not None else ""
        value = cell_text(cells[position])[:200] if position is not None else ""
        problems += [(position or 0, Problem(number, str(message), header, letter, value)) for message in messages]
    return [problem for _position, problem in sorted(problems, key=lambda each: each[0])]


def check_sheet(resource: RecordResource, sheet: Sheet) -> Report:
    """What taking the sheet in would do; changes nothing. Raises PermissionDenied or SheetRefused."""
    return _run(resource, sheet, dry_run=True)


def apply_sheet(resource: RecordResource, sheet: Sheet) -> Report:
    """Take the sheet in, unless anything in it is wrong: the report says. Raises PermissionDenied or SheetRefused."""
    with content_change():
        return _run(resource, sheet, dry_run=False)


def _run(resource: RecordResource, sheet: Sheet, *, dry_run: bool) -> Report:
    resource.sheet = named_rows_first(sheet, resource.columns_to_own_type, resource.columns_of_names)
    result = resource.import_data(resource.sheet.dataset(), dry_run=dry_run)
    return report_of(result, resource.sheet)
