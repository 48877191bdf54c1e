"""Jobs for tests, past the reading of files."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User

from sistercities.imports import checking
from sistercities.imports.models import ImportJob, JobState
from tests.imports.both_ways import prepared
from tests.imports.files import sheet_of

Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]


def checked_job(*sheets: Sheet, by: User | None = None, **decisions: Any) -> ImportJob:
    """A job with these sheets, each a kind, its headings and its rows, that has been checked."""
    job = ImportJob.objects.create(owner=by, given_name="sheet.csv", decisions=decisions)
    return check_again(job, *sheets)


def check_again(job: ImportJob, *sheets: Sheet) -> ImportJob:
    made = [prepared(kind, sheet_of(headers, *rows)) for kind, headers, rows in sheets]
    for position, sheet in enumerate(made):
        sheet.position = position
    job.counts = checking.check(job, made, lambda _done: None)
    job.state = JobState.CHECKED
    job.save()
    return job


def outcomes(job: ImportJob) -> list[str]:
    return list(job.rows.order_by("sheet", "number").values_list("outcome", flat=True))
