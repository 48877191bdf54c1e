"""An office's spreadsheet: from a csv of an old Excel with a wrong cell to public pages, and back."""

from pathlib import Path

import openpyxl
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from partnerships.models import City, Exchange
from tests import factories, people
from tests.admin.forms import address
from tests.admin.test_in_browser import breaches
from tests.imports.files import csv_bytes
from tests.journeys.test_next_visit import sign_in

__all__ = ["breaches"]
HEADERS = ("中方城市", "title_zh_hans", "kind", "starts_on", "参与城市")
ROWS = [
    ["重庆", "市长访问曼谷", "visit", "2018年5月", "重庆；曼谷"],
    ["重庆", "文化周活动开幕", "culture", "2019年13月", "重庆；曼谷"],
]


def faults_of(page: Page) -> list[str]:
    """What our part of the page breaks of WCAG 2.2 AA."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context="#content-main", options=options)
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]]


def register() -> None:
    factories.partnership(
        published=True,
        home_city=factories.home_city(published=True, name_en="Chongqing", name_zh_hans="重庆", slug="chongqing"),
        partner_city=factories.city(published=True, name_en="Bangkok", name_zh_hans="曼谷", slug="bangkok"),
    )


def read(page: Page, path: Path) -> None:
    """Upload a file of exchanges from their list."""
    page.goto(address(Exchange, "changelist"))
    page.get_by_role("link", name="Import a sheet").click()
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="What the columns mean")).to_be_visible()


def check(page: Page) -> None:
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/preview/")


def mended(path: Path, page: Page) -> Path:
    """The owner's file with the wrong cell marked, mended as its note says."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Your file with the wrong cells marked").click()
    download.value.save_as(path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    wrong = [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    assert [cell.coordinate for cell in wrong] == ["D3"]
    wrong[0].value = "2019"
    workbook.save(path)
    return path


def test_file_with_a_wrong_cell_is_mended_taken_in_published_and_taken_back(
    page: Page, breaches: list[str], tmp_path: Path
) -> None:
    register()
    sheet = tmp_path / "交流.csv"
    sheet.write_bytes(csv_bytes(HEADERS, *ROWS, encoding="gb18030"))
    sign_in(page, people.administrator())
    read(page, sheet)
    expect(page.get_by_text("Read as GB18030: are the names spelled right?")).to_be_visible()
    check(page)
    expect(page.get_by_role("row", name="3 D starts_on 2019年13月")).to_be_visible()
    assert not Exchange.objects.exists()

    read(page, mended(tmp_path / "mended.xlsx", page))
    check(page)
    page.get_by_role("link", name="Decide").last.click()
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/result/")
    assert {each.starts_on.text for each in Exchange.objects.all()} == {"2018-05", "2019"}

    page.get_by_label("English").uncheck()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("2 records were published.")).to_be_visible()
    result = page.url
    page.goto("/zh-hans/exchanges/")
    expect(page.get_by_text("市长访问曼谷").first).to_be_visible()

    page.goto(result)
    page.get_by_role("link", name="Take back this import").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("This import has been taken back.")).to_be_visible()
    assert not Exchange.objects.exists()
    assert City.objects.count() == 2
    page.goto("/zh-hans/exchanges/")
    expect(page.get_by_text("市长访问曼谷")).to_have_count(0)


def test_pages_of_an_import_are_accessible_on_a_desk_and_on_a_telephone(page: Page, tmp_path: Path) -> None:
    register()
    sheet = tmp_path / "exchanges.csv"
    sheet.write_bytes(
        csv_bytes((*HEADERS, "Blood type"), *([*row, "0"] for row in ROWS), ["重庆", "展", "", "2020", "曼古", ""])
    )
    sign_in(page, people.administrator())
    read(page, sheet)
    page.get_by_role("button", name="Go on").click()
    job = page.url.rsplit("/", 2)[0]
    page.get_by_role("button", name="Check the file").click()
    page.wait_for_url("**/preview/")
    ways = ["columns/", "places/", "preview/", "preview/?outcome=new", "decision/"]
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        for address_of_page in (
            "/admin/imports/importjob/",
            "/admin/imports/importjob/add/",
            *(f"{job}/{way}" for way in ways),
        ):
            page.goto(address_of_page)
            assert faults_of(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
