"""Columns whose years are counted from elsewhere."""

from typing import Any

import pytest

from sistercities.common.dates import InvalidPartialDate
from sistercities.imports.date_columns import DateColumn, study_dates
from sistercities.imports.date_eras import Era, era_of


@pytest.mark.parametrize(
    ("heading", "era"),
    [
        ("締結日期(民國)", Era.MINGUO),
        ("Year (B.E.)", Era.BUDDHIST),
        ("ปี พ.ศ.", Era.BUDDHIST),
        ("Member since", Era.NONE),
    ],
)
def test_a_heading_tells_the_era(heading: str, era: Era) -> None:
    assert era_of(heading) is era


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("075/03/12", "1986-03-12"),
        ("103.7", "2014-07"),
        ("103年7月21日", "2014-07-21"),
        ("民國103年", "2014"),
        (103, "2014"),
        ("1030721", "2014-07-21"),
        ("2014-07-21", "2014-07-21"),
    ],
)
def test_years_of_the_republic_are_read_under_a_heading_that_says_so(cell: Any, day: str) -> None:
    assert DateColumn(era=Era.MINGUO).read(cell).text == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [(2554, "2011"), ("2554", "2011"), ("26/09/2554", "2011-09-26"), ("พ.ศ. 2554", "2011"), (2011, "2011")],
)
def test_buddhist_years_are_read_under_a_heading_that_says_so(cell: Any, day: str) -> None:
    assert DateColumn(era=Era.BUDDHIST).read(cell).text == day


def test_a_buddhist_year_without_a_word_for_it_is_sent_back_with_the_common_one() -> None:
    with pytest.raises(InvalidPartialDate, match="write 2011"):
        DateColumn().read("2554")


def test_the_other_months_of_a_column_tell_the_language_of_a_doubtful_one() -> None:
    polish = study_dates(["12 września 2003", "21 listopada 2002"])
    assert polish.read("21 listopada 2002").text == "2002-11-21"
    assert study_dates(["12. rujna 2003"]).read("21. listopada 2002").text == "2002-10-21"
