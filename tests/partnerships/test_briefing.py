"""A city's briefing: in each language what is public in it, and nothing else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnerships.briefing import Part, briefing
from partnerships.models import City
from tests import factories
from tests.common.test_former_slugs import rename

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def parts_of(city: City, *languages: str) -> list[Part]:
    return briefing(city, languages or ("en", "zh-hans"), TODAY).parts


def page(client: Client, city: City, language: str = "en") -> str:
    return client.get(f"/{language}/cities/{city.slug}/briefing/").content.decode()


def test_each_language_has_its_own_part_the_page_s_first(client: Client) -> None:
    city = factories.city(True, name_en="Bangkok", name_zh_hans="曼谷")
    english, chinese = page(client, city), page(client, city, "zh-hans")
    assert english.index('lang="en">') < english.index("Bangkok</h1>") < english.index("曼谷")
    assert chinese.index("曼谷</h1>") < chinese.index(">Bangkok</p>")


def test_city_public_in_one_language_has_one_part(client: Client) -> None:
    city = factories.city("en", name_en="Bangkok", name_zh_hans="曼谷")
    assert "曼谷" not in page(client, city)
    assert client.get(f"/zh-hans/cities/{city.slug}/briefing/").status_code == 404


@pytest.mark.parametrize("kind", ["agreement", "honour", "exchange"])
def test_record_public_in_one_language_is_in_that_part_only(client: Client, kind: str) -> None:
    tie = factories.partnership(True)
    given: dict[str, Any] = {
        "agreement": {"title_en": "Zqone", "title_zh_hans": "Zqtwo"},
        "honour": {"name_en": "Zqone", "name_zh_hans": "Zqtwo"},
        "exchange": {"title_en": "Zqone", "title_zh_hans": "Zqtwo", "home_city": tie.home_city},
    }[kind]
    getattr(factories, kind)("zh-hans", partnership=tie, **given)
    for language in ("en", "zh-hans"):
        body = page(client, tie.partner_city, language)
        assert "Zqone" not in body
        assert "Zqtwo" in body


def test_place_that_is_not_public_in_a_language_is_not_named_in_it() -> None:
    city = factories.city(True)
    place = factories.city("en", name_en="Rayong", name_zh_hans="罗勇")
    factories.exchange(True, cities=[city], held_in=place)
    english, chinese = parts_of(city)
    assert [entry.places for entry in english.chronology] == [("Rayong",)]
    assert [entry.places for entry in chinese.chronology] == [()]


def test_withheld_names_internal_events_and_hidden_sources_stay_inside(client: Client) -> None:
    tie = factories.partnership(True)
    agreement = factories.agreement(True, partnership=tie)
    agreement.people.create(side="home", name_en="Zqname", office_en="Mayor", is_name_withheld=True)
    agreement.approvals.create(body="Zqbody")
    tie.events.create(status="dormant", reason_en="Zqreason", happened_on="2020")
    tie.counterparts.create(name="Zqsomebody")
    factories.cite(agreement, factories.source(title="Zqsource", is_public=False))
    factories.cite(agreement, factories.source(title="Shown source"), quote="Zqquote")
    body = page(client, tie.partner_city)
    assert "Zq" not in body
    assert "Name not given here" in body
    assert "Shown source" in body


def test_coming_dates_are_plans_and_the_next_anniversary() -> None:
    tie = factories.partnership(True, since="2011-12-26")
    given = {"published": True, "home_city": tie.home_city, "cities": [tie.partner_city]}
    coming = factories.exchange(starts_on="2027-03", plan_status="planned", **given)
    factories.exchange(starts_on="2025-03", plan_status="planned", **given)
    factories.exchange(starts_on="2027-04", plan_status="cancelled", **given)
    english, _chinese = parts_of(tie.partner_city)
    assert english.coming == [coming]
    assert english.anniversary is not None
    assert english.anniversary.day.text == "2026-12-26"


def test_city_without_anything_has_a_briefing_of_its_facts(client: Client) -> None:
    body = page(client, factories.city(True, name="Kapyl", country="BY"))
    assert "Belarus" in body
    assert "Chronology" not in body


@pytest.mark.parametrize("slug", ["nothing", "hidden"])
def test_briefing_of_no_public_city_is_not_found(client: Client, slug: str) -> None:
    factories.city(slug="hidden")
    assert client.get(f"/en/cities/{slug}/briefing/").status_code == 404


def test_briefing_of_a_city_that_was_renamed_leads_to_its_briefing(client: Client) -> None:
    city = factories.city(True, slug="bangkok")
    rename(city, "krung-thep")
    moved = client.get("/en/cities/bangkok/briefing/?a=1")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/en/cities/krung-thep/briefing/?a=1")
