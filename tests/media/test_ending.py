"""Permissions that end, on the first page of the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from media.admin.ending import SHOWN, ending_permissions
from tests import factories, people

pytestmark = pytest.mark.django_db


def first_page(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse("admin:index")).content.decode()


def photo(days: int, name: str) -> None:
    factories.photo(caption_en=name, permission_until=timezone.localdate() + timedelta(days=days))


def test_permissions_that_end_soon_or_have_ended_stand_on_the_first_page_the_earliest_first() -> None:
    for days, name in ((40, "Later"), (30, "Soon"), (0, "Today"), (-1, "Over")):
        photo(days, name)
    factories.photo(caption_en="For ever")
    page = first_page(people.editor())
    block = page[page.index("The permissions of 3 photos have ended") : page.index("recent-actions-module")]
    assert [name for name in ("Over", "Today", "Soon", "Later", "For ever") if name in block] == [
        "Over",
        "Today",
        "Soon",
    ]
    assert block.index("Over") < block.index("Today") < block.index("Soon")
    assert block.count("visitors no longer see it") == 1
    assert "/admin/media/mediaitem/?permission=30" in block


def test_first_page_says_nothing_when_no_permission_ends() -> None:
    factories.photo()
    assert "waiting" not in first_page(people.editor())


def test_many_of_them_cost_no_more_queries_and_the_list_stays_short(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(SHOWN + 3):
        photo(number, f"Photo {number}")
    with django_assert_num_queries(2):
        block = ending_permissions()
    assert block is not None
    assert (block.number, len(block.lines)) == (SHOWN + 3, SHOWN)


def test_who_may_not_see_the_library_is_told_nothing_of_it() -> None:
    photo(1, "Soon")
    stranger = User.objects.create_user("stranger", is_staff=True)
    assert "waiting" not in first_page(stranger)
