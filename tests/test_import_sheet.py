"""The command that takes in a sheet."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnerships.models import City
from sistercities.common.history import ChangeSet
from tests import people
from tests.imports.files import csv_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "cities.csv"
    path.write_bytes(csv_bytes(("slug", "name_en", "country"), ["hue", "Huế", "VN"], ["vinh", "Vinh", "VN"]))
    return path


def told(path: Path, *arguments: str, errors: StringIO | None = None) -> str:
    output = StringIO()
    call_command("import_sheet", str(path), "--kind", "cities", *arguments, stdout=output, stderr=errors or StringIO())
    return output.getvalue()


def test_without_apply_the_sheet_is_only_checked(sheet: Path) -> None:
    assert told(sheet) == (
        "new: 2, changed: 0, unchanged: 0, duplicate: 0, error: 0\n"
        "Nothing is wrong. Nothing was changed yet: add --apply.\n"
    )
    assert not City.objects.exists()


def test_with_apply_the_sheet_is_taken_in_once(sheet: Path) -> None:
    assert told(sheet, "--apply") == "new: 2, changed: 0, unchanged: 0, duplicate: 0, error: 0\nTaken in.\n"
    assert told(sheet, "--apply") == "new: 0, changed: 0, unchanged: 2, duplicate: 0, error: 0\nTaken in.\n"
    assert City.objects.count() == 2


def test_person_named_gets_the_change_set(sheet: Path) -> None:
    importer = people.importer()
    told(sheet, "--apply", "--by", importer.get_username())
    assert ChangeSet.objects.get().made_by == importer


def test_person_without_the_right_is_refused(sheet: Path) -> None:
    editor = people.editor()
    with pytest.raises(CommandError, match="may not import this"):
        told(sheet, "--by", editor.get_username())


def test_unknown_person_is_refused(sheet: Path) -> None:
    with pytest.raises(CommandError, match="There is no account called nobody"):
        told(sheet, "--by", "nobody")


def test_wrong_rows_are_named_and_nothing_is_taken_in(sheet: Path) -> None:
    sheet.write_bytes(csv_bytes(("slug", "name_en", "country"), ["hue", "Huế", "VN"], ["vinh", "Vinh", "Narnia"]))
    errors = StringIO()
    with pytest.raises(CommandError, match="Nothing was taken in"):
        told(sheet, "--apply", errors=errors)
    assert errors.getvalue().startswith("Row 3, column C (country), “Narnia”: That is no country.")
    assert not City.objects.exists()


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        told(tmp_path / name)


def test_file_that_is_no_sheet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_bytes(b"<html></html>")
    with pytest.raises(CommandError, match="This is a web page"):
        told(path)
