"""What a partial date says, compares to and reads like."""

import copy
import pickle
from datetime import date, datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sistercities.common.dates import InvalidPartialDate, PartialDate, Precision, range_words
from tests.common.dates_to_try import partial_dates


@pytest.mark.parametrize(
    ("text", "year", "month", "day", "precision", "is_about"),
    [
        ("", None, None, None, Precision.UNKNOWN, False),
        ("2011", 2011, None, None, Precision.YEAR, False),
        ("2011-09", 2011, 9, None, Precision.MONTH, False),
        ("2011-09-26", 2011, 9, 26, Precision.DAY, False),
        ("1998~", 1998, None, None, Precision.YEAR, True),
    ],
)
def test_text_is_read_as_far_as_it_goes(
    text: str, year: int | None, month: int | None, day: int | None, precision: Precision, is_about: bool
) -> None:
    read = PartialDate(text)
    assert (read.year, read.month, read.day) == (year, month, day)
    assert (read.precision, read.is_about) == (precision, is_about)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2011-09-26", date(2011, 9, 26), date(2011, 9, 26)),
        ("1998~", date(1998, 1, 1), date(1998, 12, 31)),
    ],
)
def test_date_spans_all_days_it_can_mean(text: str, earliest: date, latest: date) -> None:
    assert (PartialDate(text).earliest, PartialDate(text).latest) == (earliest, latest)


def test_unknown_date_is_falsy_and_spans_no_day() -> None:
    unknown = PartialDate()
    assert not unknown
    assert (unknown.text, unknown.earliest, unknown.latest) == ("", None, None)
    assert unknown == PartialDate("")


@pytest.mark.parametrize(
    "text",
    ["2011-9", "11-09", "2011-09-26T00:00", " 2011", "2011?", "~2011", "2011~~", "20110926", "٢٠١١", "2011\n"],
)
def test_text_outside_the_format_is_refused(text: str) -> None:
    with pytest.raises(InvalidPartialDate, match="Write 2011, 2011-09 or 2011-09-26"):
        PartialDate(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0000", "There is no year 0000."),
        ("2011-13", "There is no month 13."),
        ("2011-00", "There is no month 00."),
        ("2011-02-29", "There is no day 29 in the month 2011-02."),
        ("2011-04-31~", "There is no day 31 in the month 2011-04."),
    ],
)
def test_impossible_date_is_refused_with_what_is_wrong(text: str, sentence: str) -> None:
    with pytest.raises(InvalidPartialDate) as caught:
        PartialDate(text)
    assert str(caught.value) == sentence


def test_refusal_is_worded_in_the_language_of_the_reader() -> None:
    with override("zh-hans"), pytest.raises(InvalidPartialDate, match="没有13月，请核对日期。"):
        PartialDate("2011-13")


def test_date_is_immutable() -> None:
    with pytest.raises(AttributeError):
        PartialDate("2011").text = "2012"  # type: ignore[misc]


def test_date_equals_no_plain_text() -> None:
    assert PartialDate("2011") != "2011"


def test_day_and_moment_become_full_dates() -> None:
    assert PartialDate.from_date(date(2011, 9, 6)) == PartialDate("2011-09-06")
    assert PartialDate.from_date(datetime(2011, 9, 6, 23, 59)) == PartialDate("2011-09-06")


def test_sort_text_and_sharp_date_leave_out_about() -> None:
    assert PartialDate("2011-09~").sort_text == "2011-09"
    assert PartialDate("2011-09~").sharp == PartialDate("2011-09")


def test_dates_are_ordered_by_first_day_then_vaguer_first_then_sharp_first() -> None:
    ordered = ["", "2010-12-31", "2011", "2011~", "2011-01", "2011-01-01", "2011-01-01~", "2011-02", "2012"]
    assert [str(day) for day in sorted(map(PartialDate, reversed(ordered)))] == ordered


@given(partial_dates(), partial_dates())
def test_order_is_the_order_of_first_day_precision_and_about(first: PartialDate, second: PartialDate) -> None:
    def key(day: PartialDate) -> tuple[date, Precision, bool]:
        return (day.earliest or date.min, day.precision, day.is_about)

    assert (first < second) == (key(first) < key(second))
    assert (first <= second) == (key(first) <= key(second))
    assert (first == second) == (key(first) == key(second))
    assert [first < second, first == second, first > second].count(True) == 1


@given(partial_dates(), partial_dates())
def test_sort_text_in_byte_order_agrees_with_the_dates(first: PartialDate, second: PartialDate) -> None:
    if first.sharp != second.sharp:
        assert (first.sort_text.encode() < second.sort_text.encode()) == (first < second)


@given(partial_dates())
def test_text_makes_the_same_date_again(day: PartialDate) -> None:
    assert PartialDate(str(day)) == day
    assert hash(PartialDate(str(day))) == hash(day)
    assert copy.deepcopy(day) == day
    cached = pickle.loads(pickle.dumps(day))  # noqa: S301 (written in the same line)
    assert cached.latest == day.latest


@pytest.mark.parametrize(
    ("first", "second", "overlaps", "includes", "could_be_same"),
    [
        ("2011", "2011-09", True, True, True),
        ("2011-09", "2011", True, False, True),
        ("2011~", "2011-09-26", True, True, True),
        ("2011-09", "2011-09~", True, True, True),
        ("2011-09", "2011-10", False, False, False),
        ("1998~", "1999", False, False, False),
        ("", "2011", False, False, True),
        ("", "", False, False, True),
    ],
)
def test_dates_are_compared_by_the_days_they_can_mean(
    first: str, second: str, overlaps: bool, includes: bool, could_be_same: bool
) -> None:
    one, other = PartialDate(first), PartialDate(second)
    assert one.overlaps(other) is overlaps
    assert one.includes(other) is includes
    assert one.could_be_same_as(other) is could_be_same


@given(partial_dates(), partial_dates())
def test_comparisons_agree_with_each_other(first: PartialDate, second: PartialDate) -> None:
    assert first.overlaps(second) == second.overlaps(first)
    assert first.could_be_same_as(second) == second.could_be_same_as(first)
    if first.includes(second):
        assert first.overlaps(second)
        assert first.earliest <= second.earliest <= second.latest <= first.latest  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("", "", ""),
        ("2011", "2011", "2011年"),
        ("2011-09", "September 2011", "2011年9月"),
        ("2011-09-26", "26 September 2011", "2011年9月26日"),
        ("1998~", "about 1998", "约1998年"),
        ("1998-05-03~", "about 3 May 1998", "约1998年5月3日"),
    ],
)
def test_words_are_as_precise_as_the_date(text: str, english: str, chinese: str) -> None:
    assert PartialDate(text).words("en") == english
    assert PartialDate(text).words("zh-hans") == chinese


def test_words_without_a_language_follow_the_active_one() -> None:
    with override("zh-hans"):
        assert PartialDate("2011-09").words() == "2011年9月"
    with override(None):
        assert PartialDate("2011-09").words() == "September 2011"


@given(partial_dates(), st.sampled_from(["en", "zh-hans", "de", "hu", "th", "pt-br"]))
def test_words_never_fail_and_show_the_year(day: PartialDate, language: str) -> None:
    assert str(day.year or "") in day.words(language)


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        ("2018-05-03", "2018-05-07", "3–7 May 2018", "2018年5月3日至7日"),
        ("2018-05-28", "2018-06-02", "28 May – 2 June 2018", "2018年5月28日至6月2日"),
        ("2018-05", "2018-06", "May–June 2018", "2018年5月至6月"),
        ("2018", "2019", "2018–2019", "2018–2019年"),
        ("2017-12", "2018-01", "December 2017 – January 2018", "2017年12月至2018年1月"),
        ("2023-12-28", "2024-01-03", "28 December 2023 – 3 January 2024", "2023年12月28日至2024年1月3日"),
        ("2018-05", "2018-07-03", "May 2018 – 3 July 2018", "2018年5月至2018年7月3日"),
        ("2018~", "2019~", "about 2018–2019", "约2018–2019年"),
        ("2018~", "2019", "about 2018 – 2019", "约2018年至2019年"),
        ("2018-05", "2018-05", "May 2018", "2018年5月"),
        ("2018-05", "", "May 2018", "2018年5月"),
        ("", "2018-05", "until May 2018", "至2018年5月"),
        ("", "", "", ""),
    ],
)
def test_span_says_what_both_ends_share_once(start: str, end: str, english: str, chinese: str) -> None:
    span = (PartialDate(start), PartialDate(end))
    assert range_words(*span, "en") == english
    assert range_words(*span, "zh-hans") == chinese


@given(partial_dates(), partial_dates(), st.sampled_from(["en", "zh-hans", "fr", "hu"]))
def test_span_never_fails_and_shows_both_years(start: PartialDate, end: PartialDate, language: str) -> None:
    words = range_words(start, end, language)
    assert str(start.year or "") in words
    assert str(end.year or "") in words
