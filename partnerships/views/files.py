"""Exactly what a list shows, as a file: the same filters, the same order, the same language."""

from typing import ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import View

from partnerships.exports import EXPORTS, FORMATS, File
from partnerships.exports.terms import Terms
from sistercities.common.counting import count_of
from sistercities.common.languages import current_language
from sistercities.common.listing import Listing, address
from sistercities.common.responses import base_of, public

# Rows of one file; whoever wants more takes the whole register.
MOST_ROWS = 200_000


class ListFile(View):
    """`listing` is the page of the list, `page` its name among the addresses, `export` that of its columns."""

    listing: ClassVar[type[Listing]] = Listing
    page: ClassVar[str] = ""
    export: ClassVar[str] = ""

    def get(self, request: HttpRequest, ending: str) -> HttpResponseBase:
        if ending not in self.listing.formats:
            raise Http404
        listing = self.listing()
        listing.setup(request)
        records = listing.narrow()
        if not listing.filterset.is_valid():
            return refused(request, _("A filter in this address has a value that does not exist."))
        if not count_of(records, MOST_ROWS).is_exact:
            return refused(request, _("This list is too long for one file. Narrow it by a filter."))
        export, base, language = EXPORTS[self.export], base_of(request), current_language()
        with override(language):
            terms = Terms.of(str(export.label), base + reverse(self.page) + address(listing.choice()))
        return sent(request, File(export, records, language, base, terms), ending)


def sent(request: HttpRequest, file: File, ending: str) -> StreamingHttpResponse:
    """The file, streamed; the name says which list it is, in which language and of which day."""
    format = FORMATS[ending]
    response = StreamingHttpResponse(format.parts(file), content_type=format.content_type)
    name = f"{file.export.name}-{file.language}-{file.terms.as_of.isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    if file.terms.licence_url:
        response.headers["Link"] = f'<{file.terms.licence_url}>; rel="license"'
    return public(request, response)


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    return public(request, HttpResponse(sentence, status=400, content_type="text/plain; charset=utf-8"))
