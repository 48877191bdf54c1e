"""Calendars to subscribe to, read by the rules of RFC 5545."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from partnerships.models import City
from sistercities.common.history import Act, change
from sistercities.common.publishing_actions import take_step
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ADDRESS = "/en/anniversaries.ics"


@pytest.fixture
def today() -> Any:
    with time_machine.travel("2026-11-24T08:00:00+08:00", tick=False):
        yield


def events(client: Client, address: str = ADDRESS) -> list[tuple[str, Any, Any]]:
    """Summary, first day and the day after the last."""
    calendar = Calendar.from_ical(client.get(address).content)
    return [(str(each["summary"]), each["dtstart"].dt, each["dtend"].dt) for each in calendar.walk("VEVENT")]


def tie(since: str, **given: Any) -> Any:
    home = City.objects.filter(slug="chongqing").first() or factories.home_city(
        True, name="Chongqing", slug="chongqing"
    )
    partner = factories.city(True, name=given.pop("name", "Bangkok"))
    return factories.partnership(True, home_city=home, partner_city=partner, since=since, **given)


def test_day_is_one_whole_day_and_month_spans_the_month_and_says_so(client: Client) -> None:
    tie("2002-01-31")
    tie("2002-02", name="Brisbane")
    assert events(client) == [
        ("25 years since the partnership of Chongqing and Bangkok began", date(2027, 1, 31), date(2027, 2, 1)),
        (
            "25 years since the partnership of Chongqing and Brisbane began (some time in February 2027)",
            date(2027, 2, 1),
            date(2027, 3, 1),
        ),
    ]


def test_leap_day_is_kept_on_the_last_of_february(client: Client) -> None:
    tie("1992-02-29")
    tie("2008-02-29", name="Brisbane")
    assert [(first, after) for _summary, first, after in events(client)] == [
        (date(2027, 2, 28), date(2027, 3, 1)),
        (date(2028, 2, 29), date(2028, 3, 1)),
    ]


def test_what_is_known_to_the_year_only_or_is_about_is_not_in_the_calendar(client: Client) -> None:
    for since in ("2002", "2002-02~", "2002-02-03~"):
        tie(since, name=since)
    assert events(client) == []


def test_coming_exchanges_are_in_it_until_their_last_day(client: Client) -> None:
    home = factories.home_city(True)
    given = {"published": True, "home_city": home, "plan_status": "planned"}
    factories.exchange(title="Forum", starts_on="2027-03-01", ends_on="2027-03-03", **given)
    factories.exchange(title="Visit", starts_on="2027-04", **given)
    factories.exchange(title="Held", **{**given, "plan_status": "held"}, starts_on="2027-05-01")
    factories.exchange(title="Called off", **{**given, "plan_status": "cancelled"}, starts_on="2027-05-01")
    factories.exchange(title="Draft", starts_on="2027-05-01", home_city=home, plan_status="planned")
    assert events(client) == [
        ("Planned: Forum", date(2027, 3, 1), date(2027, 3, 4)),
        ("Planned: Visit (some time in April 2027)", date(2027, 4, 1), date(2027, 5, 1)),
    ]


def test_calendar_of_a_city_has_its_own_dates_only(client: Client) -> None:
    own = tie("2002-01-31")
    other = tie("2002-01-30", name="Brisbane")
    for each in (own, other):
        given = {"home_city": each.home_city, "cities": [each.partner_city], "plan_status": "planned"}
        factories.exchange(True, title=f"With {each.partner_city.name}", starts_on="2027-03", **given)
    found = events(client, f"/en/cities/{own.partner_city.slug}/anniversaries.ics")
    assert len(found) == 2
    assert all("Bangkok" in summary for summary, _first, _after in found)


@pytest.mark.parametrize("slug", ["nothing", "hidden", "x" * 200])
def test_calendar_of_no_public_city_is_not_found(client: Client, slug: str) -> None:
    factories.city(slug="hidden")
    assert client.get(f"/en/cities/{slug}/anniversaries.ics").status_code == 404


def test_bytes_keep_the_rules_of_the_standard(client: Client) -> None:
    tie("2002-01-31", name="曼谷," * 30)
    tie("2002-01-30", name="Semi; colon\\ and\nline")
    response = client.get("/zh-hans/anniversaries.ics")
    body = response.content
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert b"\r" not in body.replace(b"\r\n", b"")
    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    unfolded = body.replace(b"\r\n ", b"").decode()
    assert all(re.match(r"[A-Z][A-Z-]*[;:]", line) for line in unfolded.splitlines())
    assert "Semi\\; colon\\\\ and line" in unfolded
    assert "曼谷\\,曼谷" in unfolded
    assert not re.search("^METHOD", unfolded, re.MULTILINE)
    for once in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:", "X-WR-CALNAME:", "REFRESH-INTERVAL;VALUE=DURATION:P1D"):
        assert unfolded.count(once) == 1, once


def test_each_event_has_what_the_standard_asks_for_and_is_recognised_again(client: Client) -> None:
    first, second = tie("2002-01-31"), tie("2002-01-30", name="Brisbane")
    calendar = Calendar.from_ical(client.get(ADDRESS).content)
    found = calendar.walk("VEVENT")
    identifiers = {str(each["uid"]) for each in found}
    assert identifiers == {f"partnership-{each.pk}-25-en@testserver" for each in (first, second)}
    for each in found:
        assert each["dtstart"].params["VALUE"] == "DATE"
        assert each["dtstamp"].dt.utcoffset().total_seconds() == 0
        assert {"LAST-MODIFIED", "SEQUENCE", "URL", "STATUS", "TRANSP"} <= set(each)
    assert client.get(ADDRESS).content == client.get(ADDRESS).content


def revisions(client: Client) -> dict[str, tuple[int, Any]]:
    """Number of revision and stamp, by the name of the event."""
    found = Calendar.from_ical(client.get(ADDRESS).content).walk("VEVENT")
    return {str(each["uid"]): (int(each["sequence"]), each["dtstamp"].dt) for each in found}


@pytest.mark.parametrize("act", ["withdrawn", "deleted", "redated"])
def test_revision_of_an_event_never_falls_when_one_of_its_agreements_leaves_it(client: Client, act: str) -> None:
    known = tie("2002-01-31")
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=False):
        staying = factories.agreement(True, partnership=known, signed_on="2002-01-31", title="Staying")
        leaving = factories.agreement(True, partnership=known, signed_on="2002-01-31", wording="b", title="Leaving")
        take_step(Act.PUBLISH, [factories.city()], ["en"], None)
        before = revisions(client)
    with time_machine.travel("2026-11-25T10:00:00+08:00", tick=False):
        if act == "withdrawn":
            take_step(Act.WITHDRAW, [leaving], ["en"], None)
        else:
            with change(None, Act.EDIT) as changes:
                changes.lock(leaving)
                if act == "deleted":
                    leaving.delete()
                else:
                    leaving.signed_on = "2002-02-01"
                    leaving.save()
        after = revisions(client)
    name = f"partnership-{known.pk}-25-en@testserver"
    assert staying.is_public("en")
    assert after[name] > before[name]
    assert all(0 <= number < 2**31 for number, _stamp in after.values())


def test_calendar_tells_nothing_of_work_on_what_is_hidden(client: Client) -> None:
    known = tie("2002-01-31")
    with time_machine.travel("2026-11-24T09:00:00+08:00", tick=False):
        before = client.get(ADDRESS).content
    with time_machine.travel("2026-11-24T10:00:00+08:00", tick=False):
        with change(None, Act.EDIT) as changes:
            changes.added(factories.agreement(partnership=known, signed_on="2002-01-31", title="Draft"))
        assert client.get(ADDRESS).content == before


def test_event_of_agreements_keeps_its_name_when_the_first_of_them_leaves_it(client: Client) -> None:
    known = tie("1990-05-05", status="in_force")
    given = {"partnership": known, "signed_on": "2002-01-31"}
    first, second = (factories.agreement(True, wording=wording, **given) for wording in "ab")
    before = revisions(client)
    take_step(Act.WITHDRAW, [first], ["en"], None)
    named = f"partnership-{known.pk}-signed-2002-01-31-25-en@testserver"
    assert named in before
    assert set(revisions(client)) == set(before)
    take_step(Act.WITHDRAW, [second], ["en"], None)
    assert named not in revisions(client)


def test_days_that_come_round_together_are_events_of_their_own(client: Client) -> None:
    """In a common year the leap day is kept on the day before it."""
    known = tie("", status="in_force")
    for day in ("2002-02-28", "2002-02", "2001-03"):
        factories.agreement(True, partnership=known, signed_on=day)
    with time_machine.travel("2032-03-01T08:00:00+08:00", tick=False):
        for day in ("2008-02-28", "2008-02-29"):
            factories.agreement(True, partnership=known, signed_on=day)
        names = [str(each["uid"]) for each in Calendar.from_ical(client.get(ADDRESS).content).walk("VEVENT")]
        assert {f"partnership-{known.pk}-signed-2008-02-{day}-25-en@testserver" for day in (28, 29)} <= set(names)
        assert len(names) == len(set(names))


def test_calendars_of_a_city_and_of_the_site_name_an_event_alike(client: Client) -> None:
    """Whoever subscribes to both has it once."""
    known = tie("2002-01-31")
    own = client.get(f"/en/cities/{known.partner_city.slug}/anniversaries.ics").content
    assert set(re.findall(rb"UID:(.*)\r\n", own)) == set(re.findall(rb"UID:(.*)\r\n", client.get(ADDRESS).content))


def test_text_in_chinese_is_folded_between_characters_not_within_one(client: Client) -> None:
    tie("2002-01-31", name="重庆曼谷" * 20)
    body = client.get("/zh-hans/anniversaries.ics").content
    assert max(map(len, body.split(b"\r\n"))) <= 75
    for line in body.split(b"\r\n"):
        line.decode()


def test_page_offers_an_address_to_subscribe_to(client: Client) -> None:
    tie("2002-01-31")
    page = client.get("/en/anniversaries/").content.decode()
    assert 'href="webcal://testserver/en/anniversaries.ics"' in page


def test_name_of_an_event_is_the_same_after_a_change_and_another_in_each_language(client: Client) -> None:
    known = tie("2002-01-31")
    before = client.get(ADDRESS).content
    known.motive_en = "Changed"
    known.save()
    names = re.findall(rb"UID:(.*)\r\n", before + client.get(ADDRESS).content)
    assert len(set(names)) == 1
    assert set(re.findall(rb"UID:(.*)\r\n", client.get("/zh-hans/anniversaries.ics").content)).isdisjoint(names)


def test_subscriber_who_has_it_already_is_told_so(client: Client) -> None:
    since = tie("2002-01-31")
    tag = client.get(ADDRESS).headers["ETag"]
    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 304
    since.state_en = "withdrawn"
    since.save()
    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 200
