"""Jobs from outside: made from an upload, started, stopped, looked at, and picked up when their worker has died."""

import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from sistercities.common.history import ChangeSet
from sistercities.common.people import User
from sistercities.common.told import told as _
from sistercities.imports import applying, progress, staged_files, tasks
from sistercities.imports.archives import is_archive
from sistercities.imports.job_files import FOLDER, MENDS, keep, sheet_in
from sistercities.imports.models import ImportJob, JobState, RowOutcome
from sistercities.imports.own_workbooks import mended_job
from sistercities.imports.plans import plan_of
from sistercities.imports.progress import Progress
from sistercities.imports.tidying import AT_WORK

DEAD_AFTER_SECONDS = 60
ERRORS_SHOWN = 10
SEE_ALL = "imports.view_importjob"
# What holds for a mended file as for the file that it comes from.
DECIDED_ONCE = ("places", "all_new_places")
HOLDING_BACK = (RowOutcome.ERROR, RowOutcome.DUPLICATE, RowOutcome.CONFLICT)


class NotNow(Exception):  # noqa: N818 (callers read it as what happened)
    """The job is not in a state in which this can be done; the message says so to people."""


def may_see(user: User | AnonymousUser, job: ImportJob) -> bool:
    """Whether `user` may see and decide this job: its owner, or whoever holds the right to see all (administrators)."""
    if not (user.is_active and getattr(user, "is_staff", False)):
        return False
    return job.owner_id == user.pk or user.has_perm(SEE_ALL)


def create(owner: User | None, file: File, kind: str = "", folder: Path | None = None) -> ImportJob:
    """A job with its plan, from an upload: a sheet, or an archive of one with the files that it names.

    `folder` of this machine holds them instead. Raises SheetRefused; then nothing is left behind.
    """
    name, data = sheet_in(file)
    job = ImportJob(owner=owner, kind=kind, plan=plan_of(name, data, kind))  # type: ignore[misc]
    job.decisions = {"language": get_language() or ""}
    mended = mended_job(data)
    if folder is not None:
        job.decisions[FOLDER] = str(folder.resolve())
    elif mended is not None and not is_archive(file.name or "") and (owner is None or may_see(owner, mended)):
        job.decisions |= {name: mended.decisions[name] for name in DECIDED_ONCE if name in mended.decisions}
        job.decisions[MENDS] = str(mended.pk)
        job.plan = plan_of(name, data, kind, before=mended.plan)
    keep(job, file)
    return job


def start_check(job: ImportJob, in_background: bool = True) -> None:
    """Have the rows compared with the register, by the worker unless the caller does it. Raises NotNow."""
    idle = (JobState.UPLOADED, JobState.CHECKED, JobState.FAILED, JobState.CANCELLED)
    _start(job, JobState.CHECKING, idle, in_background)


def start_apply(job: ImportJob, in_background: bool = True) -> None:
    """Have what was checked taken in. Raises NotNow, also for wrong rows that nobody has decided to leave out."""
    if not job.decisions.get("apply_good_rows") and job.rows.filter(outcome__in=HOLDING_BACK).exists():
        raise NotNow(_("Some rows are wrong. Mend them, or choose to take in the good rows only."))
    _start(job, JobState.APPLYING, (JobState.CHECKED,), in_background)


def start_undo(job: ImportJob, by: User | None = None) -> None:
    """Have the whole import taken back, as an act of `by` or else of its owner. Raises NotNow."""
    job.decisions["undone_by"] = by.pk if by is not None else job.owner_id
    job.save(update_fields=["decisions"])
    _start(job, JobState.UNDOING, (JobState.APPLIED,))


def start_publication(job: ImportJob, languages: list[str], by: User) -> None:
    """Have all that was taken in published in these languages, as an act of `by`. Raises NotNow."""
    job.decisions["publish"] = {"languages": languages, "by": by.pk, "language": get_language() or ""}
    job.save(update_fields=["decisions"])
    _start(job, JobState.PUBLISHING, (JobState.APPLIED,))


def _start(job: ImportJob, state: JobState, allowed: tuple[JobState, ...], in_background: bool = True) -> None:
    """Move the job on unless somebody else has, and hand it to the worker."""
    started = {"state": state, "problem": "", "started_at": timezone.now(), "finished_at": None, "heartbeat_at": None}
    with transaction.atomic():
        if not ImportJob.objects.filter(pk=job.pk, state__in=allowed).update(**started):
            raise NotNow(_("This cannot be done now. Load the page again."))
        for name, value in started.items():
            setattr(job, name, value)
        progress.forget(job)
        if in_background:
            transaction.on_commit(partial(tasks.TASKS[state].enqueue, str(job.pk)))


def cancel(job: ImportJob) -> None:
    """Stop a check at its next report; a job that is waiting or decided stops at once. Raises NotNow."""
    progress.ask_to_cancel(job)
    waiting = (JobState.UPLOADED, JobState.CHECKED, JobState.FAILED)
    idle = ImportJob.objects.filter(pk=job.pk, state__in=waiting)
    queued = ImportJob.objects.filter(pk=job.pk, state=JobState.CHECKING, heartbeat_at=None)
    stopped = {"state": JobState.CANCELLED, "finished_at": timezone.now()}
    if not (idle.update(**stopped) or queued.update(**stopped)) and job.state != JobState.CHECKING:
        raise NotNow(_("This import can no longer be stopped."))
    job.refresh_from_db()


def progress_of(job: ImportJob) -> Progress:
    """How far the job is, with the first rows found wrong. One query, none while nothing is checked."""
    told = progress.read_progress(job)
    wrong = job.rows.filter(outcome=RowOutcome.ERROR).values_list("number", "errors")[:ERRORS_SHOWN]
    return replace(told, first_errors=tuple((number, error) for number, errors in wrong for error in errors[:1]))


def reclaim(job: ImportJob) -> bool:
    """Set a job free whose worker has died; whether it had. Call it before showing a job that is at work."""
    if job.state not in AT_WORK or job.heartbeat_at is None or not _is_silent(job):
        return False
    state, problem = _after_death(job)
    dead = ImportJob.objects.filter(pk=job.pk, state=job.state, heartbeat_at=job.heartbeat_at)
    is_reclaimed = bool(dead.update(state=state, problem=problem, finished_at=timezone.now()))
    if is_reclaimed and state != JobState.APPLIED:
        staged_files.remove(job)
    job.refresh_from_db()
    return is_reclaimed


def reclaim_dead() -> int:
    """The same for all jobs; how many there were. What is left to do for one that died behind the end is done."""
    for job in ImportJob.objects.filter(state=JobState.APPLIED, files__isnull=False).distinct():
        applying.follow_up(job)
    return sum(map(reclaim, ImportJob.objects.filter(state__in=AT_WORK)))


def _is_silent(job: ImportJob) -> bool:
    stored = job.heartbeat_at.timestamp() if job.heartbeat_at else 0.0
    return time.time() - max(stored, progress.last_beat(job) or 0.0) > DEAD_AFTER_SECONDS


def _after_death(job: ImportJob) -> tuple[JobState, str]:
    """Taking in and taking back are whole or nothing: the change set tells which."""
    if job.state == JobState.CHECKING:
        return JobState.UPLOADED, _("The check was interrupted. Nothing was changed. Start it again.")
    if job.state == JobState.PUBLISHING:
        return JobState.APPLIED, _("Publishing was interrupted. Nothing was published. Start it again.")
    if job.state == JobState.UNDOING:
        return JobState.APPLIED, _("Taking it back was interrupted. Nothing was taken back. Start it again.")
    if ChangeSet.objects.filter(pk=job.change_set).exists():
        return JobState.APPLIED, ""
    return JobState.CHECKED, _("Taking it in was interrupted. Nothing was taken in. Start it again.")
