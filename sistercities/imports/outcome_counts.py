"""How many rows came out how, from the job's own counts: nothing is counted again."""

from typing import Any

from sistercities.imports.models import ImportJob, RowOutcome

# In this order people look at them: first what needs a decision.
ORDER = (
    RowOutcome.ERROR,
    RowOutcome.CONFLICT,
    RowOutcome.DUPLICATE,
    RowOutcome.NEW,
    RowOutcome.CHANGED,
    RowOutcome.UNCHANGED,
)
# As `prepared_sheets` numbers them.
PARTS = 10
WRONG = (RowOutcome.ERROR, RowOutcome.CONFLICT, RowOutcome.DUPLICATE)
GOOD = (RowOutcome.NEW, RowOutcome.CHANGED)


def staged_positions(position: int) -> range:
    """The positions under which the rows of one sheet of the file are staged, a part of a wide sheet under each."""
    return range(position * PARTS, (position + 1) * PARTS)


def counts_by_sheet(job: ImportJob) -> list[dict[str, Any]]:
    """For each staged sheet its `position`, `kind`, and the number of its rows by outcome."""
    return job.counts.get("sheets", [])


def counts(job: ImportJob) -> dict[str, int]:
    """Rows by outcome in all sheets, zeros included."""
    total = job.counts.get("total", {})
    return {outcome.value: total.get(outcome.value, 0) for outcome in ORDER}


def number_of(job: ImportJob, outcomes: tuple[RowOutcome, ...]) -> int:
    found = counts(job)
    return sum(found[outcome.value] for outcome in outcomes)
