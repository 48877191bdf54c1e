"""Whether a page was kept or made anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@contextmanager
def nothing_asked() -> Iterator[None]:
    """No query inside but the raw read of the version, which is not counted: the page was kept."""
    with CaptureQueriesContext(connection) as queries:
        yield
    assert [query["sql"] for query in queries] == []


def is_kept(client: Client, url: str, **given: Any) -> bool:
    """Whether the page goes out without any query."""
    with CaptureQueriesContext(connection) as queries:
        client.get(url, **given)
    return not queries.captured_queries
