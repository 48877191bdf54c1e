"""The demo, loaded through the doors that staff use."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from media.models import MediaItem
from partnerships.models import Agreement, City, Honour, Partnership, SiteProfile, Source
from sistercities.common.history import Act, ChangeSet, Revision, change
from sistercities.common.publishing import State
from sistercities.common.publishing_actions import take_step
from sistercities.demo.accounts import ROLES, make_accounts
from sistercities.demo.loading import FOLDER, DemoFaulty, Loaded, load_demo
from sistercities.imports.brought_files import FolderFiles
from sistercities.imports.readers import read_sheet
from sistercities.imports.runs import apply_sheet, check_sheet
from sistercities.imports.writers import FORMATS
from sistercities.sheet_kinds import KINDS
from tests.imports.files import csv_bytes


@pytest.fixture(scope="module")
def first_load(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    """The demo, loaded once; each test works in a transaction of its own upon it."""
    folder = tmp_path_factory.mktemp("uploads")
    with override_settings(MEDIA_ROOT=folder), django_db_blocker.unblock(), transaction.atomic():
        make_accounts()
        yield load_demo()
        transaction.set_rollback(True)


@pytest.fixture
def loaded(first_load: Loaded, db: None) -> Loaded:
    return first_load


def told(*arguments: str) -> str:
    output = StringIO()
    call_command("load_demo", *arguments, stdout=output)
    return output.getvalue()


def test_demo_brings_every_row_of_its_sheets(loaded: Loaded) -> None:
    for kind, resource in KINDS.items():
        rows = len(read_sheet(f"{kind}.csv", (FOLDER / "sheets" / f"{kind}.csv").read_bytes()).rows)
        assert loaded.reports[kind].counts == {"new": rows, "changed": 0, "unchanged": 0, "error": 0}
        assert resource._meta.model._base_manager.count() == rows


def test_demo_publishes_all_but_what_is_kept_as_a_draft(loaded: Loaded) -> None:
    drafts = (FOLDER / "keep_as_draft.txt").read_text(encoding="utf-8").split()
    states = {
        f"{kind}:{record.slug}:{column}": getattr(record, f"state_{column}")
        for kind, model in (("cities", City), ("partnerships", Partnership))
        for record in model.objects.all()
        for column in ("en", "zh_hans")
    }
    unpublished = {name for name, state in states.items() if state != State.PUBLISHED}
    expected = {name for name in states if any(name == draft or name.startswith(f"{draft}:") for draft in drafts)}
    assert unpublished == expected
    assert not Source.objects.filter(is_public=False).exists()


def test_pictures_of_the_demo_are_stored(loaded: Loaded) -> None:
    item = MediaItem.objects.get(slug="two-rivers")
    assert (item.given_name, bool(item.content_hash)) == ("two-rivers.jpg", True)
    with item.file.open() as picture:
        assert picture.read(3) == b"\xff\xd8\xff"


def test_second_load_changes_nothing(loaded: Loaded) -> None:
    before = (Revision.objects.count(), ChangeSet.objects.count(), SiteProfile.objects.count())
    assert "Demo: 0 new, 0 changed, " in told()
    assert (Revision.objects.count(), ChangeSet.objects.count(), SiteProfile.objects.count()) == before


def test_second_load_leaves_what_staff_have_changed(loaded: Loaded) -> None:
    bangkok = City.objects.get(slug="bangkok")
    with change(None, Act.EDIT) as changes:
        changes.lock(bangkok)
        bangkok.name_en = "Krung Thep"
        bangkok.save()
    take_step(Act.WITHDRAW, [bangkok], ["en"], None)
    SiteProfile.objects.update(site_name_en="Ours")
    load_demo()
    bangkok.refresh_from_db()
    assert (bangkok.name_en, bangkok.state_en) == ("Krung Thep", State.WITHDRAWN)
    assert SiteProfile.objects.get().site_name_en == "Ours"


def test_record_that_was_deleted_comes_back_published(loaded: Loaded) -> None:
    Honour.objects.get(slug="bangkok-award-2014").delete()
    assert load_demo().reports["honours"].counts["new"] == 1
    assert Honour.objects.get(slug="bangkok-award-2014").state_en == State.PUBLISHED


def added_row(folder: Path, name: str, **cells: str) -> None:
    """One row more in a copy of a sheet, empty but for `cells`."""
    path = folder / "sheets" / f"{name}.csv"
    headers = read_sheet(path.name, path.read_bytes()).headers
    row = csv_bytes([cells.get(header, "") for header in headers])
    path.write_bytes(path.read_bytes().rstrip() + b"\r\n" + row)


def test_wrong_row_loads_nothing_and_is_named(loaded: Loaded, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    folder = Path(copytree(FOLDER, tmp_path / "demo"))
    added_row(folder, "media", slug="again", kind="photo", file="two-rivers.jpg", credit_en="Drawn")
    added_row(folder, "cities", slug="hue", name_en="Huế", country="VN")
    added_row(folder, "honours", slug="award", name_en="Award", partnership="chongqing-hue")
    with pytest.raises(DemoFaulty, match=r"honours\.csv: Row 3, column J \(partnership\), “chongqing-hue”"):
        load_demo(folder)
    assert not City.objects.filter(slug="hue").exists()
    assert not list((tmp_path / "uploads").rglob("*.jpg"))


@pytest.mark.parametrize("file_format", FORMATS)
def test_exported_demo_taken_in_again_is_nothing_new(loaded: Loaded, file_format: str) -> None:
    for resource in KINDS.values():
        content = FORMATS[file_format][0](resource().export())
        report = check_sheet(resource(), read_sheet(f"export.{file_format}", content))
        assert set(report.counts) - {name for name, number in report.counts.items() if not number} == {"unchanged"}


def rows_of(kind: str, content: bytes, file_format: str) -> list[list[Any]]:
    """The rows of an exported sheet by slug, whatever order they stand in."""
    return sorted((row.cells for row in read_sheet(f"{kind}.{file_format}", content).rows), key=lambda cells: cells[0])


@pytest.mark.parametrize("file_format", FORMATS)
def test_exported_demo_fills_an_empty_register(loaded: Loaded, file_format: str, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    write, _content_type = FORMATS[file_format]
    exported = {kind: write(resource().export()) for kind, resource in KINDS.items()}
    empty_the_register()
    for kind, resource in KINDS.items():
        anew = resource()
        anew.files = FolderFiles(FOLDER / "pictures")
        report = apply_sheet(anew, read_sheet(f"{kind}.{file_format}", exported[kind]))
        assert [str(problem) for problem in report.problems] == []
    for kind, resource in KINDS.items():
        again = rows_of(kind, write(resource().export()), file_format)
        assert again == rows_of(kind, exported[kind], file_format)


def empty_the_register() -> None:
    SiteProfile.objects.all().delete()
    City.objects.update(parent=None)
    Agreement.objects.update(predecessor=None)
    for resource in reversed(KINDS.values()):
        resource._meta.model.objects.all().delete()


def test_accounts_are_made_for_every_role(loaded: Loaded) -> None:
    assert "editor: editor-two-rivers  (editor)" in told()
    roles = {person.username: [group.name for group in person.groups.all()] for person in User.objects.all()}
    assert roles == {name: [role] for name, role in ROLES.items()}
    assert all(person.is_staff and not person.is_superuser for person in User.objects.all())


def test_account_that_exists_keeps_its_password(loaded: Loaded) -> None:
    editor = User.objects.get(username="editor")
    editor.set_password("their own secret")
    editor.save()
    told()
    editor.refresh_from_db()
    assert editor.check_password("their own secret")


def test_no_accounts_are_made_in_production(loaded: Loaded, settings: Any) -> None:
    User.objects.all().delete()
    settings.IS_PRODUCTION = True
    assert "No accounts were made" in told()
    assert not User.objects.exists()
