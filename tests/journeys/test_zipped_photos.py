"""A sheet with its photos in one zip: uploaded, checked, taken in, seen on the public page."""

from pathlib import Path

from playwright.sync_api import Page, expect

from media.models import MediaItem
from tests import factories, people
from tests.admin.test_in_browser import breaches
from tests.imports.files import csv_bytes
from tests.imports.zips import PHOTOS, zip_bytes
from tests.journeys.test_import_wizard import check
from tests.journeys.test_next_visit import sign_in
from tests.media.conftest import storage_folder
from tests.media.files import jpeg

__all__ = ["breaches", "storage_folder"]
HEADERS = (*PHOTOS, "caption_en", "record", "order")


def archive(folder: Path, name: str) -> Path:
    """Two photos of Huế of which the second row names `name`."""
    rows = [
        ["citadel.jpg", "Own", "A gate with three arches", "own", "The citadel", "hue", "1"],
        [name, "Own", "A bridge of six spans", "own", "The bridge", "hue", "2"],
    ]
    pictures = (("pictures/citadel.jpg", jpeg((600, 400))), ("pictures/bridge.jpg", jpeg((601, 400))))
    path = folder / "photos.zip"
    path.write_bytes(zip_bytes(("photos.csv", csv_bytes(HEADERS, *rows)), *pictures))
    return path


def upload(page: Page, path: Path) -> None:
    page.goto("/admin/imports/importjob/add/")
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="What the columns mean")).to_be_visible()


def test_zipped_photos_are_checked_mended_taken_in_and_shown(page: Page, breaches: list[str], tmp_path: Path) -> None:
    factories.city(published=True, slug="hue", name_en="Huế", name_zh_hans="顺化")
    sign_in(page, people.administrator())
    upload(page, archive(tmp_path, "brigde.jpg"))
    check(page)
    expect(page.get_by_text("Is one of these meant: pictures/bridge.jpg?")).to_be_visible()
    expect(page.get_by_text("No row names this file, so it is not taken in: pictures/bridge.jpg.")).to_be_visible()
    assert not MediaItem.objects.exists()

    upload(page, archive(tmp_path, "bridge.jpg"))
    check(page)
    page.get_by_role("link", name="Decide").last.click()
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/result/")
    page.get_by_label("Chinese").uncheck()
    page.get_by_role("button", name="Publish").click()
    page.goto("/en/cities/hue/")
    captions = page.locator("figcaption")
    expect(captions.filter(has_text="The citadel").first).to_be_visible()
    expect(captions.filter(has_text="The bridge").first).to_be_visible()
