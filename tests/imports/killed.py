"""Takes jobs in by several processes: two at once, and some that are killed; a program with a database of its own.

Prints as JSON what the register held afterwards, each time: records, ties, entries in history, acts.
"""

import json
import os
import signal
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from partnerships.models import City  # noqa: E402
from sistercities.common.history import Act, ChangeSet, Revision  # noqa: E402
from sistercities.imports.applying import Conflicts, apply  # noqa: E402
from sistercities.imports.models import ImportJob  # noqa: E402
from sistercities.imports.undoing import undo  # noqa: E402
from tests.imports.taking_in import checked_job  # noqa: E402

REFUSED = 3
HEADERS = ("slug", "name_en", "country", "groups")


def fresh_job(number: int) -> ImportJob:
    return checked_job(("cities", HEADERS, [(f"t-{place}", f"T {place}", "VN", "asean") for place in range(number)]))


def held() -> dict[str, int]:
    return {
        "records": City.objects.count(),
        "ties": City.groups.through.objects.count(),
        "entries": Revision.objects.filter(change_set__act=Act.IMPORT, after__isnull=False).count(),
        "acts": ChangeSet.objects.filter(act=Act.IMPORT).count(),
    }


def clear(job: ImportJob) -> None:
    undo(job, None)
    Revision.objects.all().delete()
    ChangeSet.objects.all().delete()


def kill_after(seconds: float, job: ImportJob) -> None:
    """Take the job in by a process that lives no longer than this."""
    connection.close()
    child = os.fork()
    if not child:
        apply(job)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def two_at_once(number: int) -> dict[str, int]:
    """Take the same rows in by two jobs at the same moment; `refused` is how many of them could not be."""
    jobs = [fresh_job(number), fresh_job(number)]
    connection.close()
    children = []
    for job in jobs:
        child = os.fork()
        if not child:
            try:
                apply(job)
            except Conflicts:
                os._exit(REFUSED)
            os._exit(0)
        children.append(child)
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    found = {**held(), "refused": ends.count(REFUSED)}
    clear(next(job for job, end in zip(jobs, ends, strict=True) if not end))
    return found


def main(number: int, kills: int) -> list[dict[str, int]]:
    call_command("migrate", verbosity=0)
    at_once = two_at_once(number)
    job = fresh_job(number)
    started = time.perf_counter()
    apply(job)
    whole = time.perf_counter() - started
    found = [at_once, held()]
    clear(job)
    job = fresh_job(number)
    for kill in range(kills):
        kill_after(whole * (kill + 0.5) / kills, job)
        found.append(held())
        if found[-1]["acts"]:
            clear(job)
            job = fresh_job(number)
    return found


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:]))))
