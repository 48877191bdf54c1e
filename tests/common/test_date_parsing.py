"""How people write dates, and which writings are sent back to them."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sistercities.common.date_names import month_numbers
from sistercities.common.date_parsing import AmbiguousDate, from_excel_serial, parse
from sistercities.common.dates import InvalidPartialDate, PartialDate
from tests.common.dates_to_try import partial_dates

LIKELY_DATES = partial_dates(date(1000, 1, 1), date(2199, 12, 31), about=False)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("", ""),
        ("  ", ""),
        ("2011", "2011"),
        ("2011.", "2011"),
        ("2011-09", "2011-09"),
        (" 2011-09-26 ", "2011-09-26"),
        ("2011\u201009\u201026", "2011-09-26"),
        ("20110926", "2011-09-26"),
        ("2011-09-26 00:00:00", "2011-09-26"),
        ("2011/9/26", "2011-09-26"),
        ("1973.6.24", "1973-06-24"),
        ("2011. 9. 26.", "2011-09-26"),
        ("2011/12", "2011-12"),
        ("9/2011", "2011-09"),
        ("26.9.2011", "2011-09-26"),
        ("3.4.2014", "2014-04-03"),
        ("9.26.2011", "2011-09-26"),
        ("26/9/2011", "2011-09-26"),
        ("9/26/2011", "2011-09-26"),
        ("3/3/2014", "2014-03-03"),
    ],
)
def test_figures_with_one_meaning_are_read(written: str, text: str) -> None:
    assert parse(written) == PartialDate(text)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("26 September 2011", "2011-09-26"),
        ("September 26, 2011", "2011-09-26"),
        ("the 21st of May, 2004", "2004-05-21"),
        ("Sept. 2011", "2011-09"),
        ("26-Sep-2011", "2011-09-26"),
        ("26SEP2011", "2011-09-26"),
        ("2011 September 26", "2011-09-26"),
        ("26. September 2011", "2011-09-26"),
        ("MÄRZ 1999", "1999-03"),
        ("septembre 1998", "1998-09"),
        ("fevrier 1998", "1998-02"),
        ("1er août 1998", "1998-08-01"),
        ("le 3 d’août 1998", "1998-08-03"),
        ("26 de septiembre de 2011", "2011-09-26"),
        ("12 de outubro de 1999", "1999-10-12"),
        ("26 settembre 2011", "2011-09-26"),
        ("3 maart 2001", "2001-03-03"),
        ("26 września 2011", "2011-09-26"),
        ("2011. szeptember 26.", "2011-09-26"),
        ("26 сентября 2011 г.", "2011-09-26"),
        ("26 กันยายน พ.ศ. 2554", "2011-09-26"),
    ],
)
def test_months_by_name_are_read_in_many_languages(written: str, text: str) -> None:
    assert parse(written) == PartialDate(text)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2011年", "2011"),
        ("2011 年 9 月", "2011-09"),
        ("2011年9月份", "2011-09"),
        ("2011年9月26日", "2011-09-26"),
        ("2011年9月26日（月）", "2011-09-26"),
        ("2011年9月26日星期一", "2011-09-26"),
        ("２０１１年９月", "2011-09"),
        ("二〇一一年九月", "2011-09"),
        ("二零一一年十月十日", "2011-10-10"),
        ("一九七三年十二月卅一日", "1973-12-31"),
        ("一九九八年三月二十五日", "1998-03-25"),
        ("2011년 9월 26일", "2011-09-26"),
        ("平成23年9月26日", "2011-09-26"),
        ("平成元年", "1989"),
        ("昭和四十八年六月二十四日", "1973-06-24"),
        ("令和5年", "2023"),
        ("明治40年2月", "1907-02"),
        ("大正3年", "1914"),
        ("S48.6.24", "1973-06-24"),
        ("平成33年3月31日", "2021-03-31"),
        ("民國100年", "2011"),
        ("民国100年9月26日", "2011-09-26"),
        ("中華民國一百零三年", "2014"),
    ],
)
def test_east_asian_writings_and_eras_are_read(written: str, text: str) -> None:
    assert parse(written) == PartialDate(text)


@pytest.mark.parametrize(
    "written",
    [
        *("1990~", "~1990", "circa 1990", "ca. 1990", "c. 1990", "c1990", "about 1990", "um 1990", "vers 1990"),
        *(
            "circa il 1990",
            "około 1990",
            "約1990年",
            "约1990",
            "大约1990年",
            "1990年前后",
            "1990年左右",
            "１９９０年頃",
        ),
    ],
)
def test_word_for_about_is_kept_as_about(written: str) -> None:
    assert parse(written) == PartialDate("1990~")


def test_date_that_depends_on_who_writes_it_is_asked_about() -> None:
    with pytest.raises(AmbiguousDate) as caught:
        parse("03/04/2014")
    assert caught.value.readings == (PartialDate("2014-04-03"), PartialDate("2014-03-04"))
    assert str(caught.value) == ("03/04/2014 can be 3 April 2014 or 4 March 2014. Write 2014-04-03 or 2014-03-04.")


def test_question_about_a_date_is_worded_in_the_language_of_the_reader() -> None:
    with pytest.raises(AmbiguousDate) as caught:
        parse("约03/04/2014")
    with override("zh-hans"):
        assert str(caught.value).endswith("。请填写2014-04-03~或2014-03-04~。")


@pytest.mark.parametrize("written", ["03/04/2014", "3-4-2014"])
def test_source_that_says_its_order_is_followed(written: str) -> None:
    assert parse(written, day_first=True) == PartialDate("2014-04-03")
    assert parse(written, day_first=False) == PartialDate("2014-03-04")


def test_date_against_the_order_of_its_source_is_sent_back() -> None:
    with pytest.raises(InvalidPartialDate, match="There is no month 26"):
        parse("9/26/2011", day_first=True)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31/02/2014", "There is no day 31 in the month 2014-02."),
        ("2011年9月31日", "There is no day 31 in the month 2011-09."),
        ("2011/13", "There is no month 13."),
        ("5/6/2011x", "Write 2011, 2011-09 or 2011-09-26; add ~ for about."),
        ("31/02", "Write the year with four digits, for example 2011-09-26."),
        ("03/04/14", "Write the year with four digits, for example 2011-09-26."),
        ("5 May", "Write the year with four digits, for example 2011-09-26."),
        ("0098", "0098 is an unlikely year."),
        ("26/9/2554", "2554 looks like a Buddhist year; write 2011."),
        ("B.E. 2480", "Buddhist years before 2484 began in April; write the common year."),
        ("平成元年1月3日", "平成元年1月3日 lies before the beginning of that era."),
        (
            "明治5年3月1日",
            "明治5年3月1日 is counted by the moon; write the day of the common calendar.",
        ),
        ("2011" * 20, "This is too long for a date."),
    ],
)
def test_writing_that_cannot_be_is_sent_back_with_the_reason(written: str, sentence: str) -> None:
    with pytest.raises(InvalidPartialDate) as caught:
        parse(written)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "written",
    [
        *("spring 2011", "1990s", "early 2011", "2011年春", "2011年9月上旬", "2011年度", "2010-2011", "2011–12"),
        *("201109", "2011-09-26 13:00", "September 2011 2012", "May", "maybe 2011", "circa", "約", "1998~~", "/"),
        *("1/2/3/2014", "½/2011", "2011-09-26; DROP TABLE", "<b>2011</b>", "2011\x00", "廿", "=2011"),
    ],
)
def test_writing_that_says_more_or_less_than_a_date_is_sent_back(written: str) -> None:
    with pytest.raises(InvalidPartialDate):
        parse(written)


def test_month_name_of_two_meanings_is_not_read() -> None:
    """Listopad is October in Croatian, November in Polish and Czech."""
    assert "listopad" not in month_numbers()
    with pytest.raises(InvalidPartialDate):
        parse("26. listopada 1998")


@given(LIKELY_DATES, st.sampled_from(["en", "zh-hans", "de", "fr", "es", "it", "hu", "nl", "pt", "ru"]))
def test_date_in_words_is_read_as_itself(day: PartialDate, language: str) -> None:
    assert parse(day.words(language)) == day


@given(partial_dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_canonical_text_and_english_and_chinese_words_are_read_as_themselves(day: PartialDate) -> None:
    assert [parse(text) for text in (day.text, day.words("en"), day.words("zh-hans"))] == [day] * 3


@given(st.text(max_size=70) | st.from_regex(r"[0-9一二十百年月日/.\-~ a-z]{1,20}", fullmatch=True))
def test_any_text_is_read_or_sent_back(text: str) -> None:
    try:
        day = parse(text)
    except InvalidPartialDate:
        return
    assert parse(day.text) == day


@pytest.mark.parametrize(
    ("serial", "date_1904", "text"),
    [
        (1, False, "1900-01-01"),
        (59, False, "1900-02-28"),
        (61, False, "1900-03-01"),
        (40812, False, "2011-09-26"),
        (40812.75, False, "2011-09-26"),
        (2_958_465, False, "9999-12-31"),
        (0, True, "1904-01-01"),
        (39350, True, "2011-09-26"),
        (2_957_003, True, "9999-12-31"),
    ],
)
def test_spreadsheet_number_is_its_day(serial: float, date_1904: bool, text: str) -> None:
    assert from_excel_serial(serial, date_1904) == PartialDate(text)


@pytest.mark.parametrize("serial", [0, -1, 60, 2_958_466, float("nan"), float("inf")])
def test_spreadsheet_number_without_a_day_is_sent_back(serial: float) -> None:
    with pytest.raises(InvalidPartialDate):
        from_excel_serial(serial)
