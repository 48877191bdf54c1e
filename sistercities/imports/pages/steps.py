"""The way of a file through the pages, and which of them fits a job's state."""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sistercities.imports.models import ImportJob, JobState

OPEN = frozenset({JobState.UPLOADED, JobState.CHECKED, JobState.FAILED, JobState.CANCELLED})
AT_WORK = frozenset({JobState.CHECKING, JobState.APPLYING, JobState.PUBLISHING, JobState.UNDOING})
ENDED = frozenset({JobState.APPLIED, JobState.UNDONE})


class Step(models.TextChoices):
    """One page; the value is the end of its address."""

    COLUMNS = "columns", _("Columns")
    PLACES = "places", _("Places")
    PROGRESS = "progress", _("Check")
    PREVIEW = "preview", _("Preview")
    DECISION = "decision", _("Decide")
    RESULT = "result", _("Result")
    UNDO = "undo", _("Take back")


# The pages that can be looked at in each state, the usual one first.
PAGES: dict[str, tuple[Step, ...]] = {
    JobState.UPLOADED: (Step.COLUMNS, Step.PLACES),
    JobState.CHECKING: (Step.PROGRESS,),
    JobState.CHECKED: (Step.PREVIEW, Step.DECISION, Step.COLUMNS, Step.PLACES),
    JobState.APPLYING: (Step.PROGRESS, Step.PREVIEW),
    JobState.APPLIED: (Step.RESULT, Step.PREVIEW, Step.UNDO),
    JobState.PUBLISHING: (Step.PROGRESS,),
    JobState.UNDOING: (Step.PROGRESS,),
    JobState.UNDONE: (Step.RESULT, Step.PREVIEW),
    JobState.FAILED: (Step.COLUMNS, Step.PLACES),
    JobState.CANCELLED: (Step.COLUMNS, Step.PLACES),
}


@dataclass(frozen=True)
class StepLink:
    label: str
    url: str
    is_current: bool


def is_open(step: Step, job: ImportJob) -> bool:
    """Whether the page of a step can be looked at now."""
    return step in PAGES[job.state]


def url_of(name: str, job: ImportJob) -> str:
    """The address of a job's page or act."""
    return reverse(f"admin:import_{name}", args=[job.pk])


def url_now(job: ImportJob) -> str:
    """The page on which the job goes on."""
    return url_of(PAGES[job.state][0], job)


def step_links(job: ImportJob, current: Step) -> list[StepLink]:
    """The steps in their order, those that are not open now without an address."""
    shown = [step for step in Step if step != Step.UNDO]
    return [
        StepLink(str(step.label), url_of(step, job) if is_open(step, job) else "", step == current) for step in shown
    ]
