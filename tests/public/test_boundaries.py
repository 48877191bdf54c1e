"""Moments at which something public changes by itself: every kept page is right from that moment on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from media.models import MediaItem
from partnerships.models import Agreement, Exchange
from sistercities.common.boundaries import next_boundary, next_midnight, publishable_models
from sistercities.common.content_version import raise_version
from tests import factories
from tests.public.kept import is_kept
from tests.public.secret_words import crawl, text_of
from tests.public.site_of_everything import rows

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
    """A site on which something appears, something goes, a permission ends and a planned day passes: when they do, and
    the address of what appears.
    """
    made = rows(1)
    Exchange.objects.filter(pk=made["exchange"].pk).update(title_en="Zqappears", publish_at=NOON + HOUR)
    Agreement.objects.filter(pk=made["agreement"].pk).update(title_en="Zqgoes", withdraw_at=NOON + HOUR)
    photo = made["story"].lead_photo
    MediaItem.objects.filter(pk=photo.pk).update(caption_en="Zqpermitted", permission_until=date(2026, 5, 4))
    factories.exchange(
        published=True, home_city=made["home"], title_en="Zqcoming", starts_on="2026-05-04", plan_status="planned"
    )
    raise_version()
    return [NOON + HOUR, next_midnight(NOON)], made["exchange"].get_absolute_url()


def test_every_page_is_right_on_both_sides_of_each_boundary(visitor: Client, settings: Settings) -> None:
    """Every address that can be reached is kept; then the clock moves over the boundaries one by one, and all answers
    are compared with those of a server that has kept nothing.
    """
    boundaries, appearing = planned()
    with time_machine.travel(NOON, tick=False) as clock:
        pages = crawl(visitor, appearing, without="?.")
        urls = list(pages)
        for boundary in boundaries:
            kept = [url for url in urls if _is_keepable(visitor.get(url))]
            clock.move_to(boundary - timedelta(milliseconds=1))
            assert [url for url in kept if not is_kept(visitor, url)] == []
            clock.move_to(boundary)
            settings.FRAGMENT_CACHE_MEGABYTES = 0
            fresh = Client()
            anew = {url: text_of(fresh.get(url)) for url in urls}
            settings.FRAGMENT_CACHE_MEGABYTES = 8
            assert [url for url in urls if text_of(visitor.get(url)) != anew[url]] == []
            assert pages != anew, boundary
            pages = anew


def _is_keepable(response: Any) -> bool:
    return response.status_code == 200 and not response.streaming and response.headers["Cache-Control"][:6] == "public"
