"""Where an item is used, told by the keys that point to it."""

import pytest
from django.db.models import Model

from media.models import MediaItem
from media.usage import unused, used_by
from tests.factories import attach, city, honour, photo, source, story

pytestmark = pytest.mark.django_db


def test_every_way_of_using_an_item_is_found() -> None:
    item = photo()
    users: list[Model] = [city(), honour()]
    for record in users:
        attach(record, item)
    users += [story(lead_photo=item), source(document=item)]
    attach(city(), photo())
    assert set(used_by(item)) == set(users)


def test_record_that_uses_an_item_twice_is_named_once() -> None:
    item = photo()
    user = story(lead_photo=item)
    attach(user, item)
    attach(user, item)
    assert used_by(item) == [user]


def test_unused_items_are_those_that_nothing_points_to() -> None:
    attached, led, cited, idle = photo(), photo(), photo(), photo()
    attach(city(), attached)
    story(lead_photo=led)
    source(document=cited)
    assert list(unused(MediaItem.objects.all())) == [idle]
    assert used_by(idle) == []
