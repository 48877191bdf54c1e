"""Which requests may be answered from kept pages, and under which key a page is kept for them."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict

# Whoever sends one of these may be shown something of their own.
OWN_COOKIES = tuple(
    f"{name}=" for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)
)
# A page may vary with these besides its address; one that varies with anything else is not kept.
VARYING = {"accept", "accept-language", "origin", "hx-request", "hx-boosted", "hx-target", "hx-history-restore-request"}
LONGEST = 500


class Address(NamedTuple):
    """What is asked for, whoever asks."""

    scheme: str
    host: str
    path: str
    is_part: bool  # asked for by script, to be put into a page


class Rule(NamedTuple):
    """What the page at an address depends on; learned from its view and its answer."""

    parameters: frozenset[str] | None  # None: it may be any
    varies_with: tuple[str, ...]


Key = tuple[Address, str, tuple[str, ...]]


def address_of(request: HttpRequest) -> Address | None:
    """The address, or None for what is never kept: forms, people who may be signed in, files."""
    meta = request.META
    if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in meta:
        return None
    cookies = meta.get("HTTP_COOKIE", "")
    if cookies and any(name in cookies for name in OWN_COOKIES):
        return None
    path = request.path
    if len(path) > LONGEST or path.startswith(settings.STATIC_URL):
        return None
    # The raw name is enough to look up; a page is kept only after Django has accepted it.
    host = meta.get("HTTP_HOST") or f"{meta['SERVER_NAME']}:{meta['SERVER_PORT']}"
    if host != host.lower():
        # No browser writes it so; the page would bear it in its own addresses, in front of everybody.
        return None
    return Address(request.scheme or "", host, path, "HTTP_HX_REQUEST" in meta)


def key_of(request: HttpRequest, address: Address, rule: Rule) -> Key | None:
    """The key of the page, or None if too much is asked for to be kept."""
    written = request.META.get("QUERY_STRING", "")
    if written and rule.parameters is None:
        return None
    query = known_query(written, rule.parameters or ())
    varied = tuple(request.META.get(f"HTTP_{name.upper().replace('-', '_')}", "") for name in rule.varies_with)
    if query is None or sum(map(len, (query, *varied))) > LONGEST:
        return None
    return address, query, varied


def may_be_made_up(key: Key) -> bool:
    """Whether whoever asks may choose what is in this key, and so ask for any number of pages."""
    address, query, varied = key
    return bool(query) or any(varied) or address.host not in settings.ALLOWED_HOSTS


def known_query(written: str, parameters: Collection[str]) -> str | None:
    """The query string reduced to these parameters, in one order; None if it cannot be read."""
    if not written:
        return ""
    try:
        given = QueryDict(written)
    except SuspiciousOperation:
        return None
    known = QueryDict(mutable=True)
    for name in sorted(given):
        if name in parameters:
            known.setlist(name, given.getlist(name))
    return known.urlencode()


def known_parameters(view: Any) -> frozenset[str] | None:
    """The parameters that a view declares to read; None for one that declares nothing and may read any."""
    declared = getattr(getattr(view, "view_class", None) or getattr(view, "cls", view), "known_parameters", None)
    if declared is None:
        return None
    return frozenset(declared() if callable(declared) else declared)


def varies_with(response: HttpResponse) -> tuple[str, ...] | None:
    """The headers besides the encoding that an answer depends on; None if a page cannot be kept for them."""
    names = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {"", "accept-encoding"}
    return tuple(sorted(names)) if names <= VARYING else None


def may_be_kept(response: HttpResponse) -> bool:
    """Whole public pages only: no errors, nothing that is anybody's own, nothing that must be new each time."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and response.get("Cache-Control", "").startswith("public")
        and "'nonce-" not in response.get("Content-Security-Policy", "")
    )
