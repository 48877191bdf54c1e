"""The file that a job was made from: kept as it came, in private storage, for as long as somebody may need it."""

import hashlib
from datetime import timedelta
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.utils import timezone
from django.utils.translation import gettext as _

from sistercities.imports import limits
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import ImportJob, JobState

# Jobs in these states may still need their file.
AT_WORK = (JobState.CHECKING, JobState.APPLYING, JobState.UNDOING)
LONGEST_NAME = 255


def read_limited(file: File) -> bytes:
    """The content of an upload; raises SheetRefused when it is larger than a sheet can be."""
    # One byte more than allowed is enough to know that it is too large.
    data = file.read(limits.FILE_BYTES + 1)
    if len(data) > limits.FILE_BYTES:
        most = limits.FILE_BYTES // (1024 * 1024)
        raise SheetRefused(_("The file is larger than %(most)s MB. Split it into several files.") % {"most": most})
    return data


def keep(job: ImportJob, name: str, data: bytes) -> None:
    """Store the file and save the job with it; when the job cannot be saved, no file is left."""
    job.given_name = PurePath(name.replace("\\", "/")).name[:LONGEST_NAME]
    job.sha256, job.size = hashlib.sha256(data).hexdigest(), len(data)
    job.original.save(job.given_name, ContentFile(data), save=False)
    try:
        job.save()
    except Exception:
        job.original.delete(save=False)
        raise


def content(job: ImportJob) -> bytes:
    """The file as it came. Raises SheetRefused when it has been tidied away."""
    if not job.original:
        raise SheetRefused(_("The file of this import is no longer kept. Upload it again."))
    try:
        with job.original.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise SheetRefused(_("The file of this import is no longer kept. Upload it again.")) from error


def discard(job: ImportJob) -> None:
    """Delete a job that came to nothing, with its file and rows."""
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
        job.rows.all().delete()
        job.writes.all().delete()
        job.save(update_fields=["original"])
        number += 1
    return number
