"""The public pages in a real browser: for everybody, on any screen, without script, from this host alone."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.public.site_of_everything import rows

LISTS = ["", "cities/", "agreements/", "exchanges/", "stories/", "exchanges/?q=nothing+like+it", "about/", "nothing/"]
COMPOSED = ["cities/bangkok/briefing/", "cities/chongqing/", "anniversaries/", "figures/", "figures/how-we-count/"]
COMPOSED += ["figures/partnerships/", "figures/exchanges/", "search/?q=bangkok", "search/", "photos/"]
COMPOSED += ["open-data/", "open-data/api/", "contact/", "contact/sent/", "privacy/"]
COMPOSED += ["cities/?view=table", "cities/?view=map", "cities/?country=TH", "search/?q=nothing+like+it"]
COMPOSED += ["fields/", "fields/culture/", "countries/", "countries/th/", "years/", "years/2018/"]

# Target size is a rule of WCAG 2.2 that axe leaves out unless it is asked for.
EVERYTHING = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
RUN = "options => axe.run(options).then(found => found.violations.map(each => each.id))"
# What readers may set by WCAG 1.4.12; our policy leaves it to them.
SPACE = """() => {
  const sheet = new CSSStyleSheet();
  const spaces = "line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important";
  sheet.replaceSync(`* { ${spaces} }`);
  document.adoptedStyleSheets = [sheet];
}"""
# What sticks out of the screen, if anything has to be scrolled to.
OUTSIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const all = scrollWidth > clientWidth ? [...document.querySelectorAll("body *")] : [];
  const outside = all.filter(each => each.getBoundingClientRect().right > clientWidth + 0.5);
  return outside.slice(0, 3).map(each => `${clientWidth} pixels: ${each.outerHTML.slice(0, 60)}`);
}"""


def paths(language: str) -> list[str]:
    """One page of every kind."""
    site = rows(1)
    kinds = ["city", "home", "partnership", "agreement", "exchange", "honour", "story"]
    records = [site[kind].get_absolute_url() for kind in kinds] + [site["story"].lead_photo.get_absolute_url()]
    return [f"/{language}/{path}" for path in [*LISTS, *COMPOSED, *(url.removeprefix("/en/") for url in records)]]


def faults(page: Page, scheme: Literal["light", "dark"]) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    return [f"{scheme}: {rule}" for rule in page.evaluate(RUN, EVERYTHING)]


def faults_at_any_width(page: Page) -> list[str]:
    """What axe finds on the open page on a desk by day and on a phone by night, and where it has to be scrolled
    sideways: at 320 pixels, which is a desk at 400 %, and with letters and lines further apart.
    """
    page.set_viewport_size({"width": 1440, "height": 900})
    found = faults(page, "light")
    page.set_viewport_size({"width": 320, "height": 640})
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    found += faults(page, "dark")
    page.set_viewport_size({"width": 768, "height": 640})
    found += page.evaluate(OUTSIDE)
    page.set_viewport_size({"width": 320, "height": 640})
    found += page.evaluate(OUTSIDE)
    page.evaluate(SPACE)
    return found + [f"spaced, {each}" for each in page.evaluate(OUTSIDE)]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_are_accessible_fit_every_screen_and_stay_on_this_host(
    page: Page, live_server: LiveServer, language: str
) -> None:
    elsewhere: list[str] = []
    breaches: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url))
    page.on("console", lambda message: breaches.append(message.text) if message.type == "error" else None)
    found = {}
    for path in paths(language):
        page.goto(path)
        found[path] = faults_at_any_width(page)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert [url for url in elsewhere if not url.startswith((live_server.url, "data:"))] == []
    # The photos of these tests have no files.
    assert [text for text in breaches if "Failed to load resource" not in text] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_form_with_errors_and_map_enlarged_are_accessible(page: Page, language: str) -> None:
    rows(1)
    page.goto(f"/{language}/contact/")
    page.locator("#id_email").fill("no address")
    page.locator(".contact-form [type=submit]").click()
    expect(page.locator("#id_email")).to_be_focused()
    expect(page.locator("#id_email")).to_have_attribute("aria-describedby", re.compile("id_email_error"))
    assert faults(page, "light") + faults(page, "dark") == []
    page.goto(f"/{language}/cities/?view=map")
    page.locator("[name=map-zoom]").last.check()
    assert faults(page, "dark") + faults(page, "light") == []


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
