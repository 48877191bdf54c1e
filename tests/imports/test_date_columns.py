"""How a column of dates is read as one, and when staff are asked."""

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.common.date_parsing import AmbiguousDate
from sistercities.common.dates import InvalidPartialDate, PartialDate
from sistercities.imports.cell_reading import UnreadableCell
from sistercities.imports.date_columns import DateColumn, study_dates


def test_one_day_above_twelve_decides_for_the_whole_column() -> None:
    column = study_dates(["03/04/2014", "", None, "26/09/2011", 2011, "2012"])
    assert (column.day_first, column.question) == (True, "")
    assert column.read("03/04/2014") == PartialDate("2014-04-03")


def test_one_day_above_twelve_in_second_place_decides_for_the_month() -> None:
    column = study_dates(["03/04/2014", "09/26/2011"])
    assert column.day_first is False
    assert column.read("03/04/2014") == PartialDate("2014-03-04")


def test_a_column_without_proof_asks_once_and_quotes_its_values() -> None:
    column = study_dates(["03/04/2014", "05-06-2015", "03/04/2014", "07/07/2016"])
    assert column.open_values == ("03/04/2014", "05-06-2015")
    assert column.question == (
        "Does the day or the month come first in this column? It holds 03/04/2014, 05-06-2015;"
        " 03/04/2014 could be 3 April 2014 or 4 March 2014."
    )
    with pytest.raises(AmbiguousDate):
        column.read("03/04/2014")


@pytest.mark.parametrize(("day_first", "text"), [(True, "2014-04-03"), (False, "2014-03-04")])
def test_an_answer_holds_for_every_row(day_first: bool, text: str) -> None:
    column = study_dates(["03/04/2014"]).answered(day_first)
    assert column.question == ""
    assert column.read("03/04/2014") == PartialDate(text)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["2011", "2011-09-26"],
        ["07/07/2016"],
        ["26.9.2011", "3.4.2014"],
        ["2018-05-03-2018-05-07"],
        ["45/03/2011", "00/05/2011"],
    ],
)
def test_a_column_without_doubt_asks_nothing(cells: list[str]) -> None:
    column = study_dates(cells)
    assert (column.day_first, column.question, column.open_values) == (None, "", ())


def test_a_column_that_contradicts_itself_is_sent_back_with_both_values() -> None:
    with pytest.raises(UnreadableCell) as caught:
        study_dates(["26/09/2011", "09/26/2011"])
    assert str(caught.value) == (
        "In this column “26/09/2011” has the day first, “09/26/2011” the month. Write dates as 2011-09-26."
    )


def test_a_value_that_does_not_fit_the_proof_is_an_error_of_its_row() -> None:
    column = study_dates(["26/09/2011"])
    with pytest.raises(InvalidPartialDate, match="There is no month 26."):
        column.read("09/26/2011")


def test_dots_put_the_day_first_unless_the_column_proves_otherwise() -> None:
    assert study_dates(["03/04/2014", "12/26/2014"]).read("03.04.2014") == PartialDate("2014-04-03")
    assert study_dates(["09.26.2011"]).read("03.04.2014") == PartialDate("2014-03-04")


def test_dates_inside_spans_are_proof_too() -> None:
    assert study_dates(["03/04/2014-26/04/2014"]).day_first is True


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (2011, "2011"),
        (2011.0, "2011"),
        ("2011.0", "2011"),
        (201109, "2011-09"),
        (20110926, "2011-09-26"),
        (2011.09, "2011-09"),
        (2011.12, "2011-12"),
        (Decimal("2011.10"), "2011-10"),
        (40812, "2011-09-26"),
        (40812.75, "2011-09-26"),
        (date(2011, 9, 26), "2011-09-26"),
        (datetime(2011, 9, 26, 15, 30), "2011-09-26"),
        ("2018.05.03", "2018-05-03"),
        ("二〇一一年九月", "2011-09"),
        ("Sept. 2011", "2011-09"),
        ("circa 1990", "1990~"),
        ("不详", ""),
        ("–", ""),
        (None, ""),
    ],
)
def test_a_date_is_read_whatever_the_cell_holds(cell: Any, text: str) -> None:
    assert DateColumn().read(cell) == PartialDate(text)


def test_days_are_counted_from_1904_when_the_workbook_says_so() -> None:
    assert study_dates([], date_1904=True).read(39350) == PartialDate("2011-09-26")
    assert study_dates([], date_1904=True).read(2011) == PartialDate("2011")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (5, "5 is no date."),
        (-40812, "-40812 is no date."),
        (180013, "180013 is no date."),
        (10.0**300, "is no date."),
        (float("nan"), "nan is no date."),
        (2011.1, "2011.1 can be January or October. Write 2011-01 or 2011-10."),
        ("40812", "40812 is a spreadsheet's number of a day, perhaps 2011-09-26."),
        ("#REF!", "The formula of this cell gives #REF!"),
        ("31/02/2011", "There is no day 31 in the month 2011-02."),
        ("03/04/14", "Write the year with four digits"),
        (True, "Write 2011, 2011-09 or 2011-09-26"),
    ],
)
def test_what_is_no_date_says_why(cell: Any, reason: str) -> None:
    with pytest.raises((UnreadableCell, InvalidPartialDate), match=reason):
        study_dates(["26/09/2011"]).read(cell)


@given(st.lists(st.dates(date(1000, 1, 1), date(2199, 12, 31)), min_size=1), st.booleans(), st.sampled_from("/-."))
def test_a_column_that_proves_its_order_is_read_as_it_was_written(days: list[date], day_first: bool, mark: str) -> None:
    pattern = mark.join(("%d", "%m") if day_first else ("%m", "%d"))
    proof = date(2011, 9, 26)
    cells = [f"{day.strftime(pattern)}{mark}{day.year:04d}" for day in [*days, proof]]
    column = study_dates(cells)
    assert [column.read(cell) for cell in cells] == [PartialDate.from_date(day) for day in [*days, proof]]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=30),
            st.from_regex(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}", fullmatch=True),
            st.integers(),
            st.floats(),
            st.booleans(),
            st.none(),
        ),
        max_size=5,
    )
)
def test_any_column_is_read_asked_about_or_refused_with_a_sentence(cells: list[Any]) -> None:
    column = DateColumn()
    with suppress(UnreadableCell):
        column = study_dates(cells)
    assert bool(column.question) == (column.day_first is None and bool(column.open_values))
    for cell in cells:
        with suppress(UnreadableCell, InvalidPartialDate):
            assert isinstance(column.read(cell), PartialDate)
