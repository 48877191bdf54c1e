"""The read before every kept page: always of this moment, whatever has become of the connection."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from pytest_django import Settings

from partnerships.models import City
from sistercities.common import version_read
from sistercities.common.content_version import ContentVersion, current_version, raise_version
from sistercities.common.history import Act
from sistercities.common.publishing_actions import take_step
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
TURNS, THREADS = 4, 3


def forget_plans() -> None:
    """As a pool between us and PostgreSQL does. SQLite has none."""
    if connection.vendor == "postgresql":
        connection.cursor().execute("DEALLOCATE ALL")


def end_session() -> None:
    """The server ends our connection, as it does when it is started again; SQLite is no server."""
    if connection.vendor == "postgresql":
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        other.close()


def close() -> None:
    connection.close()


@pytest.mark.parametrize("happens", [forget_plans, end_session, close])
def test_version_is_read_after_whatever_has_become_of_the_connection(happens: Callable[[], None]) -> None:
    for _turn in range(2):
        raise_version()
        expected = ContentVersion.objects.get().number
        assert current_version() == expected
        happens()
        assert current_version() == expected


def test_version_is_nothing_before_the_first_act_and_may_be_as_large_as_the_clock() -> None:
    ContentVersion.objects.all().delete()
    assert current_version() == 0
    ContentVersion.objects.create(number=2**40 + 1)
    assert current_version() == 2**40 + 1


def test_plan_that_is_refused_leaves_the_usual_way(monkeypatch: pytest.MonkeyPatch) -> None:
    raise_version()
    number = ContentVersion.objects.get().number
    monkeypatch.setattr(version_read, "read_planned", lambda *_given: None)
    assert current_version() == number


class Office:
    """Publishes and withdraws a city by turns, and knows what was to be told at each moment."""

    def __init__(self, city: City) -> None:
        self.city, self.begun, self.ended = city, 0, 0
        # Tables in memory refuse who reads them while they are written: there, acts and visitors take turns.
        in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()
        self.turn: AbstractContextManager[Any] = threading.Lock() if in_memory else nullcontext()

    def act(self) -> None:
        with self.turn:
            self._act()

    def _act(self) -> None:
        self.begun += 1
        step = Act.WITHDRAW if self.begun % 2 else Act.PUBLISH
        take_step(step, [City.objects.get(pk=self.city.pk)], ["en"], None)
        self.ended += 1

    def tell_wrong(self, client: Client) -> list[int]:
        """The status of the city's page, if it is not what the acts that had ended before have left."""
        with self.turn:
            ended = self.ended
            status = client.get(self.city.get_absolute_url()).status_code
        is_in_between = self.begun != ended
        return [] if is_in_between or status == (404 if ended % 2 else 200) else [status]


def test_record_withdrawn_is_gone_for_everybody_who_asks_afterwards(settings: Settings) -> None:
    """Several ask without a pause, each on a connection of its own, while a city comes and goes."""
    settings.PAGE_CACHE_MEGABYTES = 8
    office, client = Office(factories.city(published=True, name="Bangkok")), Client()
    wrong, asked, is_over = [], [], threading.Event()

    def ask() -> None:
        while not is_over.is_set():
            wrong.extend(office.tell_wrong(client))
            asked.append(1)
        connections.close_all()

    threads = [threading.Thread(target=ask) for _number in range(THREADS)]
    for thread in threads:
        thread.start()
    for _turn in range(TURNS):
        office.act()
        wrong += office.tell_wrong(client)
        is_over.wait(0.05)
    is_over.set()
    for thread in threads:
        thread.join(20)
    assert wrong == []
    assert len(asked) > TURNS
