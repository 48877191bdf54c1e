"""Texts on their way through the staging table come out as what they were."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction

from media.models import MediaItem
from partnerships.models import City
from sistercities.imports import mover
from sistercities.imports.keys import Keys, reserve_keys
from sistercities.imports.models import ImportJob
from sistercities.imports.staging import Staging, clear
from sistercities.imports.tables import staged_table
from tests import factories

pytestmark = pytest.mark.django_db


def moved(model: type[Any], **values: Any) -> Any:
    """A record with these values, staged and moved."""
    record = model(pk=reserve_keys(model, 1)[0], **values)
    job, table = ImportJob.objects.create(), staged_table(model)
    staging = Staging(job)
    staging.insert(model, table.texts([field.value_from_object(record) for field in table.fields]))
    staging.flush()
    with transaction.atomic():
        assert mover.insert(job, table) == 1
    return model.objects.get(pk=record.pk)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("latitude", 29.560260000000003),
        ("latitude", 0.1 + 0.2),
        ("area_km2", Decimal("123456789.01")),
        ("area_km2", None),
        ("population", 2147483647),
        ("is_home", True),
        ("is_home", False),
        ("name_en", "“Huế”, 'x'; \\N \t\n %s {} 重庆 🌉"),
        ("name_zh_hans", None),
        ("native_name", ""),
        ("publish_at", datetime(2026, 11, 24, 7, 5, 3, 123456, tzinfo=UTC)),
    ],
)
def test_value_comes_through_unharmed(name: str, value: Any) -> None:
    given = {"latitude": 1.5, "longitude": 1.5, name: value}
    assert getattr(moved(City, slug="x", country="VN", **given), name) == value


def test_days_and_json_come_through_unharmed() -> None:
    item = moved(MediaItem, slug="x", permission_until=date(2030, 1, 31), renditions={"重庆": [1, None, "\\"]})
    assert (item.permission_until, item.renditions) == (date(2030, 1, 31), {"重庆": [1, None, "\\"]})


def test_update_leaves_alone_what_history_leaves_to_others() -> None:
    item = factories.photo(slug="bridge")
    MediaItem.objects.update(renditions={"version": "x"})
    job, table = ImportJob.objects.create(), staged_table(MediaItem)
    staging = Staging(job)
    item.caption_en = "Changed"
    staging.update(MediaItem, item.pk, table.texts([field.value_from_object(item) for field in table.fields]))
    staging.flush()
    with transaction.atomic():
        mover.update(job, table)
    item.refresh_from_db()
    assert (item.caption_en, item.renditions) == ("Changed", {"version": "x"})


def test_keys_are_never_given_twice_nor_to_a_record_made_by_hand() -> None:
    keys = Keys(block=2)
    taken = [keys.next(City) for _each in range(5)]
    by_hand = factories.city().pk
    more = reserve_keys(City, 3)
    assert len({*taken, by_hand, *more}) == 9
    assert more == sorted(more)


def test_clearing_leaves_the_rows_of_other_jobs() -> None:
    mine, other = ImportJob.objects.create(), ImportJob.objects.create()
    for job in (mine, other):
        staging = Staging(job)
        staging.delete(City, 1)
        staging.flush()
    clear(mine)
    assert (mine.writes.count(), other.writes.count()) == (0, 1)


def test_widest_table_fits_into_the_staging_table() -> None:
    with connection.cursor() as cursor:
        columns = {each.name for each in connection.introspection.get_table_description(cursor, "imports_stagedwrite")}
    assert f"v{len(staged_table(City).fields) - 1:02d}" in columns
