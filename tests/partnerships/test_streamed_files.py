"""Files are sent while they are read, hold nothing open meanwhile, and tell nothing that is hidden by then."""

import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from partnerships.exports import workbooks
from partnerships.models import Exchange
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_chunks_of_two")]
TITLES = [f"Meeting {number}" for number in range(5)]


@pytest.fixture
def _chunks_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerships.exports.chunks.CHUNK", 2)
    monkeypatch.setattr("sistercities.imports.quick_workbooks.ROWS_AT_ONCE", 1)


@pytest.fixture
def meetings() -> list[Any]:
    home = factories.home_city(published=True)
    return [factories.exchange(True, home_city=home, title=title, starts_on="2018-05-01") for title in TITLES]


def parts(client: Client, ending: str) -> Any:
    return iter(client.get(f"/en/open-data/exchanges.{ending}").streaming_content)


@pytest.mark.usefixtures("meetings")
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "geojson"])
def test_file_begins_before_its_last_rows_are_read(client: Client, ending: str) -> None:
    reading = parts(client, ending)
    next(reading)
    with CaptureQueriesContext(connection) as captured:
        rest = list(reading)
    assert len(rest) > 2
    assert len([query for query in captured if 'FROM "partnerships_exchange"' in query["sql"]]) >= 2


@pytest.mark.parametrize("ending", ["csv", "json", "geojson"])
def test_record_that_is_withdrawn_while_the_file_is_sent_is_not_in_what_comes_after(
    client: Client, meetings: list[Any], ending: str
) -> None:
    reading = parts(client, ending)
    begun = [next(reading), next(reading)]
    Exchange.objects.filter(pk=meetings[0].pk).update(state_en="withdrawn")
    body = b"".join([*begun, *reading]).decode("utf-8-sig")
    assert [title in body for title in TITLES] == [False, True, True, True, True]
    if ending != "csv":
        json.loads(body)


def test_whole_chunk_that_is_withdrawn_meanwhile_leaves_the_rest_whole(client: Client, meetings: list[Any]) -> None:
    reading = parts(client, "json")
    begun = [next(reading), next(reading)]
    Exchange.objects.filter(pk__in=[each.pk for each in meetings[1:3]]).update(state_en="withdrawn")
    rows = json.loads(b"".join([*begun, *reading]))["rows"]
    assert [row["title"] for row in rows] == [TITLES[4], TITLES[3], TITLES[0]]


@pytest.mark.usefixtures("meetings")
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_download_that_is_broken_off_reads_no_further(client: Client, ending: str) -> None:
    response = client.get(f"/en/open-data/exchanges.{ending}")
    reading = iter(response.streaming_content)
    next(reading)
    with CaptureQueriesContext(connection) as captured:
        response.close()
    assert len(captured) == 0
    assert list(reading) == []


@pytest.mark.usefixtures("meetings")
def test_workbook_that_was_streamed_is_read_by_every_library(client: Client) -> None:
    body = b"".join(parts(client, "xlsx"))
    assert zipfile.ZipFile(io.BytesIO(body)).testzip() is None
    read = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in read] == ["Title", *reversed(TITLES)]
    assert [cell.value for cell in openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]["B"]][1:] == TITLES[::-1]


@pytest.mark.usefixtures("meetings")
@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_BYTES"])
def test_list_longer_than_a_sheet_goes_on_on_the_next(
    client: Client, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(workbooks, limit, 2)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(parts(client, "xlsx"))))
    *sheets, about = book.worksheets
    assert len(sheets) > 1
    assert sheets[1].title == "Exchanges 2"
    assert about.title == "About this file"
    found = [sheet.cell(row, 2).value for sheet in sheets for row in range(2, sheet.max_row + 1)]
    assert found == TITLES[::-1]
    assert {sheet["B1"].value for sheet in sheets} == {"Title"}


def test_workbook_of_an_empty_list_has_its_headings(client: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(parts(client, "xlsx"))))
    assert [sheet.title for sheet in book.worksheets] == ["Exchanges", "About this file"]
    assert book.worksheets[0]["B1"].value == "Title"
