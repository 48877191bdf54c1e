"""A job from upload to end: whole or not at all, seen by few, stopped when asked, set free when its worker dies."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from partnerships.models import City
from sistercities.common.history import Act, ChangeSet
from sistercities.imports import applying, checking, jobs, progress, running
from sistercities.imports.cells import UNSEEN
from sistercities.imports.errors import SheetRefused
from sistercities.imports.jobs import NotNow
from sistercities.imports.models import ColumnMapping, ImportJob, JobState
from sistercities.imports.tidying import prune
from tests import people
from tests.imports.files import csv_bytes

pytestmark = pytest.mark.django_db
CITIES = csv_bytes(("slug", "name_en", "country"), ["hue", "Huế", "VN"], ["vinh", "Vinh", "VN"])
WRONG = csv_bytes(("slug", "name_en", "country"), ["hue", "Huế", "VN"], ["vinh", "Vinh", "Narnia"])


def job_of(data: bytes = CITIES, owner: Any = None, name: str = "cities.csv") -> ImportJob:
    return jobs.create(owner, ContentFile(data, name=name), "cities")


def kept_files() -> list[Path]:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def texts_in(value: Any) -> list[str]:
    """All texts in a value of JSON, keys included."""
    if isinstance(value, dict):
        return [text for each in (*value.keys(), *value.values()) for text in texts_in(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts_in(each)]
    return [value] if isinstance(value, str) else []


def test_upload_keeps_the_file_its_name_and_its_sum() -> None:
    job = job_of(name="../../etc/Städte 2024.csv")
    with job.original.open("rb") as file:
        assert file.read() == CITIES
    assert (job.given_name, job.size, len(job.sha256)) == ("Städte 2024.csv", len(CITIES), 64)
    assert "Städte" not in job.original.name
    assert job.plan["sheets"][0]["rows"] == 2


def test_nothing_unseen_is_kept_of_names_headings_and_examples() -> None:
    """PostgreSQL takes no NUL, in no text; the escapes of workbooks are ways to bring one."""
    headings = ("slug", "name_en", "country", "_x0000_")
    job = job_of(csv_bytes(headings, ["hue", "Hu_x0000_ế_x0007_", "VN", "\x07_x0000_"]), name="ci\x00ties\x07.csv")
    kept = [job.given_name, *texts_in(job.plan)]
    assert [text for text in kept if UNSEEN.search(text)] == []
    assert job.given_name == "cities.csv"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cities.csv", b""),
        ("cities.csv", b"slug,name_en,country\n"),
        ("cities.exe", CITIES),
        ("cities.xlsx", CITIES),
        ("cities.csv", b"<html><body><table></table></body></html>"),
        ("cities.csv", b"\x89PNG\r\n\x1a\n"),
        ("cities.csv", b'slug,name_en\n"open,Hue\n'),
        ("cities.csv", b"\xff\x00\xfe\x81\x00"),
        ("cities.xlsm", CITIES),
        ("cities.csv", b"x"),
        ("cities.csv", "slug,name_en\na,Łódź\n".encode() + "b,重庆\n".encode("gb18030")),
    ],
)
def test_refused_upload_leaves_nothing_behind(name: str, data: bytes) -> None:
    before = kept_files()
    with pytest.raises(SheetRefused) as refusal:
        job_of(data, name=name)
    assert all(refusal.value.sentences)
    assert refusal.value.sentences
    assert not ImportJob.objects.exists()
    assert kept_files() == before


def test_upload_too_large_is_refused_before_it_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sistercities.imports.limits.FILE_BYTES", 10)
    with pytest.raises(SheetRefused, match="larger than"):
        job_of()


def test_job_is_seen_by_its_owner_and_administrators_only() -> None:
    owner = people.importer()
    job = job_of(owner=owner)
    assert jobs.may_see(owner, job)
    assert jobs.may_see(people.administrator(), job)
    assert jobs.may_see(people.superuser(), job)
    assert not jobs.may_see(people.importer(), job)
    assert not jobs.may_see(people.viewer(), job)
    owner.is_staff = False
    assert not jobs.may_see(owner, job)


def test_check_apply_and_undo_go_through_the_worker(do: Callable[..., None]) -> None:
    job = job_of(owner=people.importer())
    do(jobs.start_check, job)
    assert (job.state, job.counts["total"]["new"], City.objects.count()) == (JobState.CHECKED, 2, 0)
    do(jobs.start_apply, job)
    assert (job.state, City.objects.count()) == (JobState.APPLIED, 2)
    assert ChangeSet.objects.get(pk=job.change_set).made_by == job.owner
    do(jobs.start_undo, job)
    assert (job.state, City.objects.count()) == (JobState.UNDONE, 0)


def test_columns_are_remembered_when_they_were_taken_in(do: Callable[..., None]) -> None:
    job = job_of()
    do(jobs.start_check, job)
    assert not ColumnMapping.objects.exists()
    do(jobs.start_apply, job)
    assert [column["field"] for column in ColumnMapping.objects.get().mapping["columns"]] == [
        "slug",
        "name_en",
        "country",
    ]


def test_wrong_row_holds_the_file_back_until_its_owner_decides(do: Callable[..., None]) -> None:
    job = job_of(WRONG)
    do(jobs.start_check, job)
    with pytest.raises(NotNow, match="Some rows are wrong"):
        jobs.start_apply(job)
    job.decisions["apply_good_rows"] = True
    job.save()
    do(jobs.start_apply, job)
    assert (job.state, City.objects.get().slug) == (JobState.APPLIED, "hue")


def test_progress_tells_rows_rate_and_first_errors(do: Callable[..., None]) -> None:
    job = job_of(WRONG)
    do(jobs.start_check, job)
    told = jobs.progress_of(job)
    assert (told.done, told.total) == (2, 2)
    assert told.rate > 0
    ((number, error),) = told.first_errors
    assert (number, error["letter"], error["value"]) == (3, "C", "Narnia")


def test_same_step_twice_is_refused(do: Callable[..., None]) -> None:
    job = job_of()
    jobs.start_check(job)
    with pytest.raises(NotNow):
        jobs.start_check(ImportJob.objects.get(pk=job.pk))
    with pytest.raises(NotNow):
        jobs.start_undo(job)


def test_cancelled_check_ends_at_its_next_report_and_leaves_no_record() -> None:
    job = job_of()
    jobs.start_check(job, in_background=False)
    ImportJob.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    jobs.cancel(job)
    assert job.state == JobState.CHECKING
    running.check(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not City.objects.exists()


def test_job_waiting_for_the_worker_is_cancelled_at_once() -> None:
    job = job_of()
    jobs.start_check(job, in_background=False)
    jobs.cancel(job)
    assert job.state == JobState.CANCELLED
    running.check(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_applied_job_cannot_be_cancelled(do: Callable[..., None]) -> None:
    job = job_of()
    do(jobs.start_check, job)
    do(jobs.start_apply, job)
    with pytest.raises(NotNow):
        jobs.cancel(job)


def test_unforeseen_error_is_logged_and_the_job_can_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*arguments: Any) -> None:
        raise RuntimeError("disk on fire")

    job = job_of()
    with monkeypatch.context() as patched:
        patched.setattr(checking, "check", fail)
        jobs.start_check(job, in_background=False)
        running.check(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "disk on fire" not in job.problem
    assert "disk on fire" in caplog.text
    jobs.start_check(job, in_background=False)
    running.check(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.CHECKED


def dead(job: ImportJob, state: JobState) -> ImportJob:
    """The job as a worker leaves it that was killed some minutes ago."""
    progress.forget(job)
    ImportJob.objects.filter(pk=job.pk).update(state=state, heartbeat_at=timezone.now() - timedelta(minutes=5))
    job.refresh_from_db()
    return job


def test_job_whose_worker_died_is_set_free() -> None:
    job = dead(job_of(), JobState.CHECKING)
    assert jobs.reclaim_dead() == 1
    job.refresh_from_db()
    assert (job.state, "interrupted" in job.problem) == (JobState.UPLOADED, True)


def test_dead_apply_is_decided_by_its_change_set() -> None:
    nothing, whole = dead(job_of(), JobState.APPLYING), dead(job_of(), JobState.APPLYING)
    ChangeSet.objects.create(pk=whole.change_set, act=Act.IMPORT)
    assert (jobs.reclaim(nothing), jobs.reclaim(whole)) == (True, True)
    assert (nothing.state, whole.state) == (JobState.CHECKED, JobState.APPLIED)


def test_job_that_gives_signs_of_life_is_left_alone() -> None:
    job = dead(job_of(), JobState.APPLYING)
    progress.beat(job)
    assert not jobs.reclaim(job)
    cache.clear()
    assert jobs.reclaim(job)


def test_job_still_waiting_for_a_worker_is_not_taken_for_dead() -> None:
    job = job_of()
    jobs.start_check(job, in_background=False)
    ImportJob.objects.filter(pk=job.pk).update(started_at=timezone.now() - timedelta(hours=1))
    job.refresh_from_db()
    assert not jobs.reclaim(job)


def test_task_delivered_twice_does_its_work_once(monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_of()
    jobs.start_check(job, in_background=False)
    running.check(str(job.pk))
    jobs.start_apply(job, in_background=False)
    running.apply(str(job.pk))
    monkeypatch.setattr(applying, "apply", lambda job: pytest.fail("It was taken in a second time."))
    running.apply(str(job.pk))
    assert City.objects.count() == 2


def test_old_files_are_pruned_and_the_job_stays(do: Callable[..., None]) -> None:
    old, young = job_of(WRONG), job_of()
    do(jobs.start_check, old)
    ImportJob.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=100))
    path = Path(old.original.path)
    call_command("tidy_imports", days=90, verbosity=0)
    old.refresh_from_db()
    assert (path.exists(), bool(old.original), old.rows.count()) == (False, False, 0)
    assert Path(young.original.path).exists()
    assert old.counts["total"]["error"] == 1
    do(jobs.start_check, old)
    assert "no longer kept" in old.problem
    assert prune(timedelta(days=90)) == 0


def test_history_says_who_took_an_import_back(do: Callable[..., None]) -> None:
    job, administrator = job_of(owner=people.importer()), people.administrator()
    do(jobs.start_check, job)
    do(jobs.start_apply, job)
    do(lambda applied: jobs.start_undo(applied, administrator), job)
    assert ChangeSet.objects.get(act=Act.REVERT).made_by == administrator
