"""What the home page leads with."""

from datetime import date

import pytest

from partnerships.figure_counts import count_ties
from partnerships.front import coming_dates, home_city, partner_to_show, partnerships, recent_exchanges
from partnerships.models import SiteProfile
from partnerships.statistics import partnerships_by_class
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
