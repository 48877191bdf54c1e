"""What every test can ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from sistercities.common import fragments
from sistercities.management.commands.compile_translations import compile_translations
from tests.chromium import find_chromium

FIXTURES_WITH_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_sessionstart(session: pytest.Session) -> None:
    """Chinese pages are tested in the words of the source, not of whenever it was last compiled."""
    compile_translations([Path(folder) for folder in settings.LOCALE_PATHS])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks tests that reach the database of the run; those that store for real leave it empty, so that each gets the
    vocabulary and roles back first.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is not None and marker.kwargs.get("transaction"):
            item.add_marker(pytest.mark.django_db(**{**marker.kwargs, "serialized_rollback": True}), append=False)
        if marker is not None or FIXTURES_WITH_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test meets another's cached pages or failed sign-ins."""
    cache.clear()
    fragments.store.clear()


@pytest.fixture(autouse=True)
def _language_of_the_site() -> None:
    """No test is told in the language of a page that the one before has asked for."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """A Chromium without a window."""
    first_rows = getattr(connection, "_test_serialized_contents", "")
    # The browser's driver keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    options = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        # Beside that loop Django makes this thread's connection anew; it must know too what to restore after a flush.
        connection._test_serialized_contents = first_rows
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=options)
        yield browser
        browser.close()
        # That connection is not the one that empties and drops the database, which PostgreSQL refuses beside another.
        connection.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, django_db_serialized_rollback: None) -> Iterator[Page]:
    """A fresh window on the running site; paths such as `/en/` are enough as addresses."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()
