"""Zipped pictures beside a sheet: unpacked within limits, named as they were, gone afterwards."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from media import archives
from media.archives import unpacked
from media.models import MediaItem
from media.resources import MediaItemResource
from sistercities.imports.runs import apply_sheet
from tests.imports.files import sheet_of
from tests.media.conftest import FilesKept
from tests.media.files import jpeg


def archive(*files: tuple[str, bytes]) -> BytesIO:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as opened:
        for name, content in files:
            opened.writestr(name, content)
    return target


def names(target: BytesIO) -> list[str]:
    with unpacked(target) as folder:
        return sorted(path.name for path in folder.iterdir())


def refusal(target: BytesIO) -> str | None:
    with pytest.raises(ValidationError) as caught, unpacked(target):
        pass
    assert caught.value.messages[0].endswith(".")
    return caught.value.code


def test_files_are_flattened_and_notes_of_the_system_left_out() -> None:
    target = archive(
        ("day one/river.jpg", b"1"), ("day two/forum.jpg", b"2"), ("__MACOSX/._river.jpg", b"x"), (".DS_Store", b"x")
    )
    assert names(target) == ["forum.jpg", "river.jpg"]


@pytest.mark.parametrize("name", ["../../etc/passwd.jpg", "/etc/passwd.jpg", "..\\..\\passwd.jpg", "C:\\passwd.jpg"])
def test_path_never_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    assert names(archive((name, b"x"))) == ["passwd.jpg"]


@pytest.mark.parametrize("code", ["utf-8", "gb18030"])
def test_chinese_names_are_read_whoever_zipped_them(code: str) -> None:
    entry = ZipInfo("曼谷.jpg".encode(code).decode("cp437"))
    entry.flag_bits = 0
    assert archives.name_of(entry) == "曼谷.jpg"
    assert names(archive(("曼谷.jpg", b"x"))) == ["曼谷.jpg"]


def test_folder_goes_afterwards() -> None:
    with unpacked(archive(("a.jpg", b"x"))) as folder:
        assert folder.exists()
    assert not folder.exists()


def test_archive_that_cannot_be_read_is_refused() -> None:
    whole = archive(("a.jpg", b"x" * 5_000)).getvalue()
    assert [refusal(BytesIO(content)) for content in (b"", b"no archive", whole[:60])] == ["unreadable"] * 3


def test_bomb_is_refused_while_it_is_unpacked(settings: Settings) -> None:
    settings.UPLOAD_MAX_MEGABYTES = 1
    target = archive(("bomb.jpg", bytes(50_000_000)))
    assert len(target.getvalue()) < 100_000
    assert refusal(target) == "too_large"


def test_too_many_files_or_one_name_twice_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(archive(("a/x.jpg", b"1"), ("b/x.jpg", b"2"))) == "twice"
    monkeypatch.setattr(archives, "MOST_FILES", 1)
    assert refusal(archive(("a.jpg", b"1"), ("b.jpg", b"2"))) == "too_many"


@pytest.mark.django_db
def test_zipped_photos_come_in_with_their_sheet_whole_or_not_at_all(files_kept: FilesKept) -> None:
    target = archive(("photos/river.jpg", jpeg()), ("photos/page.jpg", b"<html></html>"))
    headers = ("slug", "kind", "file", "credit_en", "alt_en", "licence")
    river = ["river", "photo", "river.jpg", "Own", "A river", "own"]
    page = ["page", "photo", "page.jpg", "Own", "A page", "own"]
    with unpacked(target) as folder:
        report = apply_sheet(MediaItemResource(folder=folder), sheet_of(headers, river, page))
        assert (report.is_clean, MediaItem.objects.count(), files_kept.names()) == (False, 0, [])
        assert apply_sheet(MediaItemResource(folder=folder), sheet_of(headers, river)).is_clean
    item = MediaItem.objects.get()
    assert (item.given_name, item.alt_en, item.width) == ("river.jpg", "A river", 60)
    assert item.file.name in files_kept.names()
