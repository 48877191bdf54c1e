"""Sheets of photos: their files come from a folder beside the sheet."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from media.models import MediaItem
from media.resources import MediaItemResource
from sistercities.imports.brought_files import FolderFiles
from tests import factories
from tests.imports.files import sheet_of
from tests.imports.library_run import Report, apply_sheet, check_sheet
from tests.media.conftest import FilesKept
from tests.media.files import finished_photo, jpeg

pytestmark = pytest.mark.django_db
HEADERS = ("slug", "kind", "file", "credit_en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "beside"
    folder.mkdir()
    (folder / "river.jpg").write_bytes(jpeg())
    (folder / "page.jpg").write_bytes(b"<html></html>")
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    return folder


def taken_in(folder: Path | None, *rows: Iterable[Any], headers: tuple[str, ...] = HEADERS) -> Report:
    return apply_sheet(resource_with(folder), sheet_of(headers, *rows))


def resource_with(folder: Path | None) -> MediaItemResource:
    resource = MediaItemResource()
    resource.files = FolderFiles(folder) if folder else None
    return resource


def sentences(report: Report) -> list[str]:
    return [str(problem) for problem in report.problems]


def test_file_beside_the_sheet_is_stored(folder: Path, files_kept: FilesKept) -> None:
    taken_in(folder, ["river", "photo", "river.jpg", "Own"])
    item = MediaItem.objects.get()
    assert (item.given_name, item.width is not None, files_kept.names()) == ("river.jpg", True, [item.file.name])


def test_same_file_again_is_no_change(folder: Path, files_kept: FilesKept) -> None:
    row = ["river", "photo", "river.jpg", "Own"]
    taken_in(folder, row)
    assert taken_in(folder, row).counts["unchanged"] == 1
    assert taken_in(None, row).counts["unchanged"] == 1
    assert len(files_kept.names()) == 1


def test_check_leaves_no_file(folder: Path, files_kept: FilesKept) -> None:
    assert check_sheet(resource_with(folder), sheet_of(HEADERS, ["river", "photo", "river.jpg", "Own"])).is_clean
    assert files_kept.names() == []


def test_wrong_row_leaves_no_file_of_the_others(folder: Path, files_kept: FilesKept) -> None:
    report = taken_in(folder, ["river", "photo", "river.jpg", "Own"], ["other", "picture", "", "Own"])
    assert [problem.row for problem in report.problems] == [3]
    assert files_kept.names() == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing.jpg", "No file of this name came with the sheet."),
        ("../secret.jpg", "No file of this name came with the sheet."),
        ("/etc/passwd", "No file of this name came with the sheet."),
        ("link.jpg", "No file of this name came with the sheet."),
    ],
)
def test_file_that_is_not_in_the_folder_is_refused(folder: Path, name: str, sentence: str) -> None:
    assert sentences(taken_in(folder, ["river", "photo", name, "Own"])) == [
        f"Row 2, column C (file), “{name}”: {sentence}"
    ]


def test_file_that_is_no_photo_is_refused(folder: Path, files_kept: FilesKept) -> None:
    assert sentences(taken_in(folder, ["page", "photo", "page.jpg", "Own"]))[0].startswith("Row 2, column C (file)")
    assert files_kept.names() == []


def test_sheet_without_a_folder_brings_no_files() -> None:
    assert sentences(taken_in(None, ["river", "photo", "river.jpg", "Own"])) == [
        "Row 2, column C (file), “river.jpg”: "
        "No files came with this sheet. Zip it together with them, or add the file in the admin first."
    ]


def test_photo_is_matched_by_the_name_of_its_file() -> None:
    factories.photo(given_name="river.jpg", slug="two-rivers", credit="Old")
    report = taken_in(None, ["river.jpg", "New"], headers=("file", "credit_en"))
    assert report.counts["changed"] == 1
    assert MediaItem.objects.get().credit_en == "New"


def test_kind_of_a_stored_file_does_not_change(folder: Path) -> None:
    taken_in(folder, ["river", "photo", "river.jpg", "Own"])
    assert "does not become something else" in sentences(taken_in(None, ["river", "document", "", ""]))[0]


def test_moved_point_of_interest_has_the_photo_cropped_anew(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    item = finished_photo(slug="river")
    with django_capture_on_commit_callbacks(execute=True):
        taken_in(None, ["river", 10], headers=("slug", "focal_x"))
    assert MediaItem.objects.get(pk=item.pk).renditions["focal"] == [10, 50]


def test_notes_for_the_office_come_in_and_go_out_by_sheet() -> None:
    factories.photo(slug="river")
    headers = ("slug", "people", "place", "consent_note")
    taken_in(None, ["river", "Two officials", "Hongya Cave", "Both agreed"], headers=headers)
    item = MediaItem.objects.get()
    assert (item.people, item.place, item.consent_note) == ("Two officials", "Hongya Cave", "Both agreed")
    exported = MediaItemResource().export(MediaItem.objects.all()).dict[0]
    assert [exported[name] for name in headers[1:]] == ["Two officials", "Hongya Cave", "Both agreed"]
