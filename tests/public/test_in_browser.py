"""The public pages in a real browser: for everybody, on any screen, without script, from this host alone."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.public.site_of_everything import rows

LISTS = ["", "cities/", "agreements/", "exchanges/", "stories/", "exchanges/?q=nothing+like+it", "about/", "nothing/"]
COMPOSED = ["cities/bangkok/briefing/", "anniversaries/"]
COMPOSED += ["figures/", "figures/how-we-count/", "figures/partnerships/", "search/?q=bangkok", "search/", "photos/"]
COMPOSED += ["open-data/", "open-data/api/", "contact/", "privacy/", "cities/?view=table", "cities/?view=map"]
COMPOSED += ["fields/", "fields/culture/", "countries/", "countries/th/", "years/", "years/2018/"]


def paths(language: str) -> list[str]:
    """One page of every kind."""
    site = rows(1)
    kinds = ["city", "home", "partnership", "agreement", "exchange", "honour", "story"]
    records = [site[kind].get_absolute_url().removeprefix("/en/") for kind in kinds]
    return [f"/{language}/{path}" for path in [*LISTS, *COMPOSED, *records]]


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("en", "light", 1440), ("zh-hans", "dark", 360), ("en", "dark", 768)]
)
def test_pages_are_accessible_fit_the_screen_and_stay_on_this_host(
    page: Page, live_server: LiveServer, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    elsewhere: list[str] = []
    breaches: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url))
    page.on("console", lambda message: breaches.append(message.text) if message.type == "error" else None)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in paths(language):
        page.goto(path)
        violations = Axe().run(page).response["violations"]
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = ([violation["id"] for violation in violations], too_wide)
    assert {path: wrong for path, wrong in found.items() if wrong != ([], 0)} == {}
    assert [url for url in elsewhere if not url.startswith((live_server.url, "data:"))] == []
    # The photos of these tests have no files.
    assert [text for text in breaches if "Failed to load resource" not in text] == []
    assert page.context.cookies() == []


def test_list_is_narrowed_without_script(
    browser: Browser, live_server: LiveServer, django_db_serialized_rollback: None
) -> None:
    rows(1)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/cities/")
    expect(page.locator(".rows > li")).to_have_count(2)
    page.locator("#id_q").fill("bangkok")
    page.locator(".filters button[type=submit]").click()
    expect(page.locator(".rows > li")).to_have_count(1)
    page.locator(".active-filters a").click()
    expect(page.locator(".rows > li")).to_have_count(2)
    context.close()


def test_language_is_switched_to_the_same_page(page: Page) -> None:
    city = rows(1)["city"]
    page.goto(city.get_absolute_url())
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(f"{page.url.split('/zh-hans/')[0]}/zh-hans/cities/bangkok/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_keyboard_reaches_the_content_first(page: Page) -> None:
    rows(1)
    page.goto("/en/cities/bangkok/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
