"""Round years of partnerships and agreements, each as precisely as its date is known."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from partnerships.anniversaries import next_anniversary, next_return
from partnerships.coming_anniversaries import ComingRun, by_month, coming_keys, count_coming, read
from partnerships.front import partnerships
from sistercities.common.dates import PartialDate
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("began", "today", "returns", "years"),
    [
        ("2011-09-26", date(2026, 9, 25), "2026-09-26", 15),
        ("2011-09-26", date(2026, 9, 26), "2026-09-26", 15),
        ("2011-09-26", date(2026, 9, 27), "2031-09-26", 20),
        ("2025-12-01", TODAY, "2026-12-01", 1),
        ("2025-11-23", TODAY, "2030-11-23", 5),
        ("2001-02-28", date(2101, 2, 28), "2101-02-28", 100),
        ("2004-02-29", date(2028, 3, 1), "2029-02-28", 25),
        ("2008-02-29", date(2026, 1, 1), "2028-02-29", 20),
        ("1986-11", date(2026, 11, 30), "2026-11", 40),
        ("1986-11", date(2026, 12, 1), "2031-11", 45),
        ("2011", date(2026, 12, 31), "2026", 15),
        ("2011", date(2027, 1, 1), "2031", 20),
        ("2011-09-26~", date(2026, 9, 1), "2026-09-26~", 15),
        ("1996~", date(2026, 9, 1), "2026~", 30),
    ],
)
def test_anniversary_comes_round_as_precisely_as_its_date_is_known(
    began: str, today: date, returns: str, years: int
) -> None:
    found = next_return(PartialDate(began), today)
    assert found == (PartialDate(returns), years)


@pytest.mark.parametrize("began", ["", "2026-11-24", "2027", "2030-01-01", "9999"])
def test_date_unknown_or_to_come_has_no_anniversary(began: str) -> None:
    assert next_return(PartialDate(began), TODAY) is None


def test_anniversary_beyond_the_last_year_of_the_calendar_is_none() -> None:
    assert next_return(PartialDate("9998"), date(9999, 6, 1)) == (PartialDate("9999"), 1)
    assert next_return(PartialDate("9994-01-01"), date(9999, 6, 1)) is None


@pytest.mark.parametrize("status", ["terminated", "suspended", "in_preparation"])
def test_partnership_that_is_not_kept_has_no_anniversary(status: str) -> None:
    tie = factories.partnership(published=True, since="2001-12-31", status=status)
    factories.agreement(published=True, partnership=tie, signed_on="2001-12-31")
    assert next_anniversary(partnerships("en"), TODAY) is None
    assert coming_keys("en", TODAY) == []


def test_next_anniversary_is_the_first_that_is_certainly_reached() -> None:
    factories.partnership(published=True, since="2001")
    day = factories.partnership(published=True, since="2001-12-05")
    factories.partnership(published=True, since="2001-12")
    anniversary = next_anniversary(partnerships("en"), TODAY)
    assert anniversary is not None
    assert (anniversary.partnership, anniversary.day.text, anniversary.years) == (day, "2026-12-05", 25)


def test_agreement_of_the_founding_day_shares_its_anniversary() -> None:
    tie = factories.partnership(published=True, since="2011-12-26")
    founding = factories.agreement(published=True, partnership=tie, signed_on="2011-12-26")
    later = factories.agreement(published=True, partnership=tie, signed_on="2012-01")
    anniversaries = read(coming_keys("en", TODAY), "en")
    assert [(each.day.text, each.is_founding, each.agreements) for each in anniversaries] == [
        ("2026-12-26", True, [founding]),
        ("2027-01", False, [later]),
    ]


@pytest.mark.parametrize(("valid_until", "number"), [("2026-12-25", 0), ("2026", 1), ("2026-12-26", 1)])
def test_agreement_that_ends_before_has_no_anniversary(valid_until: str, number: int) -> None:
    tie = factories.partnership(published=True)
    given = {"signed_on": "2011-12-26", "validity": "dated", "valid_until": valid_until}
    factories.agreement(published=True, partnership=tie, **given)
    assert len(coming_keys("en", TODAY)) == number


def test_coming_anniversaries_are_those_of_two_years() -> None:
    ties = {since: factories.partnership(published=True, since=since) for since in ("2003-11-24", "2003-11-25")}
    assert [each.partnership for each in coming_keys("en", TODAY)] == [ties["2003-11-24"].pk]


def test_months_come_in_their_order_and_years_without_a_month_after_them() -> None:
    for since in ("2001", "2001-12", "2001-12-31", "2002-01-01"):
        factories.partnership(published=True, since=since)
    months = by_month(read(coming_keys("en", TODAY), "en"))
    assert [(month.heading, [each.day.text for each in month.anniversaries]) for month in months] == [
        ("December 2026", ["2026-12-31", "2026-12"]),
        ("2026, month not known", ["2026"]),
        ("January 2027", ["2027-01-01"]),
    ]


def test_page_of_anniversaries_is_of_what_is_public_in_its_language(client: Client) -> None:
    year = date.today().year - 5
    city = factories.city(published="en", name_en="Bangkok", name_zh_hans="曼谷")
    factories.partnership(published="en", partner_city=city, home_city=factories.home_city(True), since=f"{year}")
    factories.partnership(since=f"{year}", partner_city=factories.city(name="Hiddenville"))
    english, chinese = (client.get(f"/{code}/anniversaries/").content.decode() for code in ("en", "zh-hans"))
    assert "Bangkok" in english
    assert "Hiddenville" not in english
    assert "曼谷" not in chinese


@pytest.mark.parametrize("page", ["0", "-1", "abc", "999999", "٣"])
def test_page_of_anniversaries_answers_any_number(client: Client, page: str) -> None:
    assert client.get("/en/anniversaries/", {"page": page}).status_code == 200


def test_run_of_anniversaries_is_cut_as_the_whole_of_them_would_be() -> None:
    signed = {"signed_on": "2011-12-26", "validity": "dated"}
    for since in ("2011-12-26", "2016-12-26", "2001-12", "2001", "1999~", "2011-12-26"):
        tie = factories.partnership(published=True, since=since)
        factories.agreement(published=True, partnership=tie, signed_on=since)
        factories.agreement(published=True, partnership=tie, valid_until="2026-12-25", wording="ended", **signed)
        factories.agreement(published=True, partnership=tie, valid_until="2030", wording="another", **signed)
        factories.agreement(published=True, partnership=tie, signed_on="2007-05-06")
        factories.agreement(published=True, partnership=tie, signed_on="2007-05-06", wording="another")
    with time_machine.travel(TODAY, tick=False):
        whole, numbers = coming_keys("en", TODAY), count_coming("en")
    run = ComingRun(numbers, "en", TODAY)
    assert len(run) == len(whole) == 15
    for start in range(len(whole)):
        assert run[start : start + 3] == whole[start : start + 3]
