"""Characters that come with texts copied from other programs, and that files cannot hold, spoil none of them."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from django.test import Client
from icalendar import Calendar

from partnerships.models import Field, SiteProfile
from tests import factories

pytestmark = pytest.mark.django_db
NAME = "Two\x0bRivers\x01\x7f\ufffe"


@pytest.fixture(autouse=True)
def _everything_named() -> None:
    city = factories.city(published=True, slug="bangkok", name=NAME)
    tie = factories.partnership(published=True, partner_city=city, since="2011-09-26")
    factories.agreement(published=True, partnership=tie, title=NAME)
    given = {"title": NAME, "summary": NAME, "fields": [factories.field()], "cities": [city]}
    factories.exchange(published=True, partnership=tie, home_city=tie.home_city, **given)
    Field.objects.update(name_en=NAME, name_zh_hans=NAME)
    SiteProfile.objects.create(site_name_en=NAME, tagline_en=NAME, office_en=NAME)


@pytest.mark.parametrize("address", ["feed.atom", "cities/bangkok/feed.atom", "fields/culture/feed.atom"])
def test_feed_leaves_them_out_of_its_own_name_too(client: Client, address: str) -> None:
    response = client.get(f"/en/{address}")
    assert response.status_code == 200
    assert "TwoRivers" in "".join(ElementTree.fromstring(response.content).itertext())  # noqa: S314 (our own text)


@pytest.mark.parametrize("address", ["anniversaries.ics", "cities/bangkok/anniversaries.ics"])
def test_calendar_leaves_them_out(client: Client, address: str) -> None:
    body = client.get(f"/en/{address}").content
    assert not re.search(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", body)
    assert Calendar.from_ical(body)["X-WR-CALNAME"].startswith("Two")


@pytest.mark.parametrize("address", ["cities.xlsx", "exchanges.xlsx"])
def test_workbook_leaves_them_out(client: Client, address: str) -> None:
    response = client.get(f"/en/{address}")
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as workbook:
        for name in workbook.namelist():
            ElementTree.fromstring(workbook.read(name))  # noqa: S314 (our own text)
