"""A photo from the office's computer to the visitor's screen, in a real browser."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.media.files import talkative
from tests.people import person

IS_SHOWN = "image => image.decode().then(() => image.naturalWidth > 0)"


def sign_in(page: Page, *roles: str) -> None:
    user = person(*roles)
    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/admin/")
    page.fill("input[name=login]", user.get_username())
    page.fill("input[name=password]", "a long enough secret")
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_url("**/admin/")


@pytest.mark.django_db(transaction=True)
def test_uploaded_photo_reaches_visitors_once_it_is_published(page: Page, tmp_path: Path) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    chosen = tmp_path / "签约.jpg"
    chosen.write_bytes(talkative("JPEG"))

    sign_in(page, "Editor")
    page.goto("/admin/media/mediaitem/add/")
    page.set_input_files("input[name=file]", chosen)
    for name, text in {"alt_en": "Two people sign", "caption_en": "The signing", "credit_en": "Li Na"}.items():
        page.fill(f"[name={name}]", text)
    page.select_option("[name=licence]", "own")
    page.locator("[name=_continue]").first.click()
    expect(page.locator(".field-preview img")).to_be_visible()
    assert page.locator(".field-preview img").evaluate(IS_SHOWN)
    address = page.url

    page.context.clear_cookies()
    assert page.goto("/en/photos/the-signing/").status == 404  # type: ignore[union-attr]
    complaints.clear()

    sign_in(page, "Editor", "Publisher")
    page.goto(address)
    page.get_by_role("button", name="Publish").first.click()
    expect(page.get_by_text("Visitors see it.")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/en/photos/the-signing/")
    expect(page.get_by_role("heading", name="The signing")).to_be_visible()
    image = page.get_by_role("img", name="Two people sign")
    expect(image).to_be_visible()
    assert image.evaluate(IS_SHOWN)
    assert image.evaluate("image => image.currentSrc").endswith((".avif", ".webp"))
    expect(page.get_by_text("Li Na")).to_be_visible()
    assert (page.context.cookies(), complaints) == ([], [])
    assert Axe().run(page).response["violations"] == []
