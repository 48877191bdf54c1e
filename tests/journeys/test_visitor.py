"""A visitor with a phone: finds a city by its Chinese name, reads, takes a list and the anniversaries away."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests import factories

RAILWAY = "Cooperation on a railway corridor"


def register() -> None:
    home = factories.home_city(published=True, name_en="Chongqing", name_zh_hans="重庆")
    bangkok = factories.city(published=True, name_en="Bangkok", name_zh_hans="曼谷", slug="bangkok")
    tie = factories.partnership(published=True, home_city=home, partner_city=bangkok, since="2011-09-26")
    toulouse = factories.city(published=True, name_en="Toulouse", name_zh_hans="图卢兹", country="FR")
    factories.partnership(published=True, home_city=home, partner_city=toulouse)
    railway = factories.exchange(
        published=True, home_city=home, cities=[bangkok], partnership=tie, title_en=RAILWAY, starts_on="2022-07-01"
    )
    factories.cite(railway, factories.source(title="A report on the corridor"))


def test_visitor_with_a_phone_finds_reads_and_takes_away(page: Page) -> None:
    register()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/en/")
    page.get_by_role("combobox").or_(page.get_by_role("searchbox")).first.fill("曼谷")
    page.get_by_role("button", name="Search", exact=True).first.click()
    page.locator("main").get_by_role("link", name="Bangkok", exact=True).first.click()
    entry = page.locator(".timeline li", has_text=RAILWAY)
    expect(entry.locator("time")).to_have_attribute("datetime", "2022-07-01")
    source = entry.locator("sup a, a[href^='#source']").first.get_attribute("href")
    expect(page.locator(source)).to_contain_text("A report on the corridor")
    assert "BEGIN:VCALENDAR" in page.request.get(calendar(page)).text()
    page.goto("/en/cities/?continent=asia")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    assert [row[0] for row in rows_of(download.value.path())] == ["Bangkok"]
    assert page.context.cookies() == []


def calendar(page: Page) -> str:
    """The address that a calendar would subscribe to."""
    address = page.locator("a[href^='webcal:']").first.get_attribute("href") or ""
    return address.replace("webcal:", "http:", 1)


def rows_of(path: Path) -> list[tuple]:
    """The rows below the headings of a downloaded workbook, from the column of names on."""
    sheet = load_workbook(BytesIO(path.read_bytes())).worksheets[0]
    headings, *rows = sheet.iter_rows(values_only=True)
    return [row[headings.index("Name") :] for row in rows]
