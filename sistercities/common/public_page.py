"""A public page that is neither a list with filters nor the page of one record."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.generic import TemplateView

from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.responses import alternates, public


class PublicPage(TemplateView):
    """Knows its own address, here and in the other languages.

    A subclass names its template, and in `asked` what of the query counts; anything else is left out of addresses.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return public(request, super().get(request, *args, **kwargs))

    def asked(self) -> dict[str, str]:
        """The parameters that this page knows, as far as they mean something."""
        return {}

    def ready_languages(self) -> Collection[str]:
        """Those in which there is such a page."""
        return CONTENT_LANGUAGES

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = QueryDict(mutable=True)
        query.update(self.asked())
        ending = query.urlencode()
        return super().get_context_data(**kwargs) | {
            "alternate_urls": alternates(self.request, self.ready_languages(), ending),
            "canonical_url": self.request.build_absolute_uri(self.request.path) + (f"?{ending}" if ending else ""),
        }
