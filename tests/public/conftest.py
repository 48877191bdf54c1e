"""What tests of public pages can ask for."""

import pytest
from django.test import Client
from pytest_django import Settings


@pytest.fixture
def visitor(settings: Settings) -> Client:
    """A browser of a server process of its own, whose pages are kept."""
    settings.PAGE_CACHE_MEGABYTES = settings.FRAGMENT_CACHE_MEGABYTES = 8
    return Client()
