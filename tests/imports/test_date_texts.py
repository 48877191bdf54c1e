"""Dates that stand among other words."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.common.date_parsing import AmbiguousDate
from sistercities.common.dates import InvalidPartialDate, PartialDate
from sistercities.imports.cell_reading import UnreadableCell
from sistercities.imports.date_columns import DateColumn
from sistercities.imports.date_texts import dates_in_text, split_off_date


@pytest.mark.parametrize(
    ("cell", "text", "day"),
    [
        ("Jumelage et déclaration d'intention (septembre 1998)", "Jumelage et déclaration d'intention", "1998-09"),
        ("建立友好城市关系协议书（2011年9月26日）", "建立友好城市关系协议书", "2011-09-26"),
        ("2011年9月签署合作协议", "签署合作协议", "2011-09"),
        ("平成23年9月26日 締結", "締結", "2011-09-26"),
        ("Agreement of 26 September 2011", "Agreement", "2011-09-26"),
        ("Charter, signed 26.9.2011.", "Charter, signed .", "2011-09-26"),
        ("Freundschaftsvertrag (1998)", "Freundschaftsvertrag", "1998"),
        ("Accord (circa 1990)", "Accord", "1990~"),
        ("Renewed in May 2001 for ten years", "Renewed for ten years", "2001-05"),
        ("(2011-09-26)", "", "2011-09-26"),
    ],
)
def test_a_date_is_split_off_the_text_round_it(cell: str, text: str, day: str) -> None:
    assert split_off_date(cell) == (text, PartialDate(day))


@pytest.mark.parametrize(
    "cell", ["", "Expo 2010 Shanghai", "Agenda 21", "Article 12345", "Agreement (renewed)", "x" * 3000]
)
def test_a_text_without_a_date_stays_as_it_is(cell: str) -> None:
    assert split_off_date(cell) == (cell, PartialDate())


def test_several_dates_are_sent_back_with_each_of_them() -> None:
    with pytest.raises(UnreadableCell) as caught:
        split_off_date("Vertrag Sept. 2001, erneuert Mai 2003")
    assert str(caught.value) == (
        "“Vertrag Sept. 2001, erneuert Mai 2003” holds several dates: Sept. 2001; Mai 2003. Keep one in this cell."
    )


def test_one_date_said_twice_is_one_date() -> None:
    assert split_off_date("签署（2011-09-26）2011年9月26日") == ("签署", PartialDate("2011-09-26"))


@pytest.mark.parametrize(
    "cell", ["Visit 3–7 May 2018", "Visit 3 and 4 May 2018", "2018年5月3日至7日访问", "Tour (2018年5月3日)~7日"]
)
def test_the_end_of_a_span_is_not_taken_for_the_date(cell: str) -> None:
    with pytest.raises(UnreadableCell, match="holds a span of dates"):
        split_off_date(cell)


def test_a_date_with_two_meanings_is_decided_by_its_column() -> None:
    with pytest.raises(AmbiguousDate):
        split_off_date("Visit 03/04/2014")
    assert split_off_date("Visit 03/04/2014", DateColumn(day_first=True)) == ("Visit", PartialDate("2014-04-03"))


def test_dates_are_found_with_their_place() -> None:
    text = "signed 26 September 2011 (and May 2014)"
    assert [(text[day.start : day.end], day.date.text) for day in dates_in_text(text)] == [
        ("26 September 2011", "2011-09-26"),
        ("May 2014", "2014-05"),
    ]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=8), st.sampled_from(["(1998)", "May 2014", "2011年9月26日", "3–", "至", "26.9.2011", "of"])
        ),
        max_size=8,
    )
)
def test_any_text_is_split_or_refused_with_a_sentence(parts: list[str]) -> None:
    with suppress(UnreadableCell, InvalidPartialDate):
        text, _day = split_off_date(" ".join(parts))
        assert len(text) <= len(" ".join(parts))
