"""Clears away what nobody needs any longer: jobs that came to nothing, files and staged rows of old ones."""

from datetime import timedelta

from django.utils import timezone

from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.staged_files import forget

# Jobs in these states may still need their file.
AT_WORK = (JobState.CHECKING, JobState.APPLYING, JobState.PUBLISHING, JobState.UNDOING)


def discard(job: ImportJob) -> None:
    """Delete a job that came to nothing, with its file and rows."""
    forget(job)
    job.original.delete(save=False)
    job.delete()


def prune(older_than: timedelta) -> int:
    """Delete the files and staged rows of jobs that ended or were left lying before then; how many jobs that were.

    The jobs themselves stay, with their counts: they tell where records came from.
    """
    old = ImportJob.objects.filter(created_at__lt=timezone.now() - older_than).exclude(original="")
    number = 0
    for job in old.exclude(state__in=AT_WORK):
        job.original.delete(save=False)
        forget(job)
        job.rows.all().delete()
        job.writes.all().delete()
        job.save(update_fields=["original"])
        number += 1
    return number
