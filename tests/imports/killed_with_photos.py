"""Takes a zip of photos in by processes that are killed at different moments; a program of its own, like `killed`.

Prints as JSON what was there after each kill, once the job had been set free: records, originals, entries in history.
"""

import contextlib
import json
import os
import signal
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from media.models import MediaItem  # noqa: E402
from sistercities.common.history import Act, ChangeSet, Revision  # noqa: E402
from sistercities.imports import jobs, progress, running  # noqa: E402
from sistercities.imports.models import ImportJob, JobState  # noqa: E402
from tests.imports.zips import photo_sheet, zip_bytes  # noqa: E402
from tests.media.files import jpeg  # noqa: E402


def fresh_job(number: int) -> ImportJob:
    names = [f"photo-{place}.jpg" for place in range(number)]
    photos = ((name, jpeg((40 + place, 40))) for place, name in enumerate(names))
    content = zip_bytes(("photos.csv", photo_sheet(*names)), *photos)
    job = jobs.create(None, ContentFile(content, name="photos.zip"))
    jobs.start_check(job, in_background=False)
    running.check(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.CHECKED, job.problem  # noqa: S101
    return job


def originals() -> int:
    if not default_storage.exists("originals"):
        return 0
    folders, _files = default_storage.listdir("originals")
    return sum(len(default_storage.listdir(f"originals/{folder}")[1]) for folder in folders)


def held() -> dict[str, int]:
    entries = Revision.objects.filter(change_set__act=Act.IMPORT).count()
    return {"records": MediaItem.objects.count(), "originals": originals(), "entries": entries}


def clear() -> None:
    for item in MediaItem.objects.all():
        default_storage.delete(str(item.file))
    MediaItem.objects.all().delete()
    Revision.objects.all().delete()
    ChangeSet.objects.all().delete()


def kill_at(files: int, job: ImportJob) -> int:
    """Take the job in by a process that is killed once so many of its files are stored; how many it left."""
    jobs.start_apply(job, in_background=False)
    connection.close()
    child = os.fork()
    if not child:
        running.apply(str(job.pk))
        os._exit(0)
    while originals() < files and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(0.001)
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return originals()


def set_free(job: ImportJob) -> None:
    """As the next look at the job does when its worker has been silent for long."""
    job.refresh_from_db()
    if job.state == JobState.APPLYING:
        ImportJob.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=5))
        job.refresh_from_db()
        progress.forget(job)
        jobs.reclaim(job)


def main(number: int, kills: int) -> dict[str, list[object]]:
    call_command("migrate", verbosity=0)
    job = fresh_job(number)
    jobs.start_apply(job, in_background=False)
    running.apply(str(job.pk))
    told: dict[str, list[object]] = {"held": [held()], "left": []}
    clear()
    job = fresh_job(number)
    for kill in range(kills):
        told["left"].append(kill_at(number * kill // (kills - 1), job))
        set_free(job)
        told["held"].append(held())
        if MediaItem.objects.exists():
            clear()
            job = fresh_job(number)
    return told


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:]))))
