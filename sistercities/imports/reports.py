"""What an import would do or has done, row by row, for people to read."""

import hashlib
import json
import logging
from collections import Counter
from dataclasses import astuple, dataclass, field, replace
from enum import StrEnum

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from import_export.results import Result, RowResult

from sistercities.imports.cells import cell_text
from sistercities.imports.errors import Problem, column_letter
from sistercities.imports.readings import CellChange
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

    @property
    def fingerprint(self) -> str:
        """Equal for two runs exactly if they do the same to the same records."""
        # Without the labels: they are in the reader's language.
        told = json.dumps([astuple(replace(row, label="")) for row in self.rows])
        return hashlib.sha256(told.encode()).hexdigest()


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
