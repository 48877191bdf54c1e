"""The file that a job was made from: kept as it came, in private storage, for as long as somebody may need it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from django.core.files.base import File

from sistercities.common.told import told as _
from sistercities.imports import limits
from sistercities.imports.archives import ARCHIVE_BYTES, ZippedFiles, is_archive
from sistercities.imports.brought_files import BroughtFiles, FolderFiles
from sistercities.imports.cells import without_unseen
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import ImportJob

LONGEST_NAME = 255
# Among the decisions of a job: the folder of this machine with its files; the import whose wrong rows it mends; that
# rows about records on record are passed over.
FOLDER, MENDS, KEEPS_EXISTING = "folder", "mends", "keeps_existing"


def sheet_in(file: File) -> tuple[str, bytes]:
    """Name and content of the sheet in an upload: of the file itself, or of the sheet in an archive.

    Raises SheetRefused, also for one that is larger than it can be.
    """
    name = file.name or ""
    file.seek(0)
    if not is_archive(name):
        return name, _read_limited(file, limits.FILE_BYTES)
    if file.size > ARCHIVE_BYTES:
        raise _too_large(ARCHIVE_BYTES)
    archive = ZippedFiles(file)  # type: ignore[arg-type]
    return archive.sheet, archive.sheet_content()


def _read_limited(file: File, most: int) -> bytes:
    # One byte more than allowed is enough to know that it is too large.
    data = file.read(most + 1)
    if len(data) > most:
        raise _too_large(most)
    return data


def _too_large(most: int) -> SheetRefused:
    message = _("The file is larger than %(most)s MB. Split it into several files.")
    return SheetRefused(message % {"most": most // (1024 * 1024)})


def keep(job: ImportJob, file: File) -> None:
    """Store the file and save the job with it; when the job cannot be saved, no file is left."""
    # The end of a long name says what the file is.
    job.given_name = PurePath(without_unseen(file.name or "").replace("\\", "/")).name[-LONGEST_NAME:]
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    job.sha256, job.size = digest.hexdigest(), file.size
    file.seek(0)
    job.original.save(job.given_name, File(file), save=False)
    try:
        job.save()
    except Exception:
        job.original.delete(save=False)
        raise


def sheet_of(job: ImportJob) -> tuple[str, bytes]:
    """Name and content of a job's sheet as it came. Raises SheetRefused when it has been tidied away."""
    with _original(job) as file:
        if not is_archive(job.given_name):
            return job.given_name, file.read()
        archive = ZippedFiles(file)  # type: ignore[arg-type]
        return archive.sheet, archive.sheet_content()


@contextmanager
def brought(job: ImportJob) -> Iterator[BroughtFiles | None]:
    """The files that came with a job's sheet, to be read inside; None if none came, or they are no longer kept.

    They lie in its own archive, in that of the import whose wrong rows it mends, or in a folder of this machine.
    """
    if folder := job.decisions.get(FOLDER):
        yield FolderFiles(Path(folder))
        return
    mended = job.decisions.get(MENDS)
    source = ImportJob.objects.filter(pk=mended).first() if mended else job
    if source is None or not source.original or not is_archive(source.given_name):
        yield None
        return
    with _original(source) as file:
        yield ZippedFiles(file)  # type: ignore[arg-type]


@contextmanager
def _original(job: ImportJob) -> Iterator[File]:
    gone = SheetRefused(_("The file of this import is no longer kept. Upload it again."))
    if not job.original:
        raise gone
    try:
        # Not by the field, which would open one file for all who ask.
        file = job.original.storage.open(str(job.original.name), "rb")
    except FileNotFoundError as error:
        raise gone from error
    with file:
        yield file
