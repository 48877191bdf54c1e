"""The parts of `bench.import_jobs` that have a process of their own; each prints what it measured as JSON."""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.import_data import as_csv, as_xlsx  # noqa: E402
from bench.imports_contender import table  # noqa: E402
from partnerships.models import Exchange  # noqa: E402
from sistercities.imports import jobs  # noqa: E402
from sistercities.imports.models import ImportJob, JobState, RowOutcome  # noqa: E402
from sistercities.imports.staged_windows import window  # noqa: E402

LOOKS_A_SECOND = 50
WRONG_ROW = 60


def sheet(path: str, rows: str) -> dict[str, Any]:
    """A sheet with one wrong cell near its beginning."""
    made = table(int(rows))
    made[WRONG_ROW][3] = "no such kind"
    target = Path(path)
    target.write_bytes(as_xlsx(made) if target.suffix == ".xlsx" else as_csv(made))
    return {}


def upload(path: str) -> dict[str, Any]:
    file = ContentFile(Path(path).read_bytes(), name=Path(path).name)
    started = time.perf_counter()
    job = jobs.create(None, file, "exchanges")
    seconds = time.perf_counter() - started
    return {
        "job": str(job.pk),
        "upload": seconds,
        "uploader": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def follow(key: str) -> dict[str, Any]:
    """Press the buttons, and look at what the job's page would show until all is done."""
    job = ImportJob.objects.get(pk=key)
    job.decisions["apply_good_rows"] = True
    job.save()
    started = time.perf_counter()
    jobs.start_check(job)
    begun = first = 0.0
    while job.state == JobState.CHECKING:
        time.sleep(1 / LOOKS_A_SECOND)
        job.refresh_from_db()
        begun = begun or (time.perf_counter() - started if job.heartbeat_at else 0.0)
        first = first or (time.perf_counter() - started if jobs.progress_of(job).first_errors else 0.0)
    checked = time.perf_counter() - started
    assert job.state == JobState.CHECKED, job.problem  # noqa: S101
    pages = _slowest_page(job)
    began_at = timezone.now()
    jobs.start_apply(job)
    while job.state == JobState.APPLYING:
        time.sleep(1 / LOOKS_A_SECOND)
        job.refresh_from_db()
    assert job.state == JobState.APPLIED, job.problem  # noqa: S101
    applied = (timezone.now() - began_at).total_seconds()
    new = job.counts["total"][RowOutcome.NEW.value]
    assert Exchange.objects.count() == new == job.plan["sheets"][0]["rows"] - 1  # noqa: S101
    return {
        "first": first,
        "first_of_check": first - begun,
        "check": checked - begun,
        "apply": applied,
        "pages": pages,
    }


def _slowest_page(job: ImportJob) -> float:
    """Of the first, a middle and the last window of the new rows."""
    rows = job.plan["sheets"][0]["rows"]
    times = []
    for start in (0, rows // 2, rows - 50):
        started = time.perf_counter()
        assert window(job, RowOutcome.NEW, 1, start).rows  # noqa: S101
        times.append(time.perf_counter() - started)
    return max(times)


if __name__ == "__main__":
    print(json.dumps({"sheet": sheet, "upload": upload, "follow": follow}[sys.argv[1]](*sys.argv[2:])))
