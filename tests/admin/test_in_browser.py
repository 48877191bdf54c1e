"""The admin in a real browser: nothing breaks the content security policy, and the work can be done."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from partnerships.models import Agreement, Signatory, Story
from tests import factories, people
from tests.admin.forms import address


@pytest.fixture
def breaches(page: Page) -> Iterator[list[str]]:
    """What the browser complains of: refused scripts and styles, errors, missing files."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield told
    assert told == []


def sign_in(page: Page, person: User) -> None:
    page.goto(reverse("account_login"))
    page.locator("input[name=login]").fill(person.username)
    page.locator("input[name=password]").fill("a long enough secret")
    page.locator("main button[type=submit]").click()


def test_pages_of_the_admin_keep_to_the_policy(page: Page, breaches: list[str]) -> None:
    agreement = factories.agreement()
    factories.attach(agreement, factories.photo())
    story = factories.story()
    sign_in(page, people.superuser())
    for url in (
        "/admin/",
        address(Agreement, "changelist"),
        address(Agreement, "add"),
        address(agreement, "change"),
        address(agreement, "history"),
        address(agreement, "delete"),
        address(story, "change"),
        address(agreement.partnership.home_city, "change"),
        address(User, "add"),
    ):
        page.goto(url, wait_until="networkidle")


def test_story_is_written_in_the_editor_and_published_by_buttons(page: Page, breaches: list[str]) -> None:
    story = factories.story(title_en="Two rivers", body_en="")
    sign_in(page, people.publisher())
    page.goto(address(story, "change"))
    editor = page.get_by_role("textbox", name="Text (English)")
    editor.click()
    editor.press_sequentially("They meet at Chaotianmen.")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist")).to_contain_text("Two rivers")
    panel = page.get_by_role("region", name="English")
    panel.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("region", name="English")).to_contain_text("Visitors see it.")
    story.refresh_from_db()
    assert (story.body_en, story.state_en) == ("<p>They meet at Chaotianmen.</p>", "published")


def test_signatories_are_put_into_protocol_order_by_the_arrows(page: Page, breaches: list[str]) -> None:
    agreement = factories.agreement()
    for order, name in enumerate(["Second in rank", "First in rank"], start=1):
        Signatory.objects.create(agreement=agreement, side="home", name_en=name, order=order)
    sign_in(page, people.editor())
    page.goto(address(agreement, "change"))
    page.locator("#people-1 .move-begin").click()
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert [person.name_en for person in agreement.people.all()] == ["First in rank", "Second in rank"]


def test_partner_is_found_by_typing_its_chinese_name(page: Page, breaches: list[str]) -> None:
    home = factories.home_city(name_en="Chongqing", name_zh_hans="重庆")
    partner = factories.city(name_en="Bangkok", name_zh_hans="曼谷")
    sign_in(page, people.editor())
    page.goto(reverse("admin:partnerships_partnership_add"))
    for field, typed, city in (("home_city", "重庆", home), ("partner_city", "曼谷", partner)):
        page.locator(f".fieldBox.field-{field} .select2-selection").click()
        page.locator(".select2-search__field").fill(typed)
        page.get_by_role("option", name=city.name_en).click()
    page.locator("select[name=tie_class]").select_option("friendly_exchange")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("Chongqing – Bangkok")


def test_admin_is_usable_without_script(page: Page) -> None:
    story = factories.story(body_en="<p>Old</p>")
    browser = page.context.browser
    assert browser is not None
    sign_in(page, people.editor())
    state = page.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=state).new_page()
    plain.goto(page.url.split("/admin/")[0] + address(story, "change"))
    plain.locator("textarea[name=body_en]").fill("<p>New</p>")
    plain.get_by_role("button", name="Save", exact=True).first.click()
    expect(plain.locator(".messagelist")).to_be_visible()
    plain.context.close()
    assert Story.objects.get().body_en == "<p>New</p>"
