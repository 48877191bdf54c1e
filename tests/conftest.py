"""What every test can ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from sistercities.management.commands.compile_translations import compile_translations
from tests.chromium import find_chromium


def pytest_sessionstart(session: pytest.Session) -> None:
    """Chinese pages are tested in the words of the source, not of whenever it was last compiled."""
    compile_translations([Path(folder) for folder in settings.LOCALE_PATHS])


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test meets another's cached pages or failed sign-ins."""
    cache.clear()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    # The browser's driver keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    options = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=options)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, django_db_serialized_rollback: None) -> Iterator[Page]:
    """A fresh window on the running site; paths such as `/en/` are enough as addresses."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()
