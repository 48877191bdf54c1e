"""What tests of public pages can ask for."""

import pytest
from django.test import Client
from pytest_django import Settings

from sistercities.common import page_shelves


@pytest.fixture
def visitor(settings: Settings) -> Client:
    """A browser of a server process of its own, whose pages are kept."""
    settings.PAGE_CACHE_MEGABYTES = settings.FRAGMENT_CACHE_MEGABYTES = 8
    return Client()


@pytest.fixture(autouse=True)
def asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other test's silence, and none for the others."""
    monkeypatch.setattr(page_shelves._Silence, "until", 0.0)
