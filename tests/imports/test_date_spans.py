"""Spans of dates in one cell."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.common.date_parsing import AmbiguousDate
from sistercities.common.dates import InvalidPartialDate, PartialDate
from sistercities.imports.cell_reading import UnreadableCell
from sistercities.imports.date_columns import DateColumn, study_dates
from sistercities.imports.date_spans import DateSpan, read_span


def span(start: str, end: str = "") -> DateSpan:
    return DateSpan(PartialDate(start), PartialDate(end))


MAY = span("2018-05-03", "2018-05-07")


@pytest.mark.parametrize(
    "cell",
    [
        "2018年5月3日至7日",
        "2018年5月3日—5月7日",
        "2018年5月3日-2018年5月7日",
        "二〇一八年五月三日至七日",
        "自2018年5月3日至7日止",
        "2018年5月3日(木)～5月7日(月)",
        "平成30年5月3日〜7日",
        "2018년 5월 3일~7일",
        "2018.5.3-5.7",
        "2018.05.03-07",
        "2018-05-03/07",
        "2018-05-03/2018-05-07",
        "2018-05-03 to 2018-05-07",
        "3.–7.5.2018",
        "3.5.–7.5.2018",
        "3-7.5.2018",
        "vom 3. bis 7. Mai 2018",
        "3-7 May 2018",
        "from 3 to 7 May 2018",
        "May 3–7, 2018",
        "May 3 – May 7, 2018",
        "du 3 au 7 mai 2018",
        "dal 3 al 7 maggio 2018",
        "del 3 al 7 de mayo de 2018",
    ],
)
def test_a_span_is_read_in_every_usual_writing(cell: str) -> None:
    assert read_span(cell) == MAY


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("28 Dec 2023 – 3 Jan 2024", span("2023-12-28", "2024-01-03")),
        ("2018年5月3日至6月2日", span("2018-05-03", "2018-06-02")),
        ("2018年5月至6月", span("2018-05", "2018-06")),
        ("April – May 2018", span("2018-04", "2018-05")),
        ("2011–2013", span("2011", "2013")),
        ("2011-2013", span("2011", "2013")),
        ("2011-12", span("2011-12")),
        ("26 September 2011", span("2011-09-26")),
        (2011, span("2011")),
        (date(2011, 9, 26), span("2011-09-26")),
        ("", span("")),
        ("不详", span("")),
    ],
)
def test_a_span_keeps_the_precision_that_is_written(cell: Any, expected: DateSpan) -> None:
    assert read_span(cell) == expected


def test_a_span_of_ambiguous_dates_is_asked_about_and_decided_by_its_column() -> None:
    with pytest.raises(AmbiguousDate):
        read_span("03/04/2014-07/04/2014")
    column = study_dates(["26/04/2014"])
    assert read_span("03/04/2014-07/04/2014", column) == span("2014-04-03", "2014-04-07")
    assert read_span("3/4-7/4/2014", column) == span("2014-04-03", "2014-04-07")


@pytest.mark.parametrize("cell", ["7.–3.5.2018", "28.12.–3.1.2024", "2018-05-07/03"])
def test_a_span_that_ends_before_it_begins_is_sent_back(cell: str) -> None:
    with pytest.raises(UnreadableCell, match="ends before it begins. Write both dates with their years."):
        read_span(cell)


@pytest.mark.parametrize(
    "cell", ["5月3日-7日", "2011–12", "1998/99", "30.–31.2.2018", "2018年5月3日至6月", "soon", "x" * 200]
)
def test_what_is_no_certain_span_is_sent_back(cell: str) -> None:
    with pytest.raises(UnreadableCell, match=r"Write the first and the last|too long"):
        read_span(cell)


LIKELY_DAYS = st.dates(date(1000, 1, 1), date(2199, 12, 31))


@given(LIKELY_DAYS, LIKELY_DAYS, st.sampled_from(["/", " – ", "至", " to ", "~"]))
def test_two_full_dates_are_read_as_they_were_written(one: date, other: date, joint: str) -> None:
    first, last = sorted((one, other))
    assert read_span(f"{first}{joint}{last}") == DateSpan(PartialDate.from_date(first), PartialDate.from_date(last))


@given(
    st.one_of(
        st.text(max_size=100), st.from_regex(r"[0-9./年月日 -]{1,12}[-–~至/ ][0-9./年月日 -]{1,12}", fullmatch=True)
    )
)
def test_any_text_is_a_span_in_order_or_refused_with_a_sentence(text: str) -> None:
    with suppress(UnreadableCell, InvalidPartialDate):
        start, end = read_span(text, DateColumn(day_first=True))
        assert not end or start <= end
