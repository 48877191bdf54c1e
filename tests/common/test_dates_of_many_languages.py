"""Dates as offices of many countries write them."""

import pytest

from sistercities.common.date_parsing import parse
from sistercities.common.dates import InvalidPartialDate


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("26 сентября 2011 г.", "2011-09-26"),
        ("15 декабря 1988 года", "1988-12-15"),
        ("в 1990 году", "1990"),
        ("5 серпня 2004 р.", "2004-08-05"),
        ("21 listopada 2002 r.", "2002-11-21"),
        ("4. května 1995", "1995-05-04"),
        ("1971. május 10.", "1971-05-10"),
        ("26. syyskuuta 2011", "2011-09-26"),
        ("26 septembrie 2011", "2011-09-26"),
        ("23 Ağustos 1971", "1971-08-23"),
        ("tháng 9 năm 2013", "2013-09"),
        ("ngày 12 tháng 9 năm 2007", "2007-09-12"),
        ("26 กันยายน 2554", "2011-09-26"),
        ("๒๖ ก.ย. ๒๕๕๔", "2011-09-26"),
        ("4 Nopember 1989", "1989-11-04"),
        ("10 مايو 2004", "2004-05-10"),
        ("٢٦/٠٩/٢٠١١", "2011-09-26"),
        ("14 בספטמבר 2006", "2006-09-14"),
        ("10 Μαΐου 2005", "2005-05-10"),
        ("28 de maio de 2007", "2007-05-28"),
        ("26.IX.2011", "2011-09-26"),
        ("IX 2011", "2011-09"),
        ("Mon, 26 Sep 2011", "2011-09-26"),
        ("lunes 26 de septiembre de 2011", "2011-09-26"),
        ("seit 1990", "1990"),
        ("depuis septembre 1998", "1998-09"),
        ("rok 1990", "1990"),
    ],
)
def test_a_date_is_read_in_the_words_of_its_language(written: str, day: str) -> None:
    assert parse(written).text == day


@pytest.mark.parametrize(
    ("written", "day"), [("2011-00-00", "2011"), ("2011-09-00", "2011-09"), ("0000-00-00", ""), ("2011/9/0", "2011-09")]
)
def test_noughts_stand_for_what_is_not_known(written: str, day: str) -> None:
    assert parse(written).text == day


def test_the_midnight_of_a_machine_is_a_day_unless_it_may_be_a_whole_month_or_year() -> None:
    assert parse("2011-09-26T00:00:00Z").text == "2011-09-26"
    assert parse("+1982-00-00T00:00:00Z").text == "1982"
    for written, whole in (("1982-01-01T00:00:00Z", "1982"), ("1986-10-01T00:00:00Z", "1986-10")):
        with pytest.raises(InvalidPartialDate, match=rf"all of {whole}\. Write {whole}, or"):
            parse(written)


def test_a_name_of_two_months_is_read_only_where_its_language_is_known() -> None:
    assert parse("1. listopada 2002", language="hr").text == "2002-10-01"
    assert parse("1 listopada 2002", language="pl").text == "2002-11-01"
    with pytest.raises(InvalidPartialDate, match="“listopada” is one month in one language"):
        parse("1 listopada 2002")


@pytest.mark.parametrize("written", ["v 2011", "i 2011", "1990s", "1961/1992", "Spring 2011", "26 кукуруза 2011"])
def test_what_only_looks_like_a_date_is_sent_back(written: str) -> None:
    with pytest.raises(InvalidPartialDate):
        parse(written)
