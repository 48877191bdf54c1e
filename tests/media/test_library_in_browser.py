"""The library and the gallery in a real browser: by mouse, by keyboard, and without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from media.models import MediaItem
from tests.factories import city, photo
from tests.media.files import finished_photo, jpeg
from tests.media.test_photo_journey import IS_SHOWN, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

LIBRARY = "/admin/media/mediaitem/"
DROP = """([name, bytes]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name));
  document.querySelector(".drop-zone").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
}"""


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complains of: refused scripts and styles, errors, missing files."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield told
    assert told == []


def chosen(folder: Path, **files: bytes) -> list[Path]:
    paths = []
    for name, content in files.items():
        path = folder / name.replace("_dot_", ".")
        path.write_bytes(content)
        paths.append(path)
    return paths


def test_dropped_and_chosen_files_are_sent_one_by_one_each_with_its_answer(
    page: Page, complaints: list[str], tmp_path: Path
) -> None:
    sign_in(page, "Editor")
    page.goto(LIBRARY)
    page.get_by_role("link", name="Add several files").click()
    page.fill("[name=credit_en]", "Li Na")
    expect(page.locator(".drop-zone")).to_be_visible()
    page.evaluate(DROP, ["dropped.jpg", list(jpeg((60, 40)))])
    expect(page.locator("#uploads li").first).to_contain_text("Taken in: dropped.jpg")
    page.set_input_files("[name=files]", chosen(tmp_path, good_dot_jpg=jpeg((90, 60)), page_dot_jpg=b"<html></html>"))
    page.get_by_role("button", name="Add the files").click()
    rows = page.locator("#uploads li")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("Taken in: good.jpg")
    expect(rows.nth(2)).to_contain_text("This is not a photo that can be read.")
    expect(page.locator("#uploads progress")).to_have_count(0)
    kept = MediaItem.objects.order_by("pk").values_list("given_name", "credit_en")
    assert list(kept) == [("dropped.jpg", "Li Na"), ("good.jpg", "Li Na")]


def test_files_are_sent_without_script_too(browser: Browser, live_server: LiveServer, tmp_path: Path) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "Editor")
    page.goto(f"{LIBRARY}upload/")
    page.fill("[name=credit_en]", "Li Na")
    page.set_input_files("[name=files]", chosen(tmp_path, good_dot_jpg=jpeg(), page_dot_jpg=b"<html></html>"))
    page.get_by_role("button", name="Add the files").click()
    expect(page.locator("#uploads li")).to_have_count(2)
    assert MediaItem.objects.count() == 1
    context.close()


def test_click_on_the_preview_moves_the_point_of_interest(page: Page, complaints: list[str]) -> None:
    item = finished_photo(jpeg((600, 400)))
    sign_in(page, "Editor")
    page.goto(f"{LIBRARY}{item.pk}/change/")
    preview = page.locator(".field-preview img")
    box = preview.bounding_box()
    assert box is not None
    preview.click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.75})
    assert (page.input_value("[name=focal_x]"), page.input_value("[name=focal_y]")) == ("20", "75")
    mark = page.locator(".focal-mark").bounding_box()
    assert mark is not None
    assert abs(mark["x"] + mark["width"] / 2 - box["x"] - box["width"] * 0.2) < 4
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert MediaItem.objects.get().renditions["focal"] == [20, 75]


def test_photo_is_attached_to_a_record_by_search_and_by_upload(
    page: Page, complaints: list[str], tmp_path: Path
) -> None:
    place = city(name_en="Bangkok")
    photo(caption_en="The wharf", caption_zh_hans="码头")
    sign_in(page, "Editor")
    page.goto(f"/admin/partnerships/city/{place.pk}/change/")
    rows = page.locator("#attachments-group")
    rows.get_by_text("Add another").click()
    rows.locator("#attachments-0 .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill("码头")
    page.get_by_role("option", name="The wharf").click()
    rows.get_by_text("Add another").click()
    with page.expect_popup() as opened:
        rows.locator("#attachments-1 .add-related").click()
    popup = opened.value
    [path] = chosen(tmp_path, new_dot_jpg=jpeg((90, 60)))
    popup.set_input_files("[name=file]", path)
    popup.fill("[name=credit_en]", "Li Na")
    popup.fill("[name=caption_en]", "The square")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save", exact=True).first.click()
    expect(rows.locator("#attachments-1 .select2-selection")).to_contain_text("The square")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert [row.item.caption_en for row in place.attachments.all()] == ["The wharf", "The square"]


def public_photos() -> None:
    for slug in ("one", "two", "three"):
        finished_photo(jpeg((1200, 800)), published=True, slug=slug, caption=f"Photo {slug}")


def test_arrow_keys_lead_through_the_photos(page: Page, complaints: list[str]) -> None:
    public_photos()
    page.goto("/en/photos/")
    page.get_by_role("link", name="Alt").first.click()
    expect(page.get_by_role("heading", name="Photo three")).to_be_visible()
    assert page.get_by_role("img").first.evaluate(IS_SHOWN)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Photo two")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", name="Photo three")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Photos", exact=True)).to_be_visible()
    assert page.context.cookies() == []


def test_viewer_works_without_script(browser: Browser, live_server: LiveServer) -> None:
    public_photos()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/photos/")
    page.get_by_role("link", name="Alt").first.click()
    page.get_by_role("link", name="Next photo").click()
    expect(page.get_by_role("heading", name="Photo two")).to_be_visible()
    page.get_by_role("link", name="All photos").click()
    expect(page.get_by_role("heading", name="Photos", exact=True)).to_be_visible()
    context.close()


@pytest.mark.parametrize("address", ["/en/photos/", "/zh-hans/photos/", "/en/photos/two/"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_gallery_and_viewer_are_accessible_and_fit_the_screen(
    page: Page, complaints: list[str], address: str, width: int, scheme: str
) -> None:
    public_photos()
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    images = page.locator("main img")
    assert images.evaluate_all("found => found.filter(image => !image.width || !image.height).length") == 0
