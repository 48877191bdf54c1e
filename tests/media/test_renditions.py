"""The smaller versions of an item: made once, noted, replaced and cleared away."""

from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import DjangoCaptureOnCommitCallbacks

from media.choices import MediaKind
from media.models import MediaItem
from media.renditions import (
    add_formats,
    discard_renditions,
    files_of,
    is_complete,
    lacks_formats,
    make_renditions,
    needs_renditions,
    path_of,
)
from media.sizes import FORMATS, RECIPE
from media.storing import store_original
from media.tasks import heal_later, make_missing
from sistercities.common.history import Act, change, history_of
from tests.factories import photo
from tests.media.conftest import FilesKept
from tests.media.files import PDF, finished_photo, jpeg, stored_photo, uploaded

pytestmark = pytest.mark.django_db


def versions_kept(files: FilesKept) -> set[str]:
    """The versions of which there are files in the storage."""
    return {name.split("/")[2] for name in files.names() if name.startswith("renditions/")}


def test_made_versions_are_noted_and_stored_in_each_format(files_kept: FilesKept) -> None:
    item = stored_photo(jpeg((600, 400)), focal_x=20)
    make_missing.call(item.pk)
    made = MediaItem.objects.get(pk=item.pk).renditions
    assert made == {
        "version": made["version"],
        "of": item.content_hash,
        "focal": [20, 50],
        "recipe": RECIPE,
        "sizes": {"whole": [600, 400], "content": [600, 400], "card": [480, 320], "thumb": [240, 160]},
        "files": made["files"],
        "tint": made["tint"],
    }
    stored = [name for name in files_kept.names() if not name.startswith("originals")]
    expected = [path_of(made["version"], size, extension) for size in made["sizes"] for extension in FORMATS]
    assert stored == sorted(expected)
    sizes_in_bytes = {path: (files_kept.folder / path).stat().st_size for path in stored}
    assert files_of(MediaItem.objects.get(pk=item.pk)) == sizes_in_bytes


def test_making_versions_is_no_edit() -> None:
    with change(None, Act.ADD) as changes:
        item = stored_photo()
        changes.added(item)
    version = MediaItem.objects.get(pk=item.pk).version
    make_renditions(item)
    stored = MediaItem.objects.get(pk=item.pk)
    assert (stored.version, len(history_of(item))) == (version, 1)
    assert "renditions" not in history_of(item)[0].after["fields"]


def test_versions_that_fit_are_not_made_again() -> None:
    item = finished_photo()
    version = item.renditions["version"]
    make_missing.call(item.pk)
    assert MediaItem.objects.get(pk=item.pk).renditions["version"] == version


@pytest.mark.parametrize("kind", [MediaKind.DOCUMENT, MediaKind.VIDEO])
def test_what_is_no_photo_needs_no_versions(kind: str) -> None:
    item = photo(kind=kind, video_url="https://example.org/film")
    if kind == MediaKind.DOCUMENT:
        store_original(item, uploaded(PDF))
    assert not needs_renditions(item)


def test_moved_point_of_interest_asks_for_versions_anew(files_kept: FilesKept) -> None:
    item = finished_photo()
    before = item.renditions["version"]
    item.focal_x = 10
    item.save()
    assert needs_renditions(item)
    make_missing.call(item.pk)
    assert versions_kept(files_kept) == {MediaItem.objects.get(pk=item.pk).renditions["version"]} != {before}


def test_versions_of_a_file_that_was_replaced_meanwhile_are_dropped(files_kept: FilesKept) -> None:
    item = stored_photo()
    seen_by_the_worker = MediaItem.objects.get(pk=item.pk)
    store_original(item, uploaded(jpeg((90, 60))))
    item.save()
    assert not make_renditions(seen_by_the_worker)
    assert (versions_kept(files_kept), MediaItem.objects.get(pk=item.pk).renditions) == (set(), {})


def test_versions_of_an_item_that_was_deleted_meanwhile_are_dropped(files_kept: FilesKept) -> None:
    item = stored_photo()
    MediaItem.objects.filter(pk=item.pk).delete()
    assert not make_renditions(item)
    assert versions_kept(files_kept) == set()


def test_damaged_original_leaves_no_files_and_no_note(files_kept: FilesKept) -> None:
    item = stored_photo()
    (files_kept.folder / item.file.name).write_bytes(jpeg()[:200])
    assert not make_renditions(item)
    assert (versions_kept(files_kept), MediaItem.objects.get(pk=item.pk).renditions) == (set(), {})


def test_discarded_versions_go_with_the_commit_and_the_original_stays(
    files_kept: FilesKept, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    item = finished_photo()
    with django_capture_on_commit_callbacks(execute=True):
        discard_renditions([item])
        assert versions_kept(files_kept) == {item.renditions["version"]}
    assert files_kept.names() == [item.file.name]


def test_format_that_takes_long_is_added_to_the_versions_that_there_are() -> None:
    item = stored_photo()
    make_renditions(item)
    version = item.renditions["version"]
    assert lacks_formats(item)
    assert add_formats(item)
    stored = MediaItem.objects.get(pk=item.pk)
    assert (stored.renditions["version"], lacks_formats(stored), is_complete(stored)) == (version, False, True)


def test_format_added_to_a_set_that_was_replaced_meanwhile_is_dropped(files_kept: FilesKept) -> None:
    item = stored_photo()
    make_renditions(item)
    seen_by_the_worker = MediaItem.objects.get(pk=item.pk)
    make_renditions(item)
    assert not add_formats(seen_by_the_worker)
    assert versions_kept(files_kept) == {MediaItem.objects.get(pk=item.pk).renditions["version"]}


@pytest.mark.parametrize("damage", ["gone", "empty"])
def test_missing_or_damaged_version_heals_in_the_background(files_kept: FilesKept, damage: str) -> None:
    item = finished_photo(jpeg((600, 400)))
    path = files_kept.folder / path_of(item.renditions["version"], "card", "webp")
    path.unlink()
    if damage == "empty":
        path.write_bytes(b"")
    assert heal_later(item)
    healed = MediaItem.objects.get(pk=item.pk)
    assert (is_complete(healed), lacks_formats(healed), heal_later(healed)) == (True, False, False)


def made_by_command(*options: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("make_renditions", *options, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue().strip()


def test_command_makes_what_is_missing_and_leaves_the_rest(files_kept: FilesKept) -> None:
    whole, never_made, damaged = finished_photo(), stored_photo(), finished_photo()
    photo()
    (files_kept.folder / path_of(damaged.renditions["version"], "thumb", "jpg")).unlink()
    assert made_by_command("--missing") == ("Photos whose smaller versions were made: 2.", "")
    whole.refresh_from_db()
    never_made.refresh_from_db()
    assert versions_kept(files_kept) == {
        item.renditions["version"] for item in MediaItem.objects.exclude(renditions={})
    }
    assert made_by_command("--missing") == ("Photos whose smaller versions were made: 0.", "")


def test_command_without_option_makes_all_anew() -> None:
    item = finished_photo()
    made_by_command()
    assert MediaItem.objects.get(pk=item.pk).renditions["version"] != item.renditions["version"]


def test_command_names_photos_whose_file_is_gone(files_kept: FilesKept) -> None:
    item = stored_photo(slug="lost")
    (files_kept.folder / item.file.name).unlink()
    assert made_by_command() == (
        "Photos whose smaller versions were made: 0.",
        "Not made, because the file is missing or damaged: lost.",
    )
