"""Files, feeds and calendars asked for in a language of the interface alone: what they say of themselves is true.

Files and feeds name a language; all of their words are in it. A calendar's sentences are those of the interface, so its
events are others than those of the language whose names stand in them.
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests import factories
from tests.public.site_of_everything import rows
from tests.public.test_further_language import CODE, OPEN, catalogues

pytestmark = pytest.mark.django_db
__all__ = ["catalogues"]


@pytest.fixture
def site(catalogues: Path) -> Iterator[None]:
    languages = [*settings.LANGUAGES, (CODE, "العربية")]
    tie = rows(1)["partnership"]
    factories.exchange(True, home_city=tie.home_city, plan_status="planned", starts_on="2099-05-01")
    with override_settings(LANGUAGES=languages, LOCALE_PATHS=[catalogues, *settings.LOCALE_PATHS]):
        yield


def body_of(client: Client, path: str, code: str = CODE) -> bytes:
    response = client.get(f"/{code}/{path}")
    assert response.status_code == 200, path
    return response.getvalue()


@pytest.mark.usefixtures("site")
def test_file_in_a_further_language_is_wholly_in_the_language_that_it_names(client: Client) -> None:
    for path in ("exchanges.json", "cities.csv", "open-data/cities.csv", "open-data/cities.geojson", "feed.atom"):
        assert OPEN not in body_of(client, path).decode(), path
    described = json.loads(body_of(client, "open-data/datapackage.json"))
    assert described["languages"] == ["en"]
    assert OPEN not in json.dumps(described, ensure_ascii=False)
    listed = json.loads(body_of(client, "exchanges.json"))
    assert (listed["title"], listed["language"], listed["source"]) == (
        "Exchanges",
        "en",
        "http://testserver/en/exchanges/",
    )
    assert b'xml:lang="en"' in body_of(client, "feed.atom")
    workbook = openpyxl.load_workbook(BytesIO(body_of(client, "cities.xlsx")))
    cells = [cell for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Country or region" in cells
    assert [cell for cell in [*cells, *workbook.sheetnames] if OPEN in str(cell)] == []


@pytest.mark.usefixtures("site")
def test_calendar_in_a_further_language_has_events_of_its_own(client: Client) -> None:
    own, english = (body_of(client, "anniversaries.ics", code) for code in (CODE, "en"))
    names = [set(re.findall(rb"UID:(.*)\r\n", text.replace(b"\r\n ", b""))) for text in (own, english)]
    assert len(names[0]) == len(names[1]) > 0
    assert names[0].isdisjoint(names[1])
    assert OPEN in own.decode()
