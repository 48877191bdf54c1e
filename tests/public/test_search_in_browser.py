"""Suggestions in a real browser: reached by `/` and the arrow keys, told to screen readers, gone with Escape."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import factories
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db(transaction=True)


def test_city_is_found_by_keys_alone(page: Page) -> None:
    rows(1)
    page.goto("/en/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("bangk")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Bangkok")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("bangk")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/cities/bangkok/")


def test_slash_is_a_letter_while_one_types_and_words_lead_to_the_page_of_results(page: Page) -> None:
    factories.city(True, name_en="Bangkok", name_zh_hans="曼谷")
    page.goto("/zh-hans/search/")
    page.locator("#page-search").click()
    page.keyboard.type("a/曼谷")
    expect(page.locator("#page-search")).to_have_value("a/曼谷")
    page.locator("#page-search").fill("曼谷")
    page.keyboard.press("Enter")
    expect(page.locator("h3 mark")).to_have_text("曼谷")


@pytest.mark.parametrize("path", ["/en/search/?q=bangkok", "/zh-hans/figures/", "/en/figures/exchanges/"])
def test_pages_are_accessible_and_fit_a_phone(page: Page, path: str) -> None:
    rows(1)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(path)
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert ([each["id"] for each in Axe().run(page).response["violations"]], too_wide) == ([], 0)
