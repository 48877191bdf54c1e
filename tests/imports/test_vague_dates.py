"""Seasons, quarters, beginnings and decades: only the year or month in them is sure, and only if staff say so."""

from typing import Any

import pytest

from sistercities.imports.date_columns import DateColumn
from sistercities.imports.date_eras import Era
from sistercities.imports.date_plans import study_date_texts
from sistercities.imports.vague_dates import may_be_vague, vagueness

SURE = [
    ("spring 2005", "2005"),
    ("in the spring of 2005", "2005"),
    ("2005 autumn", "2005"),
    ("Q3 2011", "2011"),
    ("2011-Q3", "2011"),
    ("3rd quarter of 2011", "2011"),
    ("H1 2011", "2011"),
    ("early 2011", "2011"),
    ("end of 2011", "2011"),
    ("mid-May 2012", "2012-05"),
    ("late September 2011", "2011-09"),
    ("2005年春", "2005"),
    ("2005年の春", "2005"),
    ("2011年初", "2011"),
    ("2011年年底", "2011"),
    ("2011年上半年", "2011"),
    ("2011年第三季度", "2011"),
    ("2011年9月上旬", "2011-09"),
    ("民國100年初", "2011"),
    ("平成23年春", "2011"),
    ("2011년 상반기", "2011"),
    ("2011년 9월 초", "2011-09"),
    ("Frühjahr 2005", "2005"),
    ("Ende Mai 2012", "2012-05"),
    ("1. Halbjahr 2011", "2011"),
    ("au printemps 2005", "2005"),
    ("3e trimestre 2011", "2011"),
    ("a finales de 2011", "2011"),
    ("nella primavera del 2005", "2005"),
    ("wiosna 2005", "2005"),
    ("na jaře 2005", "2005"),
    ("2005 tavaszán", "2005"),
    ("весной 2005 года", "2005"),
    ("III квартал 2011 г.", "2011"),
    ("kevät 2005", "2005"),
    ("ต้นปี 2554", "2011"),
    ("ไตรมาส 3/2554", "2011"),
    ("ربيع 2005", "2005"),
]
DECADES = [
    *(
        "1990s",
        "the 1990s",
        "late 1990s",
        "1990er Jahre",
        "années 1990",
        "anni '90",
        "1990年代",
        "90年代",
        "1990-talet",
    ),
    *("上世纪九十年代", "20世纪90年代", "1980-е годы", "19世紀", "1990년대"),
]
NONE_OF_THEM = [
    *(
        "Winter 2005/2006",
        "winter 2005-06",
        "Spring Festival 2005",
        "2011年度",
        "FY2011",
        "end 26 May 2012",
        "before 2011",
        "Summer",
    ),
    *("2011", "May 2011", "2011年9月26日"),
]


@pytest.mark.parametrize(("text", "sure"), SURE)
def test_year_or_month_is_taken_by_an_answer_only(text: str, sure: str) -> None:
    assert may_be_vague(text)
    assert DateColumn(vague="year").read(text).text == sure
    for answer in ("", "no"):
        with pytest.raises(ValueError, match=sure):
            DateColumn(vague=answer).read(text)


@pytest.mark.parametrize("text", DECADES)
def test_of_many_years_none_is_taken(text: str) -> None:
    assert may_be_vague(text)
    assert DateColumn(vague="year", decades="empty").read(text).text == ""
    with pytest.raises(ValueError, match="names many years"):
        DateColumn(vague="year").read(text)


@pytest.mark.parametrize("text", NONE_OF_THEM)
def test_what_may_lie_in_another_year_is_none_of_them(text: str) -> None:
    plain, answered = (_read(text, column) for column in (DateColumn(), DateColumn(vague="year", decades="empty")))
    assert plain == answered


def _read(text: str, column: DateColumn) -> str:
    try:
        return column.read(text).text
    except ValueError:
        return "!"


def test_column_is_asked_with_its_cells() -> None:
    asked: dict[str, Any] = study_date_texts(["2011-05-06", "spring 2005", "Q3 2011", "1990s"], Era.NONE)["asked"]
    assert asked == {
        "vague": {"values": ["spring 2005", "Q3 2011"], "choices": ["year", "no"]},
        "decades": {"values": ["1990s"], "choices": ["empty", "no"]},
    }
    assert vagueness("2011-05-06") is None
