"""What goes out besides the page itself: who may keep a copy, and in which other languages it exists."""

from collections.abc import Collection
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import translate_url

from sistercities.common.languages import content_language

Response = TypeVar("Response", bound=HttpResponseBase)

# A copy may be kept, but is asked for again each time: a withdrawn record disappears at once.
ASK_EACH_TIME = "public, max-age=0, must-revalidate"
# For drafts: neither a proxy nor the browser keeps it.
NEVER_STORED = "no-store, private"


class Alternate(NamedTuple):
    """The same page in one language of the site."""

    code: str
    name: str
    url: str
    is_ready: bool


def base_of(request: HttpRequest) -> str:
    """`https://host`, without a slash behind it."""
    return f"{request.scheme}://{request.get_host()}"


def has_session(request: HttpRequest) -> bool:
    """Whether somebody may be signed in; asking the session itself would mark the page as depending on it."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def alternates(request: HttpRequest, ready: Collection[str], query: str = "") -> list[Alternate]:
    """The page in every language of the site; `ready` names those in which it is public."""
    address = request.build_absolute_uri(request.path)
    ending = f"?{query}" if query else ""
    return [
        Alternate(code, name, translate_url(address, code) + ending, content_language(code) in ready)
        for code, name in settings.LANGUAGES
        if len(settings.LANGUAGES) > 1
    ]


def never_stored(response: Response) -> Response:
    response.headers["Cache-Control"] = NEVER_STORED
    return response


def public(request: HttpRequest, response: Response) -> Response:
    """For what everybody sees alike; staff may see messages of their own on it."""
    response.headers["Cache-Control"] = "private, no-cache" if has_session(request) else ASK_EACH_TIME
    return response


def moved(request: HttpRequest, address: str) -> HttpResponse:
    """For ever to a new address, with the same query; asked again each time, since what is there may be withdrawn."""
    query = request.META.get("QUERY_STRING", "")
    return public(request, HttpResponsePermanentRedirect(f"{address}?{query}" if query else address))
