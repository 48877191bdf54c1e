"""What came of a check, in lines for a terminal."""

from collections.abc import Iterator
from typing import Any

from sistercities.imports.errors import Problem
from sistercities.imports.models import ImportJob, RowOutcome
from sistercities.imports.sentences import sentence_of

TOLD = (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.UNCHANGED, RowOutcome.DUPLICATE, RowOutcome.ERROR)


def outcome_counts(job: ImportJob) -> Iterator[str]:
    """The rows by outcome, a line for each kind of record that the file makes."""
    sheets = job.counts.get("sheets", [])
    for sheet in sheets:
        counts = ", ".join(f"{outcome.value}: {sheet.get(outcome.value, 0)}" for outcome in TOLD)
        yield f"{sheet['kind']}: {counts}" if len(sheets) > 1 else counts


def lines_of(job: ImportJob, sheet: int | None = None) -> Iterator[str]:
    """All that is wrong, or that is wrong in one staged sheet, a line each, in the order of the file."""
    wrong = job.rows.exclude(errors=[]).order_by("sheet", "number")
    wrong = wrong if sheet is None else wrong.filter(sheet=sheet)
    for row in wrong.iterator(500):
        yield from (str(_problem(row.number, error)) for error in row.errors)


def _problem(number: int, error: dict[str, Any]) -> Problem:
    letter, heading, value = (str(error.get(name) or "") for name in ("letter", "heading", "value"))
    return Problem(number, sentence_of(error), heading or str(error.get("column") or ""), letter, value)
