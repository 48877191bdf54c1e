"""Lists that change in place: the address, the history, the focus and the other language follow."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories


@pytest.fixture
def told(page: Page) -> list[str]:
    """What the browser complains of: a breach of the policy, a script that fails."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def cities() -> None:
    for name, country in (("Brno", "CZ"), ("Prague", "CZ"), ("Bangkok", "TH")):
        city = factories.city(published=True, name=name, slug=name.lower(), country=country)
        factories.partnership(published=True, partner_city=city)


def names(page: Page) -> list[str]:
    return page.locator(".rows h3").all_text_contents()


def test_choice_changes_the_list_in_place_and_is_announced(
    page: Page, live_server: LiveServer, told: list[str]
) -> None:
    cities()
    page.goto("/en/cities/")
    page.evaluate("window.same = true")
    page.locator("#id_country").focus()
    page.locator("#id_country").select_option("CZ")
    expect(page).to_have_url(f"{live_server.url}/en/cities/?country=CZ")
    expect(page.locator(".rows > li")).to_have_count(2)
    expect(page.locator("#list-status")).to_have_text("2 cities recorded here, in 2 partnerships")
    expect(page.locator("#id_country")).to_be_focused()
    expect(page.locator("#id_country option:checked")).to_have_text("Czechia (2)")
    assert page.evaluate("window.same")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical == f"{live_server.url}/en/cities/?country=CZ"
    other = page.locator(".language-switch a").get_attribute("href")
    assert other == f"{live_server.url}/zh-hans/cities/?country=CZ"
    assert told == []


def test_back_button_brings_the_list_back(page: Page, live_server: LiveServer, told: list[str]) -> None:
    cities()
    page.goto("/en/cities/")
    page.locator("#id_country").select_option("CZ")
    expect(page.locator(".rows > li")).to_have_count(2)
    page.locator(".active-filters a").first.click()
    expect(page.locator(".rows > li")).to_have_count(3)
    expect(page.locator("#list-results")).to_be_focused()
    page.go_back()
    expect(page.locator(".rows > li")).to_have_count(2)
    expect(page.locator("#id_country")).to_have_value("CZ")
    page.go_back()
    expect(page.locator(".rows > li")).to_have_count(3)
    expect(page).to_have_url(f"{live_server.url}/en/cities/")
    assert told == []


def test_view_and_filters_keep_each_other(page: Page, live_server: LiveServer) -> None:
    cities()
    page.goto("/en/cities/?country=CZ")
    page.get_by_role("link", name="Table", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.locator("#id_country").select_option("TH")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(f"{live_server.url}/en/cities/?view=table&country=TH")
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.locator("svg.map").first).to_be_visible()


def test_filters_stay_open_on_a_phone_while_choices_are_made(page: Page) -> None:
    cities()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/en/cities/")
    expect(page.locator("#id_country")).to_be_hidden()
    expect(page.locator(".rows > li").first).to_be_visible()
    page.locator(".filter-panel > summary").click()
    page.locator("#id_country").select_option("CZ")
    expect(page.locator(".rows > li")).to_have_count(2)
    expect(page.locator("#id_country")).to_be_visible()
    page.locator(".filters button[type=submit]").click()
    expect(page.locator("#list-results")).to_be_focused()
    expect(page.locator(".list-count")).to_be_in_viewport()


def test_every_view_works_without_script(
    browser: Browser, live_server: LiveServer, django_db_serialized_rollback: None
) -> None:
    cities()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    for view in ("cards", "table", "map"):
        page.goto(f"/en/cities/?view={view}")
        page.locator("#id_country").select_option("CZ")
        page.locator(".filters button[type=submit]").click()
        expect(page.locator("a[href='/en/cities/brno/']").first).to_be_visible()
        expect(page.locator("a[href='/en/cities/bangkok/']")).to_have_count(0)
        expect(page.locator(".list-views [aria-current]")).to_have_attribute(
            "href", re.compile(view if view != "cards" else "CZ$")
        )
    context.close()
