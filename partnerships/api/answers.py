"""How the API answers: always JSON, in the language of the address, to everybody alike."""

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException, MethodNotAllowed, NotFound, Throttled, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from partnerships.api.throttling import PerAddress
from sistercities.common.languages import CONTENT_LANGUAGES, current_language
from sistercities.common.responses import ASK_EACH_TIME

# Any page on the web may read; nothing that the browser knows of the visitor is sent along or taken note of.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


class OnlyJson(BaseContentNegotiation):
    """Whatever is asked for: there is one form of answer, errors included."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return None

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class OpenView(APIView):
    """For everybody, without sign-in, session or cookie. `language` stands in the address."""

    authentication_classes = ()
    permission_classes = ()
    parser_classes = ()
    renderer_classes: Any = (JSONRenderer,)
    throttle_classes = (PerAddress,)
    content_negotiation_class = OnlyJson
    http_method_names = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = kwargs.get("language", "")
        self.is_language = language in CONTENT_LANGUAGES
        with override(language if self.is_language else current_language()):
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, Response):
                response.render()
            response.headers["Content-Language"] = current_language()
        return finished(request, response)

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "language" in kwargs and not self.is_language:
            raise NotFound(_("There is no such language here. Known are: %(known)s.") % {"known": known_languages()})

    def get_exception_handler(self) -> Any:
        return told

    def options(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(status=204, headers=PREFLIGHT)


def known_languages() -> str:
    return ", ".join(CONTENT_LANGUAGES)


def finished(request: HttpRequest, response: Any) -> Any:
    """With the headers of every answer; nothing but “unchanged” to whoever has it already."""
    for name, value in CORS.items():
        response.headers[name] = value
    if response.status_code != 200:
        response.headers.setdefault("Cache-Control", "no-store")
        return response
    response.headers.setdefault("Cache-Control", ASK_EACH_TIME)
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


def told(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every error in one shape: a code for machines, a sentence for people, and the parameters that are wrong."""
    response = exception_handler(error, context)
    if response is None:
        return None
    parameters = error.detail if isinstance(error, ValidationError) else {}
    code = error.default_code if isinstance(error, APIException) else "not_found"
    response.data = {"code": code, "detail": sentence_of(error), "parameters": parameters}
    return response


def sentence_of(error: Exception) -> str:
    """What went wrong, in the language of the answer."""
    if isinstance(error, ValidationError):
        return _("A parameter is wrong.")
    if isinstance(error, Http404):
        return _("There is no such record, or it is not public in this language.")
    if isinstance(error, MethodNotAllowed):
        return _("Here one can only read: with GET, HEAD and OPTIONS.")
    if isinstance(error, Throttled):
        seconds = error.wait or 1
        return ngettext(
            "Too many requests. Ask again in %(seconds)d second.",
            "Too many requests. Ask again in %(seconds)d seconds.",
            seconds,
        ) % {"seconds": seconds}
    return str(getattr(error, "detail", ""))


class NothingHere(OpenView):
    """Addresses of the API at which there is nothing."""

    schema = None

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        raise NotFound


nothing_here = csrf_exempt(NothingHere.as_view())
