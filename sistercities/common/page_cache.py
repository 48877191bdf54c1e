"""Keeps whole public pages and hands them out before anything else is done.

A page is kept under its address, the content version and the next boundary: an act, or a moment at which something
changes by itself, leaves none that would still be found. Asking for one takes a single read of the version. It is kept
in the memory of the process and, where the setting `CACHES` has an entry `pages`, for the others there.

A view takes part by sending `public` in its `Cache-Control`. Addresses with a query string are kept only for views that
declare `known_parameters`; the view then never sees any other parameter, so that none can reach somebody else's page.
`response.fresh_until` is a moment after which a page is no longer right although no boundary has passed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict

from sistercities.common.epochs import Epoch, present_epoch
from sistercities.common.kept_pages import KeptPage
from sistercities.common.page_requests import (
    Address,
    Key,
    Rule,
    address_of,
    key_of,
    known_parameters,
    known_query,
    may_be_kept,
    varies_with,
)
from sistercities.common.page_shelves import Pages, Rules

# How long one request waits for another that makes the same page.
SECONDS_TO_WAIT = 10


class Wanted:
    """A page that is being made: what its view reads, and the time in which it began to."""

    parameters: frozenset[str] | None = None
    epoch: Epoch | None = None


class PageCache:
    """Middleware; the first, so that what it keeps is complete."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_CACHE_MEGABYTES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.rules = Rules()
        self.pages = Pages(settings.PAGE_CACHE_MEGABYTES * 2**20)
        self.being_made: dict[Key, Lock] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = address_of(request)
        if address is None:
            return self.get_response(request)
        rule = self.rules.get(address)
        if rule is None:
            return self.made(request, address)
        key = key_of(request, address, rule)
        if key is None:
            return self.get_response(request)
        page = self.found(key)
        if page is not None:
            return answer(page, request)
        with self.one_at_a_time(key):
            # Looked for again under a version read now: the other request may have begun before this visitor's act.
            page = self.found(key)
            return answer(page, request) if page else self.made(request, address)

    def found(self, key: Key) -> KeptPage | None:
        epoch = self.epoch()
        return self.pages.find(epoch, key) if epoch else None

    def epoch(self) -> Epoch | None:
        """The present one; None while the database cannot be asked."""
        try:
            return present_epoch()
        except DatabaseError:
            return None

    @contextmanager
    def one_at_a_time(self, key: Key) -> Iterator[None]:
        """Let one request make a page while the others that want it wait."""
        lock = self.being_made.setdefault(key, Lock())
        is_ours = lock.acquire(timeout=SECONDS_TO_WAIT)
        try:
            yield
        finally:
            if is_ours:
                self.being_made.pop(key, None)
                lock.release()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Read the version before the view reads anything, and leave it only the parameters that it knows."""
        wanted: Wanted | None = getattr(request, "wanted_page", None)
        if wanted is None:
            return
        wanted.parameters = known_parameters(view)
        written = request.META.get("QUERY_STRING", "")
        query = known_query(written, wanted.parameters or ())
        if query is None or (written and wanted.parameters is None):
            return
        wanted.epoch = request.epoch = self.epoch()  # type: ignore[attr-defined]
        if query != written:
            request.META["QUERY_STRING"], request.GET = query, QueryDict(query)  # type: ignore[misc, assignment]

    def made(self, request: HttpRequest, address: Address) -> HttpResponse:
        """The page as its view makes it; kept, if it may be."""
        wanted = Wanted()
        request.wanted_page = wanted  # type: ignore[attr-defined]
        response = whole_response(self.get_response, request, is_known=address in self.rules)
        varied = varies_with(response)
        if wanted.epoch is None or varied is None or not may_be_kept(response):
            return response
        rule, page = Rule(wanted.parameters, varied), KeptPage.of(response)
        key = key_of(request, address, rule)
        if key is None or not self.pages.keep(wanted.epoch, key, page):
            self.rules.forget(address)
            return response
        self.rules.learn(address, rule)
        return answer(page, request)


def whole_response(
    get_response: Callable[[HttpRequest], HttpResponse], request: HttpRequest, is_known: bool
) -> HttpResponse:
    """The answer with its content, for a page that is known to be kept whatever this browser has of it already."""
    method, tags = request.method, request.META.get("HTTP_IF_NONE_MATCH", "")
    request.method = "GET"
    if is_known:
        request.META.pop("HTTP_IF_NONE_MATCH", None)
        request.META.pop("HTTP_IF_MODIFIED_SINCE", None)
    response = get_response(request)
    request.method, request.META["HTTP_IF_NONE_MATCH"] = method, tags
    return response


def answer(page: KeptPage, request: HttpRequest) -> HttpResponse:
    meta = request.META
    accepted, tags = meta.get("HTTP_ACCEPT_ENCODING", ""), meta.get("HTTP_IF_NONE_MATCH", "")
    return page.answer(accepted, tags, is_head=request.method == "HEAD")
