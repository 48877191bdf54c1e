"""Puts the files that came with a sheet into the storage when it is taken in, and takes them away if it is not.

They are put before the transaction in which the rows move, so that it stays short, under names that the check has
chosen: whatever happens in between, it is known which files may be there without a record.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from sistercities.common.history import ChangeSet
from sistercities.common.told import sentences_of
from sistercities.common.told import told as _
from sistercities.imports.errors import SheetRefused
from sistercities.imports.job_files import brought
from sistercities.imports.models import ImportJob, StagedFile


@contextmanager
def in_place(job: ImportJob) -> Iterator[None]:
    """The files stand in the storage inside, and stay only if all goes well. Raises SheetRefused."""
    if not job.files.exists():
        yield
        return
    job.files.update(is_put=True)
    try:
        _put(job)
        yield
    except BaseException:
        remove(job)
        raise


def _put(job: ImportJob) -> None:
    with brought(job) as files:
        if files is None:
            raise SheetRefused(_("The file of this import is no longer kept. Upload it again."))
        for staged in job.files.all():
            # What an earlier attempt has left would turn it away to another name.
            default_storage.delete(staged.path)
            try:
                with files.reading(staged.source) as stream:
                    default_storage.save(staged.path, File(stream))
            except ValidationError as error:
                raise SheetRefused(*sentences_of(error)) from error


def check_in_place(job: ImportJob) -> None:
    """Hold the files until the transaction ends; raises SheetRefused if somebody has taken them away meanwhile."""
    if not all(staged.is_put for staged in job.files.select_for_update()):
        raise SheetRefused(_("Taking it in was interrupted. Nothing was taken in. Start it again."))


def remove(job: ImportJob) -> None:
    """Take away what was put for a job that has not been taken in, however far it came."""
    with transaction.atomic():
        put = list(job.files.select_for_update().filter(is_put=True))
        if not put or ChangeSet.objects.filter(pk=job.change_set).exists():
            return
        # If this is interrupted, it is known as before what may be there.
        for staged in put:
            default_storage.delete(staged.path)
        StagedFile.objects.filter(job=job).update(is_put=False)


def forget(job: ImportJob) -> None:
    """Take away what was put without being taken in, and plan no file any longer."""
    remove(job)
    job.files.all().delete()
