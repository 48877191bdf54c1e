"""What the home page leads with."""

from datetime import date

import pytest
from django.test import Client

from partnerships import front
from partnerships.figure_counts import count_ties
from partnerships.front import coming_dates, home_city, partner_to_show, partnerships, recent_exchanges
from partnerships.front_choice import next_founded, returning
from partnerships.models import Partnership, SiteProfile
from partnerships.statistics import partnerships_by_class
from partnerships.views import home
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_coming_dates_are_the_next_exchange_and_the_next_anniversary_in_their_order() -> None:
    tie = factories.partnership(published=True, since="2001-12-31")
    planned = {"published": True, "home_city": tie.home_city, "plan_status": "planned"}
    later = factories.exchange(starts_on="2027-03", **planned)
    factories.exchange(starts_on="2026-10", **planned)
    assert [(coming.day.text, coming.exchange) for coming in coming_dates(list(partnerships("en")), "en", TODAY)] == [
        ("2026-12-31", None),
        ("2027-03", later),
    ]
    sooner = factories.exchange(starts_on="2026-12", **planned)
    assert coming_dates(list(partnerships("en")), "en", TODAY)[0].exchange == sooner


def test_coming_dates_leave_out_what_is_cancelled_or_hidden() -> None:
    home = factories.home_city(published=True)
    factories.exchange(published=True, home_city=home, starts_on="2027", plan_status="cancelled")
    factories.exchange(home_city=home, starts_on="2027", plan_status="planned")
    assert coming_dates(list(partnerships("en")), "en", TODAY) == []


def test_home_page_leads_with_what_was_held_not_with_what_is_planned() -> None:
    home = factories.home_city(published=True)
    held = factories.exchange(published=True, home_city=home, starts_on="2023-12-29")
    factories.exchange(published=True, home_city=home, starts_on="2027", plan_status="planned")
    factories.exchange(published=True, home_city=home, starts_on="")
    assert recent_exchanges("en")[0] == held


def test_partner_shown_is_that_of_the_newest_exchange() -> None:
    older, newer = factories.partnership(published=True), factories.partnership(published=True)
    factories.exchange(published=True, home_city=newer.home_city, partnership=newer, starts_on="2023")
    factories.exchange(published=True, home_city=older.home_city, partnership=older, starts_on="2018")
    factories.exchange(published=True, home_city=older.home_city, starts_on="2025")
    assert partner_to_show(list(partnerships("en")), recent_exchanges("en"), "en") == newer


def test_partner_shown_without_exchanges_is_that_of_the_newest_agreement() -> None:
    factories.agreement(published=True, signed_on="2004")
    newest = factories.agreement(published=True, signed_on="2011").partnership
    factories.agreement(published=True, signed_on="1999")
    assert partner_to_show(list(partnerships("en")), [], "en") == newest


def test_figures_count_partnerships_and_not_documents() -> None:
    tie = factories.partnership(published=True, tie_class="friendly_exchange")
    factories.agreement(published=True, partnership=tie)
    factories.agreement(published=True, partnership=tie, wording="second")
    factories.partnership(tie_class="friendly_exchange")
    assert [(count.tie, count.number) for count in partnerships_by_class(count_ties("en"))] == [
        ("friendly_exchange", 1)
    ]


def test_home_page_is_of_the_city_that_the_profile_names_if_it_is_public() -> None:
    first, named = factories.home_city(published=True), factories.home_city(published="en")
    SiteProfile.objects.create(home_city=named)
    assert home_city("en") == named
    assert home_city("zh-hans") == first


def test_home_page_of_many_partnerships_says_the_same(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it does of few: what it reads of many leads to the same words."""
    for since in ("", "2001-12-31", "2016-12-31", "2019~", "2024"):
        tie = factories.partnership(True, since=since, status="in_force" if since != "2019~" else "terminated")
        factories.agreement(True, partnership=tie)
    factories.partnership(since="2001-11-25")
    words = ("coming_dates", "partnership", "cities")
    told = client.get("/en/").context
    monkeypatch.setattr(front, "NAMES", 4)
    some = client.get("/en/").context
    assert [some[name] for name in words[:2]] == [told[name] for name in words[:2]]
    assert some["partners"] == told["partners"]
    assert some["cities"] == told["cities"][:4]
    monkeypatch.undo()
    monkeypatch.setattr(home, "MOST_DRAWN", 0)
    many = client.get("/en/").context
    assert [many[name] for name in words] == [told[name] for name in words]
    assert sum(partner.number for partner in many["partners"]) == len(told["partners"]) == 5
    assert [partner.number for partner in many["partners"]] == [5]


def test_next_anniversary_of_many_is_found_by_its_date_and_is_public() -> None:
    factories.partnership(True, since="2001-11-30", status="terminated")
    factories.partnership(since="2001-11-30")
    later = factories.partnership(True, since="2016-12-01")
    factories.partnership(True, since="2011-12-01")
    assert next_founded("en", TODAY) == [Partnership.objects.get(since="2011-12-01").pk]
    assert returning(TODAY)[:2] == [["2001-11-30"], ["2011-12-01", later.since.text]]
