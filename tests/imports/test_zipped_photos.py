"""A sheet with its photos in one zip: checked whole, taken in whole, files included."""

import contextlib
import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from media.models import MediaItem
from media.stocktaking import take_stock
from partnerships.models import City
from sistercities.imports import applying, jobs, progress
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import ImportJob, JobState, StagedFile
from sistercities.imports.staged_files import check_in_place, in_place, remove
from sistercities.imports.tidying import discard
from tests import people
from tests.imports.files import csv_bytes, saved
from tests.imports.walking import Walk, browser, last_job, upload, url, walk, worker
from tests.imports.zips import PHOTOS, gbk_named, photo_sheet, zip_bytes
from tests.media.conftest import FilesKept, files_kept, storage_folder
from tests.media.files import PDF, jpeg, png_claiming

pytestmark = pytest.mark.django_db
__all__ = ["files_kept", "storage_folder", "walk", "worker"]
RIVER, FORUM = jpeg((60, 40)), jpeg((61, 40))
TWO = zip_bytes(("photos.csv", photo_sheet("river.jpg", "forum.jpg")), ("a/river.jpg", RIVER), ("forum.jpg", FORUM))


def errors_of(job: ImportJob) -> list[tuple[int, str, str]]:
    return [
        (row.number, error["letter"], error["message"]) for row in job.rows.order_by("number") for error in row.errors
    ]


def checked(walk: Walk, *files: tuple[str, bytes]) -> list[tuple[int, str, str]]:
    walk.checked(zip_bytes(*files), "photos.zip", "")
    assert last_job().state == JobState.CHECKED
    return errors_of(last_job())


def originals(kept: FilesKept) -> list[str]:
    return [name for name in kept.names() if name.startswith("originals/")]


def test_photos_come_in_with_their_sheet_and_go_out_with_its_undoing(walk: Walk, files_kept: FilesKept) -> None:
    walk.checked(TWO, "photos.zip", "")
    assert (MediaItem.objects.count(), originals(files_kept)) == (0, [])
    assert StagedFile.objects.count() == 2
    walk.decide()
    items = {item.given_name: item for item in MediaItem.objects.all()}
    assert sorted(items) == ["forum.jpg", "river.jpg"]
    assert (items["river.jpg"].width, items["river.jpg"].alt_en) == (60, "About river.jpg")
    assert originals(files_kept) == sorted(str(item.file.name) for item in items.values())
    with items["river.jpg"].file.open() as stored:
        assert stored.read() == RIVER
    assert all(item.renditions for item in items.values())
    assert not StagedFile.objects.exists()


def test_same_zip_again_changes_nothing(walk: Walk, files_kept: FilesKept) -> None:
    walk.applied(TWO, "photos.zip", "")
    before = files_kept.names()
    walk.checked(TWO, "photos.zip", "")
    assert last_job().counts["total"]["unchanged"] == 2
    assert originals(files_kept) == [name for name in before if name.startswith("originals/")]


def test_import_taken_back_takes_the_records_and_keeps_what_history_shows(walk: Walk, files_kept: FilesKept) -> None:
    walk.applied(TWO, "photos.zip", "")
    kept = originals(files_kept)
    with walk.worker():
        walk.client.post(url(last_job(), "undo"))
    assert (last_job().state, MediaItem.objects.count()) == (JobState.UNDONE, 0)
    assert originals(files_kept) == kept
    assert take_stock().without_record == [name for name in files_kept.names() if name.startswith("renditions/")]


@pytest.mark.parametrize(
    ("cell", "files", "sentence"),
    [
        ("missing.jpg", (("river.jpg", RIVER),), "No file of this name came with the sheet."),
        (
            "rivers.jpg",
            (("a/river.jpg", RIVER),),
            "No file of this name came with the sheet. Is one of these meant: a/river.jpg?",
        ),
        (
            "x.jpg",
            (("a/x.jpg", RIVER), ("b/x.jpg", FORUM)),
            "Several files have this name: a/x.jpg, b/x.jpg. Write the folder before it.",
        ),
        ("c/x.jpg", (("a/x.jpg", RIVER),), "Is one of these meant: a/x.jpg?"),
        ("../x.jpg", (("x.jpg", b"GIF"),), "This is not a photo that can be read."),
        ("drawing.jpg", (("drawing.jpg", b"<svg/>"),), "This is not a photo that can be read."),
        ("bomb.png", (("bomb.png", png_claiming(30_000, 30_000)),), "million pixels"),
        ("cut.jpg", (("cut.jpg", jpeg((800, 600))[:3_000]),), "This is not a photo that can be read."),
        ("empty.jpg", (("empty.jpg", b""),), "This file is empty."),
    ],
)
def test_wrong_file_is_told_by_row_and_column_and_holds_everything_back(
    cell: str, files: tuple[tuple[str, bytes], ...], sentence: str, walk: Walk, files_kept: FilesKept
) -> None:
    found = checked(walk, ("s.csv", photo_sheet("good.jpg", cell)), ("good.jpg", jpeg((30, 20))), *files)
    assert [(row, letter) for row, letter, _message in found] == [(3, "A")]
    assert sentence in found[0][2]
    walk.decide()
    assert (MediaItem.objects.count(), originals(files_kept)) == (0, [])


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("RIVER.JPG", "river.jpg"),
        ("Caf\u0065\u0301.jpg", "Caf\u00e9.jpg"),
        ("Caf\u00e9.jpg", "Caf\u0065\u0301.jpg"),
        ("C:\\photos\\a\\river.jpg", "a/river.jpg"),
        ("b/x.jpg", "b/x.jpg"),
        ("江边.jpg", "照片/江边.jpg"),
    ],
)
def test_name_that_means_one_file_finds_it(cell: str, name: str, walk: Walk) -> None:
    assert checked(walk, ("s.csv", photo_sheet(cell)), (name, RIVER), ("a/x.jpg", FORUM)) == []


def test_chinese_names_of_a_chinese_windows_are_read(walk: Walk) -> None:
    content = zip_bytes(("表格/照片.csv", photo_sheet("江边.jpg")), ("照片/江边.jpg", RIVER))
    walk.applied(gbk_named(content, ["表格/照片.csv", "照片/江边.jpg"]), "照片.zip", "")
    assert MediaItem.objects.get().given_name == "江边.jpg"


def test_file_that_no_row_names_is_told_and_left_out(walk: Walk, files_kept: FilesKept) -> None:
    page = walk.checked(zip_bytes(("s.csv", photo_sheet("r.jpg")), ("r.jpg", RIVER), ("f.jpg", FORUM)), "p.zip", "")
    assert "No row names this file, so it is not taken in: f.jpg." in page
    walk.decide()
    assert len(originals(files_kept)) == 1


def test_kind_is_told_by_the_file_where_no_column_tells_it(walk: Walk) -> None:
    walk.applied(zip_bytes(("s.csv", photo_sheet("r.jpg", "act.pdf")), ("r.jpg", RIVER), ("act.pdf", PDF)), "p.zip", "")
    assert dict(MediaItem.objects.values_list("given_name", "kind")) == {"r.jpg": "photo", "act.pdf": "document"}


def test_other_picture_under_a_known_name_is_asked_about_and_replaces_by_short_name(walk: Walk) -> None:
    walk.applied(zip_bytes(("s.csv", photo_sheet("r.jpg")), ("r.jpg", RIVER)), "p.zip", "")
    slug = MediaItem.objects.get().slug
    assert (
        "write its short name in the column slug"
        in checked(walk, ("s.csv", photo_sheet("r.jpg")), ("r.jpg", FORUM))[0][2]
    )
    sheet = csv_bytes(("slug", *PHOTOS), [slug, "r.jpg", "Own", "Anew", "own"])
    walk.applied(zip_bytes(("s.csv", sheet), ("r.jpg", FORUM)), "p.zip", "")
    item = MediaItem.objects.get()
    assert (item.width, item.alt_en) == (61, "Anew")


def test_same_picture_under_another_name_is_the_same_photo(walk: Walk) -> None:
    walk.applied(zip_bytes(("s.csv", photo_sheet("r.jpg")), ("r.jpg", RIVER)), "p.zip", "")
    walk.applied(zip_bytes(("s.csv", photo_sheet("copy.jpg")), ("copy.jpg", RIVER)), "p.zip", "")
    assert MediaItem.objects.get().given_name == "r.jpg"
    assert checked(walk, ("s.csv", photo_sheet("a.jpg", "b.jpg")), ("a.jpg", FORUM), ("b.jpg", FORUM)) == [
        (3, "", "Row 2 is about the same record.")
    ]


def test_mended_workbook_finds_the_photos_that_came_with_the_file_it_mends(walk: Walk) -> None:
    walk.checked(zip_bytes(("s.csv", photo_sheet("r.jpg", "fo.jpg")), ("r.jpg", RIVER), ("f.jpg", FORUM)), "p.zip", "")
    response = walk.page("error_workbook")
    workbook = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    workbook.worksheets[0]["A3"] = "f.jpg"
    walk.applied(saved(workbook), "mended.xlsx", "")
    assert sorted(MediaItem.objects.values_list("given_name", flat=True)) == ["f.jpg", "r.jpg"]


def test_conflict_and_crash_leave_no_file(walk: Walk, files_kept: FilesKept) -> None:
    walk.checked(TWO, "photos.zip", "")
    MediaItem(slug="river", given_name="other.jpg").save()
    walk.decide()
    assert (last_job().state, originals(files_kept)) == (JobState.CHECKED, [])
    with contextlib.suppress(ZeroDivisionError), in_place(last_job()):
        assert len(originals(files_kept)) == 2
        raise ZeroDivisionError
    assert originals(files_kept) == []


def test_files_of_a_worker_that_died_go_when_its_job_is_set_free(walk: Walk, files_kept: FilesKept) -> None:
    walk.checked(TWO, "photos.zip", "")
    job = last_job()
    dies = in_place(job)
    dies.__enter__()
    job.state, job.heartbeat_at = JobState.APPLYING, timezone.now() - timedelta(minutes=5)
    job.save()
    progress.forget(job)
    assert len(originals(files_kept)) == 2
    assert jobs.reclaim(job)
    assert (job.state, originals(files_kept)) == (JobState.CHECKED, [])
    walk.decide()
    assert MediaItem.objects.count() == len(originals(files_kept)) == 2


def test_photos_of_a_worker_that_died_behind_the_end_get_their_smaller_versions(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.checked(TWO, "photos.zip", "")
    with monkeypatch.context() as patch:
        patch.setattr(applying, "follow_up", lambda _job: None)
        walk.decide()
    assert {bool(item.renditions) for item in MediaItem.objects.all()} == {False}
    with walk.worker():
        jobs.reclaim_dead()
    assert {bool(item.renditions) for item in MediaItem.objects.all()} == {True}
    assert not StagedFile.objects.exists()


def test_worker_thought_dead_takes_nothing_in_without_its_files(walk: Walk, files_kept: FilesKept) -> None:
    walk.checked(TWO, "photos.zip", "")
    with in_place(last_job()):
        remove(last_job())
        with pytest.raises(SheetRefused, match="interrupted"):
            check_in_place(last_job())
    assert originals(files_kept) == []


def test_sheet_without_its_photos_says_how_to_bring_them(walk: Walk) -> None:
    walk.checked(photo_sheet("r.jpg"), "photos.csv", "")
    assert errors_of(last_job())[0][2].startswith("No files came with this sheet.")


def test_cancelled_or_tidied_import_leaves_nothing(walk: Walk, files_kept: FilesKept) -> None:
    walk.checked(TWO, "photos.zip", "")
    discard(last_job())
    assert (files_kept.names(), StagedFile.objects.count(), ImportJob.objects.count()) == ([], 0, 0)


def test_workbook_of_several_sheets_comes_with_its_photos(walk: Walk, files_kept: FilesKept) -> None:
    book = openpyxl.Workbook()
    cities, photos = book.active, book.create_sheet("photos")
    cities.title = "cities"
    for row in (("slug", "name_en", "country", "photos"), ("hue", "Huế", "VN", "citadel")):
        cities.append(row)
    for row in (("slug", *PHOTOS), ("citadel", "c.jpg", "Own", "The citadel", "own")):
        photos.append(row)
    content = zip_bytes(("all.xlsx", saved(book)), ("pictures/c.jpg", RIVER))
    walk.applied(content, "all.zip", "")
    assert City.objects.get().attachments.get().item == MediaItem.objects.get(slug="citadel")
    assert len(originals(files_kept)) == 1


def test_importer_without_the_right_to_add_photos_leaves_no_archive_behind(worker: Any, files_kept: FilesKept) -> None:
    stranger = browser(people.viewer())
    assert upload(stranger, TWO, "photos.zip", "").status_code == 403
    assert files_kept.names() == []
