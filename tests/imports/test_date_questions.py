"""What columns of dates are asked, how the answers are kept, and what comes of them."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from sistercities.imports.date_questions import asked_of_dates, effects_of_answers
from sistercities.imports.plan_edits import change_sheet
from sistercities.imports.plan_memory import remember
from tests.imports.files import csv_bytes, xlsx_bytes
from tests.imports.planning import job_of, planned, refused, rows_of
from tests.imports.walking import Walk, url, walk, worker

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db
HEADERS = ("slug", "partnership", "kind", "signed_on")


def agreements(*cells: Any, as_workbook: bool = False) -> bytes:
    rows = [[f"a{number}", "p", "protocol", cell] for number, cell in enumerate(cells)]
    return (xlsx_bytes if as_workbook else csv_bytes)(HEADERS, *rows)


def signed(data: bytes, name: str = "a.csv", **answers: str) -> list[Any]:
    """The dates under these answers; refused cells are `!`."""
    given = {f"signed_on:{aspect}": answer for aspect, answer in answers.items()}
    rows = rows_of(job_of(name, data, "agreements", **({"answers": given} if given else {})), "agreements")
    return ["!" if refused([row]) else row["signed_on"] for row in rows]


def asked(data: bytes, name: str = "a.csv") -> dict[str, list[str]]:
    return {each["kind"]: each["choices"] for each in planned(name, data, "agreements")["questions"]}


@pytest.mark.parametrize(
    ("cells", "aspect", "answer", "dates"),
    [
        (["2554", "26/9/2554", "2011", "๒๕๕๓"], "calendar", "buddhist", ["2011", "2011-09-26", "2011", "2010"]),
        (
            ["2554.0", "09/2554", "2554-9-26", "B.E. 2554"],
            "calendar",
            "buddhist",
            ["2011", "2011-09", "2011-09-26", "2011"],
        ),
        (
            ["100/9/26", "98/5/6", "1000926", "100年"],
            "calendar",
            "minguo",
            ["2011-09-26", "2009-05-06", "2011-09-26", "2011"],
        ),
        (["1390/07/04", "1390", "۱۳۹۰/۰۷/۰۴"], "calendar", "persian", ["2011-09-26", "!", "2011-09-26"]),
        (["1390/07/04", "1390"], "calendar", "common", ["1390-07-04", "1390"]),
        (["26.9.98", "Sept. 98"], "century", "1900", ["1998-09-26", "1998-09"]),
        (["spring 2005", "2005-06"], "vague", "year", ["2005", "2005-06"]),
        (["1990s", "2005-06"], "decades", "empty", [None, "2005-06"]),
    ],
)
def test_one_answer_holds_for_the_whole_column(cells: list[str], aspect: str, answer: str, dates: list[Any]) -> None:
    data = agreements(*cells)
    assert answer in asked(data)[aspect] or aspect == "century"
    assert signed(data, **{aspect: answer}) == dates
    assert "!" in signed(data)
    assert "!" in signed(data, **{aspect: "no"})


def test_decades_are_no_years_of_the_republic() -> None:
    data = agreements("100/9/26", "90年代", "90 年代初", "98年9月")
    assert signed(data, calendar="minguo", decades="empty") == ["2011-09-26", None, None, "2009-09"]


def test_numbers_and_days_of_a_workbook_in_the_buddhist_year_are_asked_about() -> None:
    data = agreements(2554, date(2554, 9, 26), as_workbook=True)
    assert asked(data, "a.xlsx") == {"calendar": ["buddhist", "no"]}
    assert signed(data, "a.xlsx") == ["!", "!"]
    assert signed(data, "a.xlsx", calendar="buddhist") == ["2011", "2011-09-26"]


def test_thai_dates_are_read_without_a_question() -> None:
    data = agreements("26 กันยายน 2554", "26 ก.ย. 2554", "พ.ศ. ๒๕๕๔", "วันที่ ๒๖ เดือนกันยายน พุทธศักราช ๒๕๕๔")
    assert asked(data) == {}
    assert signed(data) == ["2011-09-26", "2011-09-26", "2011", "2011-09-26"]


def test_dates_that_mean_what_they_say_ask_nothing() -> None:
    assert asked(agreements("2011", "2011-09", "26.9.2011", "May 2011", "3 May 2011", "circa 1990", "1847", "")) == {}


def test_month_beside_the_year_in_a_column_of_its_own_asks_for_no_century() -> None:
    data = csv_bytes((*HEADERS[:3], "Jahr", "Monat"), ["a", "p", "protocol", "2011", "09"])
    edits = {"columns": {3: {"field": "signed_on"}, 4: {"field": "signed_on"}}}
    job = job_of("a.csv", data, "agreements", **edits)
    assert job.plan["sheets"][0]["questions"] == []
    assert rows_of(job, "agreements")[0]["signed_on"] == "2011-09"


def test_span_where_one_date_is_wanted_says_so() -> None:
    (row,) = rows_of(job_of("a.csv", agreements("12–15 May 2011"), "agreements"), "agreements")
    assert "is a span of dates, and one date is wanted" in refused([row])[0]


@pytest.mark.parametrize(
    ("cell", "aspect", "answer", "days"),
    [
        ("12.–15.5.98", "century", "1900", ("1998-05-12", "1998-05-15")),
        ("13.5.98-17.6.98", "century", "1900", ("1998-05-13", "1998-06-17")),
        ("26/9/2554 - 28/9/2554", "calendar", "buddhist", ("2011-09-26", "2011-09-28")),
        ("2011-2013", "vague", "year", ("2011", "2013")),
    ],
)
def test_span_of_a_start_is_taken_apart(cell: str, aspect: str, answer: str, days: tuple[str, str]) -> None:
    headers = ("slug", "home_city", "title_en", "kind", "starts_on")
    job = job_of("a.csv", csv_bytes(headers, ["a", "chongqing", "Visit", "visit", cell]), "exchanges")
    assert change_sheet(job, 0, {"answers": {f"starts_on:{aspect}": answer}}) == []
    (row,) = rows_of(job, "exchanges")
    assert (row["starts_on"], row["ends_on"]) == days


def test_answer_that_was_not_offered_changes_nothing() -> None:
    job = job_of("a.csv", agreements("Sept. 98"), "agreements")
    for key, answer in (
        ("signed_on:century", "98"),
        ("signed_on:vague", "1900"),
        ("kind:century", "1900"),
        ("x:y", "z"),
    ):
        assert change_sheet(job, 0, {"answers": {key: answer}}) == ["Choose one of the answers offered."]


def test_answers_are_remembered_for_the_same_headings_where_the_same_is_asked() -> None:
    answers = {"signed_on:century": "1900", "signed_on:short_order": "ymd"}
    remember(job_of("a.csv", agreements("11.9.26"), "agreements", answers=answers))
    assert signed(agreements("Sept. 98", "11.9.10")) == ["1998-09", "1911-09-10"]
    # The cells of this file tell their order themselves.
    assert signed(agreements("26.9.98")) == ["1998-09-26"]
    assert planned("b.csv", agreements("2011"), "agreements")["answers"] == {}


def test_questions_and_effects_are_told_in_the_language_of_the_reader() -> None:
    job = job_of("a.csv", agreements("26.9.98"), "agreements", answers={"signed_on:century": "1900"})
    (sheet,) = job.plan["sheets"]
    assert effects_of_answers(job.plan) == ["Column D, as you have answered: 26.9.98 → 26 September 1998"]
    with override("zh-hans"):
        (question,) = asked_of_dates(sheet, sheet["columns"][3])
        assert "26.9.98 → 1998年9月26日" in effects_of_answers(job.plan)[0]
        assert "Which years" not in question.sentence


def test_page_asks_with_what_each_answer_makes_of_the_cells(walk: Walk) -> None:
    walk.uploaded(agreements("11/09/26"), "a.csv", "agreements")
    sent = {"sheet": "0", "is_read": "on", "go": "stay", "answer-signed_on:century": "2000"}
    page = walk.client.post(url(walk.job, "columns"), sent, follow=True).content.decode()
    assert page.count('name="answer-signed_on:short_order"') == 3
    for effect in ("11/09/26 → 11 September 2026", "11/09/26 → 9 November 2026", "11/09/26 → 26 September 2011"):
        assert effect in page
    walk.client.post(url(walk.job, "columns"), sent | {"answer-signed_on:short_order": "ymd"})
    walk.check_again()
    assert "11/09/26 → 26 September 2011" in walk.text("preview")


def test_answer_that_leaves_cells_empty_says_so() -> None:
    job = job_of("a.csv", agreements("1990s", "2005"), "agreements", answers={"signed_on:decades": "empty"})
    assert effects_of_answers(job.plan) == ["Column D, as you have answered: 1990s → no date"]


def test_command_tells_the_questions_and_takes_the_answers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(agreements("26.9.11", "Sept. 98", "spring 2005"))
    assert "    --century signed_on=1900  all of them are from 1900 to 1999" in _told(path)
    options = ("--century", "signed_on=1927", "--order", "signed_on=dmy", "--vague", "signed_on=year")
    told = _told(path, *options)
    readings = "Sept. 98 → September 1998; 26.9.11 → 26 September 2011; spring 2005 → 2005"
    assert f"Column D, as you have answered: {readings}" in told
    assert "--century" not in told


def _told(path: Path, *options: str) -> str:
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("import_sheet", str(path), "--kind", "agreements", *options, stdout=output, stderr=StringIO())
    return output.getvalue()
