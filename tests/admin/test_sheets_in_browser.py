"""A sheet's way through the admin, in a real browser."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from partnerships.models import City, Exchange
from tests import factories, people
from tests.admin.forms import address
from tests.admin.test_in_browser import breaches, sign_in
from tests.imports.files import csv_bytes

__all__ = ["breaches"]
HEADERS = ("home_city", "title_zh_hans", "kind", "starts_on", "cities")


def test_sheet_is_mended_previewed_and_taken_in(page: Page, breaches: list[str], tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path
    factories.home_city(name_zh_hans="重庆", slug="chongqing")
    factories.city(name_zh_hans="曼谷", slug="bangkok")
    sheet = tmp_path / "交流.csv"
    rows = [
        ["重庆", "市长访问曼谷", "visit", "2018年5月", "重庆；曼谷"],
        ["重庆", "文化周活动开幕", "culture", "2019", "曼古"],
    ]
    sheet.write_bytes(csv_bytes(HEADERS, *rows, encoding="gb18030"))
    sign_in(page, people.importer())

    page.goto(address(Exchange, "changelist"))
    page.get_by_role("link", name="Import a sheet").click()
    page.get_by_label("Sheet").set_input_files(sheet)
    page.get_by_role("button", name="Check the sheet").click()
    expect(page.get_by_role("row", name="3 E cities 曼古")).to_be_visible()
    assert not Exchange.objects.exists()

    rows[1][-1] = "曼谷"
    sheet.write_bytes(csv_bytes(HEADERS, *rows, encoding="gb18030"))
    page.get_by_role("link", name="Upload another sheet").click()
    page.get_by_label("Sheet").set_input_files(sheet)
    page.get_by_role("button", name="Check the sheet").click()
    expect(page.get_by_text("The file was read as GB18030.")).to_be_visible()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("Taken in: 2 new, 0 changed, 0 unchanged.")).to_be_visible()
    assert {exchange.starts_on.text for exchange in Exchange.objects.all()} == {"2018-05", "2019"}
    assert City.objects.count() == 2


def test_pages_about_sheets_are_accessible(page: Page, tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path
    sheet = tmp_path / "cities.csv"
    sign_in(page, people.importer())
    for country in ("VN", "Narnia"):
        sheet.write_bytes(csv_bytes(("slug", "name_en", "country"), ["hue", "Huế", country]))
        page.goto("/admin/partnerships/city/import-sheet/")
        assert faults_of(page) == []
        page.get_by_label("Sheet").set_input_files(sheet)
        page.get_by_role("button", name="Check the sheet").click()
        assert faults_of(page) == []


def faults_of(page: Page) -> list[str]:
    """What our part of the page breaks of WCAG 2.2 AA."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context="#content-main", options=options)
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]]
