"""What tests of imports can ask for. Generated examples leave no file behind, and a slow machine fails no test."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

from sistercities.imports.models import ImportJob

settings.register_profile("shared machine", deadline=None, database=None)
settings.load_profile("shared machine")


@pytest.fixture
def do(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., None]:
    """Starts something and lets the worker do it."""

    def start(act: Callable[[ImportJob], None], job: ImportJob) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            act(job)
        job.refresh_from_db()

    return start
