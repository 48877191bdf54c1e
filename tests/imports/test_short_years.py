"""Dates whose years have two figures, and what their columns tell of them."""

from typing import Any

import pytest

from sistercities.imports.date_doubts import CENTURY, SHORT_ORDER
from sistercities.imports.date_eras import Era
from sistercities.imports.date_plans import date_column, is_answer, study_date_texts
from sistercities.imports.short_years import meanings


def doubts(*cells: Any, era: Era = Era.NONE) -> dict[str, Any]:
    return study_date_texts(cells, era)["asked"]


def read(cells: list[Any], **answers: str) -> list[str]:
    """The dates of a column under these answers; a refused cell is `!`."""
    column = date_column(study_date_texts(cells, Era.NONE), answers)
    return [text_of(column, cell) for cell in cells]


def text_of(column: Any, cell: Any) -> str:
    try:
        return column.read(cell).text
    except ValueError:
        return "!"


@pytest.mark.parametrize(
    ("cell", "century", "text"),
    [
        ("'98", "1927", "1998"),
        ("’05", "1927", "2005"),
        ("98", "1900", "1998"),
        (98, "1900", "1998"),
        ("Sept. 98", "1900", "1998-09"),
        ("Sep '11", "1927", "2011-09"),
        ("26 September 98", "1900", "1998-09-26"),
        ("26 ก.ย. 54", "buddhist", "2011-09-26"),
        ("98年9月26日", "minguo", "2009-09-26"),
        ("98年9月", "1900", "1998-09"),
        ("11년 9월", "2000", "2011-09"),
        ("ca. '98", "1900", "1998~"),
        ("27", "1927", "1927"),
        ("26", "1927", "2026"),
        ("3.5.98–7.5.98", "1900", "!"),
    ],
)
def test_century_is_that_of_the_answer(cell: Any, century: str, text: str) -> None:
    assert read([cell], century=century) == [text]


@pytest.mark.parametrize("answer", ["", "no"])
def test_two_figures_are_no_year_without_an_answer(answer: str) -> None:
    assert read(["26.9.98", "Sept. 98", "'98", 98], century=answer) == ["!"] * 4


def test_day_of_a_month_is_no_year_and_what_may_be_one_is_quoted_first() -> None:
    assert read(["11 Sept", "11-Sep", "98 Sept"], century="1927") == ["!", "!", "1998-09"]
    assert doubts("Sept. 98", "Oct 97", "Nov 96", "Sep-11")[CENTURY]["values"] == ["Sep-11", "Sept. 98", "Oct 97"]


def test_words_for_year_round_short_dates_say_nothing_else() -> None:
    assert read(["1.5.98 r.", "26.9.98 г.", "seit 98"], century="1900") == ["1998-05-01", "1998-09-26", "1998"]


def test_order_is_told_by_the_parts_that_can_be_nothing_else() -> None:
    assert read(["26.9.98", "3.4.05"], century="1927") == ["1998-09-26", "2005-04-03"]
    assert read(["09/26/98", "3/4/05"], century="1927") == ["1998-09-26", "2005-03-04"]
    assert read(["98/9/26", "05/04/03"], century="1927") == ["1998-09-26", "2005-04-03"]


def test_order_that_no_cell_tells_is_asked_with_those_that_are_possible() -> None:
    assert doubts("26.9.11")[SHORT_ORDER] == {"values": ["26.9.11"], "choices": ["dmy", "ymd"]}
    assert doubts("11/09/10")[SHORT_ORDER]["choices"] == ["dmy", "mdy", "ymd"]
    assert SHORT_ORDER not in doubts("26.9.98", "3.4.05")


@pytest.mark.parametrize(
    ("order", "text"), [("dmy", "2026-09-11"), ("mdy", "2026-11-09"), ("ymd", "2011-09-26"), ("", "!")]
)
def test_order_is_that_of_the_answer(order: str, text: str) -> None:
    assert read(["11/09/26"], century="2000", short_order=order) == [text]


def test_slip_of_the_pen_proves_no_other_order() -> None:
    assert SHORT_ORDER in doubts("31/02/11", "05/06/07")
    assert read(["31/02/98", "26/09/11"], century="1927") == ["!", "2011-09-26"]


def test_cells_that_contradict_each_other_leave_the_order_open() -> None:
    assert doubts("26/09/98", "09/26/98", "05/06/07")[SHORT_ORDER]["choices"] == ["dmy", "mdy", "ymd"]


def test_whole_years_of_the_column_tell_the_order_too() -> None:
    assert read(["26/09/2011", "03/04/05"], century="2000") == ["2011-09-26", "2005-04-03"]


def test_hundred_years_offered_end_with_this_one(settings: Any) -> None:
    choices = doubts("Sept. 98")[CENTURY]["choices"]
    assert choices[1:] == ["1900", "2000", "no"]
    assert is_answer(CENTURY, choices[0])


@pytest.mark.parametrize("cell", ["3 May", "12/15", "1.2.3", "Expo 98", "99/99/99", "2011", "26.9.2011", "H23.9.26"])
def test_other_writings_are_no_dates_with_short_years(cell: str) -> None:
    assert meanings(cell, is_whole=False) == {}


def test_part_of_a_span_is_a_day_rather_than_a_year() -> None:
    from_may = date_column(study_date_texts(["12.-15.5.98", "26.9.98"], Era.NONE), {"century": "1900"})
    assert from_may.read_part("26.9.98").text == "1998-09-26"
    for part in ("12", "May 3"):
        assert text_of_part(from_may, part) == "!"


def text_of_part(column: Any, part: str) -> str:
    try:
        return column.read_part(part).text
    except ValueError:
        return "!"
