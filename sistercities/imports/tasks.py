"""What imports leave to the background worker, on a queue of their own: a photo waits for no sheet."""

from django_tasks import task
from django_tasks.base import Task

from sistercities.imports import running
from sistercities.imports.models import JobState

QUEUE = "imports"


@task(queue_name=QUEUE)
def run_check(key: str) -> None:
    """Compare the rows of a job with the register."""
    running.check(key)


@task(queue_name=QUEUE)
def run_apply(key: str) -> None:
    """Take in what a job has checked."""
    running.apply(key)


@task(queue_name=QUEUE)
def run_publication(key: str) -> None:
    """Publish what a job has taken in."""
    running.publish(key)


@task(queue_name=QUEUE)
def run_undo(key: str) -> None:
    """Take a job back."""
    running.undo(key)


TASKS: dict[JobState, Task] = {
    JobState.CHECKING: run_check,
    JobState.APPLYING: run_apply,
    JobState.PUBLISHING: run_publication,
    JobState.UNDOING: run_undo,
}
