"""Moments at which something public changes by itself: every kept page is right from that moment on."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from media.renditions import path_of
from sistercities.common.boundaries import next_boundary, next_midnight, publishable_models
from sistercities.common.content_version import raise_version
from sistercities.common.languages import CONTENT_LANGUAGES
from tests import factories
from tests.public.kept import is_kept
from tests.public.machine_doors import api_doors, files
from tests.public.secret_words import crawl, text_of
from tests.public.site_of_everything import rows

# A door at which nothing changes proves nothing: something must, at doors of each of these kinds.
CHANGING = ["/en/cities/bangkok/", "/en/search/", "/api/v1/", ".csv", ".atom", ".ics", "/en/stories/"]
PICTURE = re.compile(r"/files/[^\s\"&]+")
pytestmark = pytest.mark.django_db

# Noon in the office; its midnight is at 16:00 in UTC.
NOON = datetime(2026, 5, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_first_boundary_is_the_office_s_midnight_when_nothing_is_planned() -> None:
    assert next_boundary(NOON) == next_midnight(NOON) == datetime(2026, 5, 4, 16, tzinfo=UTC)
    assert next_midnight(datetime(2026, 5, 4, 16, tzinfo=UTC)) == datetime(2026, 5, 5, 16, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["publish_at", "withdraw_at"])
@pytest.mark.parametrize("model", publishable_models(), ids=lambda model: model.__name__)
def test_planned_moment_of_any_record_is_a_boundary(model: type[Any], moment: str) -> None:
    makers: dict[str, Callable[..., Any]] = {
        "city": factories.city,
        "partnership": factories.partnership,
        "agreement": factories.agreement,
        "exchange": factories.exchange,
        "honour": factories.honour,
        "story": factories.story,
        "mediaitem": factories.photo,
    }
    make = makers[model._meta.model_name]
    make(**{moment: NOON - HOUR})
    make(**{moment: NOON + 3 * HOUR})
    make(**{moment: NOON + 2 * HOUR})
    with CaptureQueriesContext(connection) as queries:
        assert next_boundary(NOON) == NOON + 2 * HOUR
    assert len(queries) == 1
    assert next_boundary(NOON + 2 * HOUR) == NOON + 3 * HOUR


def planned() -> tuple[list[datetime], str]:
    """A site on which something appears and something goes at one moment, and at midnight a permission and an agreement
    end, an anniversary is over and a planned day passes: when they do, and the address of what appears.
    """
    made = rows(1)
    _plan(made["exchange"], title_en="Zqappears", publish_at=NOON + HOUR, published_at_en=NOON - HOUR)
    _plan(made["agreement"], title_en="Zqgoes", withdraw_at=NOON + HOUR)
    _plan(made["story"].lead_photo, caption_en="Zqpermitted", permission_until=date(2026, 5, 4))
    factories.exchange(
        published=True, home_city=made["home"], title_en="Zqcoming", starts_on="2026-05-04", plan_status="planned"
    )
    factories.agreement(
        published=True,
        partnership=made["partnership"],
        title_en="Zqends",
        signed_on="2011-05-04",
        valid_until="2026-05-04",
        validity="dated",
        wording="ends",
    )
    raise_version()
    return [NOON + HOUR, next_midnight(NOON)], made["exchange"].get_absolute_url()


def _plan(record: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def further_doors(client: Client, pages: dict[str, str]) -> list[str]:
    """What no page leads to, or what the walk over the pages leaves out: files, feeds, maps, the API, pictures, and
    lists and searches that are narrowed.
    """
    ways = [f"{way}/?q=Zqappears" for way in ("search", "search/suggest", "exchanges", "cities")]
    ways += ["agreements/?q=Zqgoes", "photos/?q=Zqpermitted", "stories/?q=Zqpermitted"]
    ways += [f"{name}.{ending}?year=2018" for name in ("agreements", "exchanges") for ending in ("csv", "json")]
    ways += [
        "anniversaries.ics",
        "cities/bangkok/anniversaries.ics",
        "exchanges/?sort=-starts_on",
        "anniversaries/?page=2",
    ]
    pictures = {link for page in pages.values() for link in PICTURE.findall(page)}
    return [
        *(f"/{code}/{way}" for code in CONTENT_LANGUAGES for way in ways),
        *api_doors(),
        *files(client),
        *sorted(pictures),
    ]


@pytest.fixture
def shown_pictures(settings: Settings, tmp_path: Path) -> None:
    """The smaller versions of the photo on the site, so that they go out as files."""
    settings.MEDIA_ROOT = tmp_path
    for size in ("content", "whole"):
        for ending in ("jpg", "webp"):
            default_storage.save(path_of("1", size, ending), ContentFile(b"a picture"))


@pytest.mark.usefixtures("shown_pictures")
def test_every_door_is_right_on_both_sides_of_each_boundary(visitor: Client, settings: Settings) -> None:
    """Every address that can be reached is kept; then the clock moves over the boundaries one by one, and all answers
    are compared with those of a server that has kept nothing.
    """
    settings.API_REQUESTS_PER_MINUTE = 0
    boundaries, appearing = planned()
    with time_machine.travel(NOON, tick=False) as clock:
        pages = crawl(visitor, appearing, without="?.")
        urls = list(dict.fromkeys([*pages, *further_doors(visitor, pages)]))
        told = {url: pages.get(url) or said(visitor, url) for url in urls}
        changed: set[str] = set()
        for boundary in boundaries:
            # What is narrowed is not kept at every door.
            kept = [url for url in urls if "?" not in url and _is_keepable(visitor, url)]
            clock.move_to(boundary - timedelta(milliseconds=1))
            assert [url for url in kept if not is_kept(visitor, url)] == []
            clock.move_to(boundary)
            anew = _told_by_a_server_that_keeps_nothing(urls, settings)
            assert [url for url in urls if said(visitor, url) != anew[url]] == []
            changed |= {url for url in urls if told[url] != anew[url]}
            told = anew
        assert [kind for kind in CHANGING if not any(kind in url for url in changed)] == []


def _told_by_a_server_that_keeps_nothing(urls: list[str], settings: Settings) -> dict[str, str]:
    settings.FRAGMENT_CACHE_MEGABYTES = 0
    fresh = Client()
    anew = {url: said(fresh, url) for url in urls}
    settings.FRAGMENT_CACHE_MEGABYTES = 8
    return anew


def said(client: Client, url: str) -> str:
    return text_of(client.get(url))


def _is_keepable(client: Client, url: str) -> bool:
    response = client.get(url)
    # Read to its end, a file is closed by the client; closed by hand, it would take PostgreSQL's connection along.
    text_of(response)
    is_public = response.headers.get("Cache-Control", "").startswith("public")
    return response.status_code == 200 and not response.streaming and is_public
