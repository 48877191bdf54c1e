"""Search over everything, and what is suggested while one types."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.search import MOST_RANKED, Query
from partnerships.search_kinds import BY_NAME, Kind
from partnerships.search_results import group_of, hits_of, overview
from partnerships.search_suggestions import suggestions
from sistercities.common.characters import in_one_line
from sistercities.common.languages import current_language
from sistercities.common.paging import NearestPagePaginator
from sistercities.common.public_page import PublicPage
from sistercities.common.responses import public

LONGEST_QUERY = 200
EACH = 5
PER_PAGE = 20


def asked(request: HttpRequest) -> str:
    return in_one_line(request.GET.get("q", "")[:LONGEST_QUERY])


class SearchPage(PublicPage):
    """The first results of each kind; with `kind`, all of one, a page at a time."""

    template_name = "partnerships/search.html"
    known_parameters = ("q", "kind", "page")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = asked(self.request)
        query = Query.of(text, current_language(), timezone.now())
        kind = BY_NAME.get(self.request.GET.get("kind", ""))
        found = self.page_of(kind, query) if kind else {"groups": overview(query, EACH)}
        self.address = address_of(text, kind, found.get("page_obj"))
        return super().get_context_data(**kwargs) | {
            "is_search_page": True,
            "query": text,
            "kind": kind,
            **found,
            "total": sum(group.shown_count for group in found["groups"]),
            "has_more": any(group.is_more for group in found["groups"]),
        }

    def page_of(self, kind: Kind, query: Query) -> dict[str, Any]:
        hits = hits_of(kind, query)
        page = NearestPagePaginator(hits[:MOST_RANKED], PER_PAGE).page(self.request.GET.get("page", 1))
        start = (page.number - 1) * PER_PAGE
        return {"page_obj": page, "groups": [group_of(kind, hits, query, start, PER_PAGE)] if hits else []}

    def asked(self) -> dict[str, str]:
        return self.address


def address_of(text: str, kind: Kind | None, page: Any) -> dict[str, str]:
    turned = page.number if page else 1
    asked = {"q": text, "kind": kind.name if kind else "", "page": str(turned) if turned > 1 else ""}
    return {name: value for name, value in asked.items() if value}


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Names of records that what is typed so far may lead to, as JSON; without script the form leads to the page."""
    query = Query.of(asked(request), current_language(), timezone.now(), with_places=False)
    found = [suggestion._asdict() for suggestion in suggestions(query)]
    return public(request, JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False}))
