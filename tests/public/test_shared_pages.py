"""The cache in which several machines share pages: the site goes on without it, and waits for it hardly ever."""

import pickle
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from sistercities.common import page_shelves
from sistercities.env import Environment
from sistercities.speed_settings import speed_settings
from tests.public.kept import is_kept

pytestmark = pytest.mark.django_db
REDIS = "django.core.cache.backends.redis.RedisCache"


@pytest.fixture
def silent_server() -> Iterator[tuple[int, list[socket.socket]]]:
    """Its port, and whoever has called: it takes every call and never says a word, like a machine that hangs."""
    calls: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            try:
                while True:
                    calls.append(server.accept()[0])
            except OSError:
                return

        thread = threading.Thread(target=take)
        thread.start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)
    for call in calls:
        call.close()


def shared_at(port: int) -> dict[str, Any]:
    caches = {"default": {"BACKEND": REDIS, "LOCATION": f"redis://127.0.0.1:{port}/0"}}
    speed_settings(Environment({}), caches)
    return caches["pages"]


def test_cache_that_hangs_is_waited_for_once_and_then_left_alone(
    settings: Settings, silent_server: tuple[int, list[socket.socket]]
) -> None:
    port, calls = silent_server
    settings.CACHES = {**settings.CACHES, "pages": shared_at(port)}
    settings.PAGE_CACHE_MEGABYTES = 8
    client = Client()
    for path in ("/en/about/", "/en/cities/", "/en/about/"):
        assert client.get(path).status_code == 200
    assert is_kept(client, "/en/about/")
    assert len(calls) <= 2  # the client of Redis may call twice
    assert page_shelves.shared_cache() is None


def test_cache_that_did_not_answer_is_asked_again_after_a_while(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    def fail() -> None:
        raise pickle.UnpicklingError

    assert page_shelves._tried(fail) is None
    assert page_shelves.shared_cache() is None
    later = time.monotonic() + page_shelves.SECONDS_OF_SILENCE
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert page_shelves.shared_cache() is not None
