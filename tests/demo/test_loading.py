"""The demo, loaded through the doors that staff use."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
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
from sistercities.imports import jobs, running
from sistercities.imports.models import JobState
from sistercities.imports.plans import WORKBOOK
from sistercities.imports.report_lines import lines_of
from sistercities.sheet_kinds import KINDS
from tests.imports.files import csv_bytes, saved


def rows_in(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


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
        rows = len(rows_in(FOLDER / "sheets" / f"{kind}.csv")) - 1
        assert [loaded.counts[kind][name] for name in ("new", "changed", "unchanged", "error")] == [rows, 0, 0, 0]
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
    assert load_demo().counts["honours"]["new"] == 1
    assert Honour.objects.get(slug="bangkok-award-2014").state_en == State.PUBLISHED


def added_row(folder: Path, name: str, **cells: str) -> None:
    """One row more in a copy of a sheet, empty but for `cells`."""
    path = folder / "sheets" / f"{name}.csv"
    row = csv_bytes([cells.get(header, "") for header in rows_in(path)[0]])
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


def whole_export() -> bytes:
    """All that is on record, as one workbook."""
    book = openpyxl.Workbook(write_only=True)
    for kind, resource in KINDS.items():
        exported = resource().export()
        sheet = book.create_sheet(kind)
        for row in (exported.headers, *(exported[number] for number in range(len(exported)))):
            sheet.append([None if cell == "" else cell for cell in row])
    return saved(book)


def taken_in(content: bytes, applies: bool = True) -> Any:
    """The rows by outcome of a workbook with the demo's pictures."""
    job = jobs.create(None, ContentFile(content, name="export.xlsx"), WORKBOOK, FOLDER / "pictures")
    jobs.start_check(job, in_background=False)
    running.check(str(job.pk))
    job.refresh_from_db()
    assert (job.problem, list(lines_of(job))) == ("", [])
    if applies:
        jobs.start_apply(job, in_background=False)
        running.apply(str(job.pk))
        job.refresh_from_db()
        assert (job.state, job.problem) == (JobState.APPLIED, "")
    return job.counts["total"]


def test_exported_demo_taken_in_again_is_nothing_new(loaded: Loaded) -> None:
    total = taken_in(whole_export(), applies=False)
    assert {outcome for outcome, number in total.items() if number} == {"unchanged"}


def test_exported_demo_fills_an_empty_register(loaded: Loaded, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    before = contents()
    exported = whole_export()
    empty_the_register()
    taken_in(exported)
    assert contents() == before


def contents() -> dict[str, list[Any]]:
    """All exported cells, by kind, whatever order the rows stand in."""
    return {kind: sorted(resource().export().dict, key=lambda row: row["slug"]) for kind, resource in KINDS.items()}


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
