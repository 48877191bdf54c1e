"""The parts of `bench.import_readers` that know the site, in processes of their own; each prints JSON."""

import json
import sys
import time
from typing import Any

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.import_data import as_csv  # noqa: E402
from bench.imports_contender import table  # noqa: E402
from partnerships.models import City, Exchange, Partnership, SiteProfile  # noqa: E402
from sistercities.common.content_version import raise_version  # noqa: E402
from sistercities.imports import jobs, running  # noqa: E402
from sistercities.imports.models import ImportJob, JobState  # noqa: E402

PUBLIC = {"state_en": "published", "state_zh_hans": "published"}
LOOKS_A_SECOND = 20
# What visitors find before the sheets come.
SHOWN = 2_000


def prepare(rows: str, sheets: str, folder: str) -> dict[str, Any]:
    """A site with something to read, and jobs that wait to be checked."""
    call_command("collectstatic", interactive=False, verbosity=0)
    every = table(SHOWN + int(rows) * int(sheets))
    _show(_job("shown", every[:SHOWN]))
    parts = [every[SHOWN + place * int(rows) :][: int(rows)] for place in range(int(sheets))]
    return {"jobs": [str(_job(f"sheet-{place}", part).pk) for place, part in enumerate(parts)]}


def _job(name: str, rows: list[list[Any]]) -> ImportJob:
    return jobs.create(None, ContentFile(as_csv(rows), name=f"{name}.csv"), "exchanges")


def _show(job: ImportJob) -> None:
    jobs.start_check(job, in_background=False)
    running.check(str(job.pk))
    job.refresh_from_db()
    jobs.start_apply(job, in_background=False)
    running.apply(str(job.pk))
    home, *others = City.objects.order_by("pk")
    Partnership.objects.bulk_create(
        Partnership(slug=f"tie-{city.slug}", home_city=home, partner_city=city, tie_class="sister_city", **PUBLIC)
        for city in others
    )
    City.objects.update(latitude=13.75, longitude=100.5, summary_en="A town on a river.", **PUBLIC)
    Exchange.objects.update(**PUBLIC)
    SiteProfile.objects.create(site_name_en="Sister cities", site_name_zh_hans="友好城市", home_city=home)
    raise_version()
    # As a site that has been there for a while.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def work(key: str) -> dict[str, Any]:
    """Have a job checked and taken in by the worker of the site; between which moments it did so."""
    job = ImportJob.objects.get(pk=key)
    time.sleep(2)
    jobs.start_check(job)
    checking = _followed(job, JobState.CHECKING, JobState.CHECKED)
    time.sleep(2)
    jobs.start_apply(job)
    return {"checking": checking, "applying": _followed(job, JobState.APPLYING, JobState.APPLIED)}


def _followed(job: ImportJob, state: JobState, wanted: JobState) -> tuple[float, float]:
    while job.state == state:
        time.sleep(1 / LOOKS_A_SECOND)
        job.refresh_from_db()
    assert job.state == wanted, job.problem  # noqa: S101
    assert job.heartbeat_at is not None  # noqa: S101
    assert job.finished_at is not None  # noqa: S101
    return job.heartbeat_at.timestamp(), time.time()


if __name__ == "__main__":
    print(json.dumps({"prepare": prepare, "work": work}[sys.argv[1]](*sys.argv[2:])))
