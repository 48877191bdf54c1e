"""Whether a page was kept or made anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sistercities.common.page_cache import PageCache


@contextmanager
def nothing_asked() -> Iterator[None]:
    """No query inside but the raw read of the version, which is not counted: the page was kept."""
    with CaptureQueriesContext(connection) as queries:
        yield
    assert [query["sql"] for query in queries] == []


def is_kept(client: Client, url: str, **given: Any) -> bool:
    """Whether the whole page goes out without any query; one put together from kept parts has no tag."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url, **given)
    return answer.has_header("ETag") and not queries.captured_queries


def cache_behind(client: Client, url: str) -> PageCache:
    """The page cache of this browser's server, after it has been asked for an address."""
    client.get(url)
    client.get(url)
    found: Any = client.handler._middleware_chain
    while not isinstance(found, PageCache):
        found = found.__wrapped__
    return found
