"""Sheets without a row of headings, and headings that are pointed at by hand."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from partnerships.models import City, Partnership
from sistercities.imports.error_workbooks import write_error_workbook
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import ColumnMapping
from sistercities.imports.plan_edits import change_sheet
from sistercities.imports.plan_memory import remember
from sistercities.imports.plans import plan_of
from tests.imports.files import csv_bytes
from tests.imports.planning import job_of, planned, rows_of
from tests.imports.walking import Walk, url, walk, worker

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db
ROWS = (["Bangkok", "Thailand", "2011-09-26", "sister city"], ["Busan", "South Korea", "2010-12", "sister city"])
COLUMNS = {"0": {"field": "partner_city"}, "1": {"field": "country"}, "2": {"field": "signed_on"}}
CONSTANTS = {"home_city": "Chongqing", "home_country": "CN", "tie_class": "sister_city"}


def unheaded(*rows: list[str]) -> bytes:
    return csv_bytes(*(rows or ROWS))


def questions(sheet: dict[str, Any], kind: str = "header") -> list[str]:
    return [str(each["sentence"]) for each in sheet["questions"] if each["kind"] == kind]


def test_all_rows_are_records_and_columns_are_proposed_by_what_they_hold() -> None:
    sheet = planned("a.csv", unheaded(), "ties")
    assert (sheet["rows"], sheet["header"]["first"], sheet["header"]["last"]) == (2, 0, -1)
    assert [(column["letter"], column["field"], column["certainty"]) for column in sheet["columns"]] == [
        ("A", "", "none"),
        ("B", "country", "proposed"),
        ("C", "signed_on", "proposed"),
        ("D", "", "none"),
    ]
    (question,) = questions(sheet)
    assert question.startswith("No row looks like headings, so all rows from row 1 on are read as records.")


def test_without_a_kind_the_sheet_is_refused_with_what_to_say() -> None:
    with pytest.raises(SheetRefused, match="Say what kind of records it holds"):
        plan_of("a.csv", unheaded())


def test_first_row_is_taken_in_like_the_others() -> None:
    job = job_of("a.csv", unheaded(), "ties", columns=COLUMNS, constants=CONSTANTS)
    job.decisions["all_new_places"] = True
    assert [row["since"] for row in rows_of(job, "partnerships")] == ["2011-09-26", "2010-12"]


def test_row_taken_for_headings_is_a_record_once_somebody_says_so() -> None:
    job = job_of("a.csv", unheaded(["alpha", "beta"], ["gamma", "delta"]), "cities")
    (sheet,) = job.plan["sheets"]
    assert (sheet["rows"], questions(sheet)) == (
        1,
        ["Is row 1 the row with the headings? It reads: alpha; beta. If not, say where they stand."],
    )
    assert change_sheet(job, 0, {"header": {"first": 0, "last": -1}}) == []
    (sheet,) = job.plan["sheets"]
    assert (sheet["rows"], questions(sheet)) == (2, [])
    assert change_sheet(job, 0, {"kind": "ties"}) == []
    assert job.plan["sheets"][0]["rows"] == 2


@pytest.mark.parametrize(("first", "last"), [(0, -2), (-1, -1), (7, 6), (1, 9)])
def test_rows_that_there_are_not_are_refused(first: int, last: int) -> None:
    job = job_of("a.csv", unheaded(), "ties")
    assert change_sheet(job, 0, {"header": {"first": first, "last": last}}) == ["The sheet has no such row."]


def test_columns_without_headings_are_not_remembered() -> None:
    remember(job_of("a.csv", unheaded(), "ties", columns=COLUMNS, constants=CONSTANTS))
    assert not ColumnMapping.objects.exists()


def test_sheet_with_headings_goes_before_one_without() -> None:
    job = job_of("a.csv", csv_bytes(("name_en", "country"), ["Huế", "VN"]), "cities")
    assert job.plan["sheets"][0]["header"] == {"first": 0, "last": 0, "is_certain": True, "is_chosen": False}


def test_page_offers_that_there_are_no_headings(walk: Walk) -> None:
    page = walk.uploaded(unheaded(), "a.csv", "ties").content.decode()
    assert 'name="header-none" checked' in page
    assert "No row looks like headings" in page
    sent = {"sheet": "0", "is_read": "on", "go": "stay", "header-first": "2", "header-last": "2"}
    walk.client.post(url(walk.job, "columns"), sent)
    assert walk.job.plan["sheets"][0]["rows"] == 0
    walk.client.post(url(walk.job, "columns"), sent | {"header-none": "on"})
    assert walk.job.plan["sheets"][0]["rows"] == 1


def test_error_workbook_of_such_a_sheet_is_read_like_the_file(walk: Walk) -> None:
    walk.uploaded(csv_bytes(["Pécs", "HU"], ["Szeged", "Nowhere"]), "a.csv", "cities")
    columns = {"0": {"field": "name_en"}, "1": {"field": "country"}}
    assert change_sheet(walk.job, 0, {"header": {"first": 0, "last": -1}, "columns": columns}) == []
    walk.check_again()
    file = write_error_workbook(walk.job)
    cells = [[cell.value for cell in row] for row in load_workbook(file).worksheets[0].iter_rows()]
    assert [row[:2] for row in cells] == [["Pécs", "HU"], ["Szeged", "Nowhere"]]
    assert walk.job.rows.filter(outcome="error").get().number == 2
    walk.uploaded(file.getvalue(), "mended.xlsx", "cities")
    (sheet,) = walk.job.plan["sheets"]
    assert [column["field"] for column in sheet["columns"]] == ["name_en", "country"]
    assert sheet["rows"] == 2


def test_command_takes_letters_for_headings_and_rows_of_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(unheaded())
    options = [
        f"--map={letter}={field}" for letter, field in (("A", "partner_city"), ("b", "country"), ("C", "signed_on"))
    ]
    options += [f"--constant={name}={value}" for name, value in CONSTANTS.items()]
    assert "No row looks like headings" in _told(path, *options, "--add-new-places", "--apply")
    assert (Partnership.objects.count(), City.objects.count()) == (2, 3)


@pytest.mark.parametrize(("option", "rows"), [("2", 1), ("2-3", 0), ("none", 3), ("none:2", 2)])
def test_command_says_where_the_headings_stand(tmp_path: Path, option: str, rows: int) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(["name_en", "country"], ["Huế", "VN"], ["Vinh", "VN"]))
    options = ["--headings", option, "--map", "A=name_en"] if "none" in option else ["--headings", option]
    try:
        told = _told(path, *options, kind="cities")
    except CommandError as refusal:
        told = str(refusal)
    assert "new: " in told or "No column says this" in told or not rows


@pytest.mark.parametrize("option", ["0", "x", "3-", "none:0"])
def test_command_refuses_other_words_for_rows(tmp_path: Path, option: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(unheaded())
    with pytest.raises(CommandError, match="Write --headings 3"):
        _told(path, "--headings", option)


def _told(path: Path, *options: str, kind: str = "ties") -> str:
    output = StringIO()
    call_command("import_sheet", str(path), "--kind", kind, *options, stdout=output, stderr=StringIO())
    return output.getvalue()
