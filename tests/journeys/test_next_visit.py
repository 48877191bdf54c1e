"""An office's everyday: the editor enters a visit of which only the month is known, the publisher shows it."""

from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from partnerships.models import Exchange
from tests import factories, people
from tests.admin.forms import address

TITLE = "Delegation of Bangkok in Chongqing"


def sign_in(page: Page, person: User) -> None:
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    page.locator("input[name=login]").fill(person.username)
    page.locator("input[name=password]").fill("a long enough secret")
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(f"{page.url.split('/admin/')[0]}/admin/")


def choose(page: Page, field: str, typed: str) -> None:
    """Pick a city by typing part of a name."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-search__field:focus").fill(typed)
    page.locator(".select2-results__option", has_text=typed).first.click()


def enter_visit(page: Page) -> None:
    page.goto(address(Exchange, "add"))
    choose(page, "home_city", "Chongqing")
    page.locator("select[name=kind]").select_option("visit")
    page.locator("[name=title_en]").fill(TITLE)
    page.locator("[name=title_zh_hans]").fill("曼谷代表团访渝")
    page.locator("[name=starts_on]").fill("March 2026")
    choose(page, "cities", "Bangkok")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist")).to_contain_text(TITLE)


def press(page: Page, button: str, state: str) -> None:
    """The button of an act, in both languages; each is waited for, or its answer would meet the next page."""
    for language in ("English", "Chinese"):
        region = page.get_by_role("region", name=language)
        region.get_by_role("button", name=button, exact=True).click()
        expect(region).to_contain_text(state)


def test_visit_known_to_the_month_goes_from_the_editor_to_the_public(page: Page) -> None:
    tie = factories.partnership(
        published=True,
        home_city=factories.home_city(published=True, name_en="Chongqing", name_zh_hans="重庆"),
        partner_city=factories.city(published=True, name_en="Bangkok", name_zh_hans="曼谷"),
    )
    editor, publisher = people.editor(), people.publisher()
    sign_in(page, editor)
    enter_visit(page)
    press(page, "Send to review", "In review")
    visit = Exchange.objects.get()
    page.context.clear_cookies()
    page.goto(f"/en/exchanges/{visit.slug}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    sign_in(page, publisher)
    page.goto(address(visit, "change"))
    press(page, "Publish", "Published")
    page.context.clear_cookies()
    for path in ("", "exchanges/", f"exchanges/{visit.slug}/", f"cities/{tie.partner_city.slug}/"):
        for language, words in (("en", "March 2026"), ("zh-hans", "2026年3月")):
            page.goto(f"/{language}/{path}")
            expect(page.locator("main time[datetime='2026-03']").first).to_have_text(words)
    assert page.context.cookies() == []
