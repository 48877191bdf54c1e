"""Lists of public records, declared by model, filter set, template and page size.

What visitors may write into the address: the filters' own parameters, `view`, and those of `paging`. Anything else is
ignored, and is in none of the page's own addresses. A value that is none for its filter finds nothing and says so
beside its field.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from sistercities.common.chips import Chip, chips_of, what_to_drop
from sistercities.common.counting import Count
from sistercities.common.filter_sets import FacetedFilterSet
from sistercities.common.filters import ORDER
from sistercities.common.fragments import fragment, kept_fragment, lazily
from sistercities.common.grouped_pages import grouped_page_of
from sistercities.common.languages import CONTENT_LANGUAGES, current_language
from sistercities.common.later_rows import RowsLater, without_parts
from sistercities.common.paging import AFTER, BEFORE, PAGE, ListPage
from sistercities.common.responses import alternates, public

VIEW = "view"


class Way(NamedTuple):
    """A link to the same list in another shape."""

    name: str
    label: Any
    url: str


class FilteredList(View):
    """What a list page and its files have in common: the public records, narrowed and ordered as the address says."""

    model: ClassVar[Any]
    filterset_class: ClassVar[type[FacetedFilterSet]]

    def public_records(self, language: str) -> Any:
        """All that the list may hold, before anything narrows it."""
        return self.model.objects.published_one_by_one(language)

    def narrow(self) -> QuerySet:
        """Makes the filter set, and gives the records that it leaves; none while a value is wrong."""
        records = self.public_records(current_language())
        self.filterset = self.filterset_class(self.request.GET, queryset=records, request=self.request)
        return self.filterset.qs if self.filterset.is_valid() else records.none()

    def choice(self) -> dict[str, str]:
        """The valid parameters that say what is listed and in which order, as they stand in the canonical address."""
        values = self.filterset.values()
        return {name: str(values[name]) for name in self.filterset.filters if values.get(name) not in (None, "")}


class Listing(TemplateResponseMixin, ContextMixin, FilteredList):
    """A subclass names heading, lead, model, filter set and template; `with_parts` prefetches what a row shows,
    `count_words` says how many there are and `count_rule` how they are counted.

    `download` names the address of the list's files and `formats` which there are. `views` are its shapes by name,
    the usual one first.
    """

    heading: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""
    count_rule: ClassVar[Any] = ""
    context_object_name: ClassVar[str] = ""
    paginate_by: ClassVar[int] = 40
    download: ClassVar[str] = ""
    formats: ClassVar[tuple[str, ...]] = ("csv", "xlsx", "json")
    views: Mapping[str, Any] = {}
    # The names that a subclass adds to the context and its template reads inside of what is kept.
    kept_names: ClassVar[tuple[str, ...]] = ()

    @staticmethod
    def with_parts(records: Any, language: str, /) -> Any:
        """The records with everything that a row shows prefetched, each relation as public as it must be."""
        return records

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.view = self.asked_view()
        return public(request, self.render_to_response(self.kept_context() or self.read_context()))

    def read_context(self) -> dict[str, Any]:
        records, parts = without_parts(self.with_parts(self.narrow(), current_language()))
        self.page = self.read_page(records)
        self.rows = RowsLater(self.page.rows, parts)
        context = self.get_context_data()
        if canonical_url := context["kept_for"]:
            fragment(self.request, "list", *self.asked(), make=lambda: canonical_url)
        return context

    def kept_context(self) -> dict[str, Any] | None:
        """What stands around a list that is kept already; the rest is read if a template looks at it after all."""
        filters = {*self.filterset_class.base_filters} - {ORDER}
        is_narrowed = any(self.request.GET.get(name) for name in filters)
        canonical_url = None if is_narrowed else kept_fragment(self.request, "list", *self.asked())
        if canonical_url is None:
            return None
        return lazily(self.read_context, {*NAMES, self.context_object_name, *self.kept_names}) | {
            "heading": self.heading,
            "lead": self.lead,
            "kept_for": canonical_url,
            "view_name": self.view,
            "is_filtered": False,
            "canonical_url": canonical_url,
            "alternate_urls": alternates(self.request, CONTENT_LANGUAGES, canonical_url.partition("?")[2]),
        }

    def asked(self) -> tuple[str, ...]:
        """What an unfiltered list depends on."""
        given = (self.request.GET.get(name, "") for name in (ORDER, PAGE, AFTER, BEFORE))
        return self.request.scheme or "", self.request.get_host(), self.request.path, self.view, *given

    @classmethod
    def known_parameters(cls) -> set[str]:
        """All that an address may say; the rest is ignored."""
        return {*cls.filterset_class.base_filters, VIEW, PAGE, AFTER, BEFORE}

    def asked_view(self) -> str:
        asked = self.request.GET.get(VIEW, "")
        return asked if asked in self.views else next(iter(self.views), "")

    def read_page(self, records: QuerySet) -> ListPage:
        count = self.filterset.found if self.filterset.is_valid() else Count(0)
        return grouped_page_of(records, count, self.request.GET, self.paginate_by, self.filterset.groups(records))

    def count_words(self, count: Count) -> str:
        """How many are listed, as a phrase that a plural rule was asked for."""
        raise NotImplementedError

    def presentation(self) -> dict[str, str]:
        """What of the address says how the list looks: the view, if it is not the usual one."""
        return {VIEW: self.view} if self.view != next(iter(self.views), "") else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chips = chips_of(self.filterset, self.request.GET, self.presentation())
        query = address(self.choice(), self.presentation(), self.page.here)
        canonical_url = self.request.build_absolute_uri(self.request.path) + query
        is_narrowed = bool(chips) or not self.filterset.is_valid()
        return super().get_context_data(**kwargs) | {
            "heading": self.heading,
            "lead": self.lead,
            "form": self.filterset.form,
            "presentation": self.presentation(),
            "active_filters": chips,
            "is_filtered": bool(chips),
            # Few enough to be kept: what words and filters leave is not.
            "kept_for": "" if is_narrowed else canonical_url,
            "reset_url": f"{self.request.path}{address(self.presentation())}",
            "page_obj": self.page,
            "count_words": SimpleLazyObject(lambda: self.count_words(self.page.count) if self.page.rows else ""),
            "count_rule": self.count_rule,
            "view_name": self.view,
            "object_list": self.rows,
            self.context_object_name: self.rows,
            "canonical_url": canonical_url,
            "alternate_urls": alternates(self.request, CONTENT_LANGUAGES, query.removeprefix("?")),
            **self.ways(chips),
        }

    def ways(self, chips: list[Chip]) -> dict[str, Any]:
        """The addresses that lead on from here."""
        choice, shape = self.choice(), self.presentation()

        def beside(page: Mapping[str, str] | None) -> str:
            return address(choice, shape, page) if page is not None else ""

        return {
            "previous_url": beside(self.page.previous) or (self.request.path if self.page.previous == {} else ""),
            "next_url": beside(self.page.following),
            "first_url": beside({}) or self.request.path,
            "last_url": beside({"page": "last"}),
            "page_ending": address(choice, shape, {"page": ""}),
            "view_ways": self.view_ways(choice),
            "downloads": self.downloads(choice),
            "what_to_drop": what_to_drop(self.filterset, chips) if not self.page.rows else [],
        }

    def view_ways(self, choice: Mapping[str, str]) -> list[Way]:
        usual = next(iter(self.views), "")
        return [
            Way(name, label, address(choice, {VIEW: name} if name != usual else {}) or self.request.path)
            for name, label in self.views.items()
        ]

    def downloads(self, choice: Mapping[str, str]) -> list[Way]:
        if not self.download or not self.page.rows:
            return []
        return [
            Way(name, FORMAT_NAMES[name], reverse(self.download, args=[name]) + address(choice))
            for name in self.formats
        ]


# What every list's context holds that only reading the list can tell.
NAMES = (
    *("form", "presentation", "active_filters", "reset_url", "page_obj", "count_words", "count_rule", "object_list"),
    *("previous_url", "next_url", "first_url", "last_url", "page_ending", "view_ways", "downloads", "what_to_drop"),
    "view",
)
FORMAT_NAMES = {"csv": "CSV", "xlsx": "Excel (XLSX)", "json": "JSON", "geojson": "GeoJSON"}


def address(*parts: Mapping[str, str] | None) -> str:
    """A query string of these parameters, with its question mark; empty for none."""
    query = {name: value for part in parts for name, value in (part or {}).items()}
    return f"?{urlencode(query)}" if query else ""
