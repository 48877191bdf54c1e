"""Open data: the page that says what there is, and the whole register as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships import wikidata
from partnerships.api.docs import docs
from partnerships.exports import EXPORTS, FORMATS, Column, Export, File, Kind
from partnerships.exports.packages import TABLE, package
from partnerships.exports.terms import Terms
from partnerships.open_answers import open_to_all
from partnerships.views.composed import ComposedPage
from partnerships.views.files import sent
from sistercities.common.counting import Count, count_of
from sistercities.common.dates import PartialDate
from sistercities.common.languages import CONTENT_LANGUAGES, current_language
from sistercities.common.responses import base_of, public

WIKIDATA = {
    "tsv": (wikidata.quick_statements, "text/tab-separated-values; charset=utf-8"),
    "csv": (wikidata.table, "text/csv; charset=utf-8"),
}

KINDS = {
    Kind.TEXT: gettext_lazy("text"),
    Kind.INTEGER: gettext_lazy("whole number"),
    Kind.NUMBER: gettext_lazy("number"),
    Kind.BOOLEAN: gettext_lazy("yes or no"),
    Kind.PARTIAL_DATE: gettext_lazy(
        "date as precisely as it is known: 2011, 2011-09 or 2011-09-26, with ~ for “about”"
    ),
    Kind.LIST: gettext_lazy("list of texts"),
    Kind.ADDRESS: gettext_lazy("address"),
}


@dataclass(frozen=True)
class Dataset:
    """One kind of record: how many there are, in which formats, and its columns with a heading in each language."""

    export: Export
    count: Count
    endings: tuple[str, ...]
    columns: list[tuple[Column, Any, list[tuple[str, str]]]]


def endings_of(export: Export) -> tuple[str, ...]:
    """Only what has a place can be put on a map."""
    return tuple(ending for ending in FORMATS if ending != "geojson" or export.place)


def dataset(export: Export, language: str) -> Dataset:
    columns = [(column, KINDS[column.kind], headings(column)) for column in export.columns]
    return Dataset(export, count_of(export.records(language)), endings_of(export), columns)


def headings(column: Column) -> list[tuple[str, str]]:
    """Its heading in each language, with the language's code."""
    found = []
    for language in CONTENT_LANGUAGES:
        with override(language):
            found.append((language, column.heading))
    return found


class OpenDataPage(ComposedPage):
    template_name = "partnerships/open_data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language, terms = current_language(), terms_of(self.request)
        return super().get_context_data(**kwargs) | {
            "heading": _("Open data"),
            "lead": _("Everything that is published here, to be taken away and used."),
            "datasets": [dataset(export, language) for export in EXPORTS.values()],
            "terms": terms,
            "as_of": PartialDate.from_date(terms.as_of),
            "column_languages": [(code, name) for code, name in settings.LANGUAGES if code in CONTENT_LANGUAGES],
        }


class ApiPage(ComposedPage):
    """What the schema of the API says, as a page."""

    template_name = "partnerships/api.html"
    list_name = "open:data"
    list_label = gettext_lazy("Open data")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = current_language()
        return super().get_context_data(**kwargs) | {
            "heading": _("API"),
            "lead": _("The register as JSON, to be read by programs and other pages."),
            "docs": docs(get_language() or language),
            "api_language": language if language in CONTENT_LANGUAGES else CONTENT_LANGUAGES[0],
        }


def terms_of(request: HttpRequest) -> Terms:
    return Terms.of(_("Open data"), base_of(request) + reverse("open:data"))


def whole(request: HttpRequest, name: str) -> File:
    """Everything of one kind that is public."""
    if name not in EXPORTS:
        raise Http404
    export, language = EXPORTS[name], current_language()
    with override(language):
        terms = Terms.of(str(export.label), base_of(request) + reverse("open:data"))
    return File(export, export.records(language), language, base_of(request), terms)


@require_safe
def download(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    file = whole(request, name)
    if ending not in endings_of(file.export):
        raise Http404
    return open_to_all(sent(request, file, ending))


@require_safe
def table(request: HttpRequest, name: str) -> HttpResponseBase:
    """One table of the data package."""
    return streamed(request, TABLE.parts(whole(request, name)), TABLE.content_type)


@require_safe
def data_package(request: HttpRequest) -> HttpResponse:
    language = current_language()
    with override(language):
        descriptor = package(terms_of(request), language)
    response = JsonResponse(descriptor, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return open_to_all(public(request, response))


@require_safe
def wikidata_ties(request: HttpRequest, ending: str) -> HttpResponseBase:
    if ending not in WIKIDATA:
        raise Http404
    parts, content_type = WIKIDATA[ending]
    language, day = current_language(), timezone.localdate().isoformat()
    response = streamed(request, _in(language, parts(language, base_of(request))), content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="wikidata-ties-{day}.{ending}"'
    return response


def _in(language: str, parts: Iterator[bytes]) -> Iterator[bytes]:
    """The parts made in a language, whichever is active when the server asks for the next one."""
    while True:
        with override(language):
            part = next(parts, None)
        if part is None:
            return
        yield part


def streamed(request: HttpRequest, parts: Iterator[bytes], content_type: str) -> HttpResponseBase:
    response: Any = StreamingHttpResponse(parts, content_type=content_type)
    response.headers["X-Robots-Tag"] = "noindex"
    return open_to_all(public(request, response))
