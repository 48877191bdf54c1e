"""Lists of public records, declared by model, filter set, template and page size.

What visitors may write into the address: the filters' own parameters and `page`. Anything else is ignored, and left out
of the canonical address. A page that does not exist is answered with the nearest one, so that an old link still
leads somewhere; a value that a filter does not offer finds nothing and says so beside its field.
"""

from typing import Any, ClassVar

import django_filters
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.generic import ListView

from sistercities.common.languages import CONTENT_LANGUAGES, current_language
from sistercities.common.responses import alternates, public

ORDER = "sort"


class NearestPagePaginator(Paginator):
    """Answers every page number with the page that comes nearest to it."""

    def validate_number(self, number: Any) -> int:
        try:
            return super().validate_number(number)
        except PageNotAnInteger:
            return 1
        except EmptyPage:
            return max(1, min(int(number), self.num_pages))


class Listing(ListView):
    """A subclass names heading, lead, model, filter set and template; `with_parts` prefetches what a row shows."""

    heading: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""
    filterset_class: ClassVar[type[django_filters.FilterSet]]
    paginator_class = NearestPagePaginator
    paginate_by = 40

    @staticmethod
    def with_parts(records: Any, language: str, /) -> Any:
        """The records with everything that a row shows prefetched, each relation as public as it must be."""
        return records

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return public(request, super().get(request, *args, **kwargs))

    def get_queryset(self) -> QuerySet:
        language = current_language()
        records = self.public_records(language)
        self.filterset = self.filterset_class(self.request.GET, queryset=records, request=self.request)
        if not self.filterset.is_valid():
            return self.model.objects.none()
        return self.with_parts(self.filterset.qs, language)

    def public_records(self, language: str) -> Any:
        """All that the list may hold, before anything narrows it."""
        return self.model.objects.published(language)

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Any, Any, Any, bool]:
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.page(self.request.GET.get(self.page_kwarg, 1))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        query = self.canonical_query(context["page_obj"].number)
        active = active_filters(self.filterset, self.request.GET)
        return context | {
            "heading": self.heading,
            "lead": self.lead,
            "form": self.filterset.form,
            "active_filters": active,
            "is_filtered": bool(active),
            "reset_url": self.request.path,
            "canonical_url": self.request.build_absolute_uri(self.request.path) + (f"?{query}" if query else ""),
            "alternate_urls": alternates(self.request, CONTENT_LANGUAGES, query),
        }

    def canonical_query(self, page: int) -> str:
        """The query string reduced to valid filters in their declared order, and the page if it is not the first."""
        query = QueryDict(mutable=True)
        for name, value in getattr(self.filterset.form, "cleaned_data", {}).items():
            if value not in (None, ""):
                query[name] = value
        if page > 1:
            query[self.page_kwarg] = str(page)
        return query.urlencode()


def active_filters(filterset: django_filters.FilterSet, given: QueryDict) -> list[dict[str, Any]]:
    """What narrows the list now: label, the value in words, and the address without it."""
    return [
        {"label": field.label, "value": value_in_words(field), "url": address_without(given, field.name)}
        for field in filterset.form
        if field.name != ORDER and field.value() not in (None, "")
    ]


def value_in_words(field: BoundField) -> Any:
    """The chosen option as it is offered; a text, or a value that is not offered, as it was written."""
    written = field.value()
    return dict(getattr(field.field, "choices", ())).get(written, written)


def address_without(given: QueryDict, name: str) -> str:
    """The same list without one filter, from its first page on."""
    kept = given.copy()
    for key in (name, "page"):
        kept.pop(key, None)
    return f"?{kept.urlencode()}"
