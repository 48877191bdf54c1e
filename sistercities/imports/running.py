"""The work of a job, wherever it runs: in the background worker, or in the command that waits for it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from sistercities.common.people import User
from sistercities.common.told import joined
from sistercities.common.told import told as _
from sistercities.imports import applying, checking, undoing
from sistercities.imports.errors import SheetRefused
from sistercities.imports.job_files import brought
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.plan_memory import remember
from sistercities.imports.plans import note_unnamed
from sistercities.imports.prepared_sheets import prepare
from sistercities.imports.progress import Cancelled, Reporter, beating
from sistercities.imports.publishing_sets import number_of_records, publish_set

logger = logging.getLogger(__name__)

TAKEN_OVER_AFTER = timedelta(seconds=60)


def check(key: str) -> None:
    """Check a job that is waiting for it; whatever happens, the job says what."""
    with _working(key, JobState.CHECKING, JobState.FAILED) as job:
        if job is None:
            return
        with brought(job) as files:
            sheets = prepare(job, files)
            reporter = Reporter(job, sum(sheet.total for sheet in sheets))
            job.counts = checking.check(job, sheets, reporter)
            note_unnamed(job.plan, files)
        _finish(job, JobState.CHECKED, counts=job.counts, plan=job.plan)


def apply(key: str) -> None:
    """Take in a job that is waiting for it, whole or not at all."""
    with _working(key, JobState.APPLYING, JobState.CHECKED) as job:
        if job is None:
            return
        with beating(job):
            applying.apply(job)
        _finish(job, JobState.APPLIED)
        remember(job)


def publish(key: str) -> None:
    """Publish what a job has taken in, all of it in one moment; the job says how many records, and what was refused."""
    with _working(key, JobState.PUBLISHING, JobState.APPLIED) as job:
        if job is None:
            return
        asked = job.decisions["publish"]
        person = _person(asked["by"])
        if person is None:
            raise SheetRefused(_("Whoever wanted this published has no account any more."))
        reporter = Reporter(job, number_of_records(job), can_be_stopped=False)
        with override(asked["language"] or _language(job)), beating(job):
            publication = publish_set(job, asked["languages"], person, reporter)
        job.decisions["publication"] = asdict(publication)
        _finish(job, JobState.APPLIED, decisions=job.decisions)


def undo(key: str) -> None:
    """Take a job back that is waiting for it, whole or not at all."""
    with _working(key, JobState.UNDOING, JobState.APPLIED) as job:
        if job is None:
            return
        with beating(job):
            undoing.undo(job, _person(job.decisions.get("undone_by")))
        _finish(job, JobState.UNDONE)


@contextmanager
def _working(key: str, state: JobState, state_after_failure: JobState) -> Iterator[ImportJob | None]:
    """The job if it waits for this work and nobody is at it; None otherwise. What goes wrong is written on it."""
    job = _claim(key, state)
    if job is None:
        yield None
        return
    with override(_language(job)):
        try:
            yield job
        except Cancelled:
            _finish(job, JobState.CANCELLED)
        except SheetRefused as refusal:
            _finish(job, state_after_failure, joined("\n", refusal.sentences))
        except applying.Conflicts as conflicts:
            _finish(job, JobState.CHECKED, str(conflicts))
        except undoing.EditedSince as edited:
            _finish(job, JobState.APPLIED, str(edited))
        except Exception:
            logger.exception("Job %s met an unforeseen error", key)
            _finish(
                job, state_after_failure, _("Something went wrong that we did not foresee; our error log says what.")
            )


def _claim(key: str, state: JobState) -> ImportJob | None:
    now = timezone.now()
    is_free = Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - TAKEN_OVER_AFTER)
    if not ImportJob.objects.filter(is_free, pk=key, state=state).update(heartbeat_at=now):
        return None
    return ImportJob.objects.select_related("owner").get(pk=key)


def _person(key: int | None) -> User | None:
    return get_user_model().objects.filter(pk=key).first() if key else None


def _language(job: ImportJob) -> str:
    """What stays with the job and cannot be told again, such as names of records, is as its owner reads it."""
    return job.decisions.get("language") or settings.LANGUAGE_CODE


def _finish(job: ImportJob, state: JobState, problem: str = "", **values: object) -> None:
    told = {"state": state, "problem": problem, "finished_at": timezone.now(), **values}
    ImportJob.objects.filter(pk=job.pk).update(**told)
    for name, value in told.items():
        setattr(job, name, value)
