"""A job is stopped while it is checked, and never half way through what is whole or nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from partnerships.models import City
from sistercities.imports import checking, jobs, progress
from sistercities.imports.jobs import NotNow
from sistercities.imports.models import ImportJob, JobState
from tests import people
from tests.imports.test_jobs import job_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [JobState.APPLYING, JobState.PUBLISHING, JobState.UNDOING])
def test_work_that_is_whole_or_nothing_cannot_be_stopped_half_way(state: JobState, do: Callable[..., None]) -> None:
    job = job_of(owner=people.administrator())
    do(jobs.start_check, job)
    if state != JobState.APPLYING:
        do(jobs.start_apply, job)
    begin = {
        JobState.APPLYING: jobs.start_apply,
        JobState.PUBLISHING: lambda job: jobs.start_publication(job, ["en"], job.owner),
        JobState.UNDOING: jobs.start_undo,
    }[state]

    def begin_and_try_to_stop(job: ImportJob) -> None:
        begin(job)
        with pytest.raises(NotNow):
            jobs.cancel(job)

    do(begin_and_try_to_stop, job)
    ended = JobState.UNDONE if state == JobState.UNDOING else JobState.APPLIED
    assert (job.state, job.problem) == (ended, "")
    assert City.objects.count() == (0 if state == JobState.UNDOING else 2)


def test_check_cancelled_half_way_leaves_nothing_to_take_in(
    monkeypatch: pytest.MonkeyPatch, do: Callable[..., None]
) -> None:
    monkeypatch.setattr(checking, "FIRST_CHUNK", 1)
    monkeypatch.setattr(progress, "REPORT_SECONDS", 0)
    job = job_of()
    store = checking.SheetCheck._stage

    def ask_to_stop(check: Any, verdicts: Any) -> None:
        store(check, verdicts)
        progress.ask_to_cancel(job)

    monkeypatch.setattr(checking.SheetCheck, "_stage", ask_to_stop)
    do(jobs.start_check, job)
    assert (job.state, job.rows.count(), City.objects.count()) == (JobState.CANCELLED, 1, 0)
    with pytest.raises(NotNow):
        jobs.start_apply(job)
