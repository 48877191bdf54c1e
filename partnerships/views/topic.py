"""Fields of cooperation, countries and years: what is recorded of one, in one run by date."""

from functools import partial
from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from partnerships import topics
from partnerships.chronicles import Chronicle
from partnerships.models import Field
from partnerships.views.composed import ComposedPage
from sistercities.common.fragments import fragment
from sistercities.common.languages import CONTENT_LANGUAGES, current_language
from sistercities.common.paging import NearestPagePaginator

ON_A_PAGE = 40
MOST_CITIES = 60


class TopicPage(ComposedPage):
    """A subclass says in `run` what the topic is made of; one of which nothing is public is not found."""

    known_parameters = ("kind", "page")

    def run(self) -> Chronicle:
        raise NotImplementedError

    def more(self) -> dict[str, Any]:
        """Heading and lead, and what stands before the run."""
        return {}

    def exists(self) -> bool:
        return self.chronicle.count() > 0

    def ready_languages(self) -> list[str]:
        """Those in which something is public; that the topic is found says so of the present one."""
        numbers = self.chronicle.numbers
        return [code for code in CONTENT_LANGUAGES if numbers[code] or code == current_language()]

    def asked(self) -> dict[str, str]:
        kind = {"kind": self.chronicle.kind} if self.chronicle.kind else {}
        return kind | ({"page": str(self.page.number)} if self.page.number > 1 else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.chronicle = chronicle = self.run()
        chronicle.numbers = fragment(self.request, "numbers of topic", self.request.path, make=chronicle.count_all)
        more = self.more()
        if not self.exists():
            raise Http404
        run: Any = self.chronicle
        self.page = NearestPagePaginator(run, ON_A_PAGE).page(self.request.GET.get("page", 1))
        return super().get_context_data(**kwargs) | {
            "chronicle": self.chronicle,
            "page_obj": self.page,
            "kind": self.chronicle.kind,
            **more,
        }

    def kind(self) -> str:
        return self.request.GET.get("kind", "")


class FieldPage(TopicPage):
    template_name = "partnerships/field.html"
    list_name = "partnerships:field_list"
    list_label = gettext_lazy("Fields of cooperation")

    def run(self) -> Chronicle:
        self.field = get_object_or_404(Field, slug=self.kwargs["slug"])
        return Chronicle(topics.for_language(topics.of_field, self.field), kind=self.kind())

    def more(self) -> dict[str, Any]:
        cities = topics.cities_in_field(self.field, current_language())
        return {
            "field": self.field,
            "heading": self.field.name or self.field.slug,
            "cities": cities[:MOST_CITIES],
            "city_number": fragment(self.request, "cities in field", self.field.pk, make=cities.count),
        }


class CountryPage(TopicPage):
    template_name = "partnerships/country.html"
    list_name = "partnerships:country_list"
    list_label = gettext_lazy("Countries and regions")

    def run(self) -> Chronicle:
        self.code = self.kwargs["code"].upper()
        if self.kwargs["code"] != self.code.lower() or self.code not in countries:
            raise Http404
        return Chronicle(topics.for_language(topics.of_country, self.code), kind=self.kind())

    def more(self) -> dict[str, Any]:
        language = current_language()
        partners = topics.partners_in_country(self.code, language)
        self.partners = list(partners[: MOST_CITIES + 1])
        self.others = list(topics.others_in_country(self.code, language)[:MOST_CITIES])
        has_more = len(self.partners) > MOST_CITIES
        return {
            "code": self.code,
            "heading": countries.name(self.code),
            "cities": self.partners[:MOST_CITIES],
            "city_number": partners.count() if has_more else len(self.partners),
            "others": self.others,
        }

    def exists(self) -> bool:
        return bool(self.partners or self.others or super().exists())


class YearPage(TopicPage):
    template_name = "partnerships/year.html"
    list_name = "partnerships:year_list"
    list_label = gettext_lazy("Years")

    def run(self) -> Chronicle:
        self.year = int(self.kwargs["year"])
        parts = topics.for_language(topics.of_year, self.year)
        return Chronicle(parts, newest_first=False, kind=self.kind())

    def more(self) -> dict[str, Any]:
        years = [year for year, _numbers in years_kept(self.request)]
        return {
            "year": self.year,
            "heading": _("The year %(year)s") % {"year": self.year},
            "earlier": max((year for year in years if year < self.year), default=None),
            "later": min((year for year in years if year > self.year), default=None),
        }


class TopicIndex(ComposedPage):
    """All topics of one kind; a subclass says in `topics` what its template prints of each."""

    heading: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""

    def topics(self) -> list[Any]:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"heading": self.heading, "lead": self.lead}
        return super().get_context_data(**kwargs) | words | {"topics": self.topics()}


class FieldList(TopicIndex):
    template_name = "partnerships/field_list.html"
    heading = gettext_lazy("Fields of cooperation")
    lead = gettext_lazy("What the cities work together on, and how much of it is recorded here.")

    def topics(self) -> list[Any]:
        make = partial(topics.fields_with_numbers, current_language())
        return fragment(self.request, "numbers of fields", make=make)


class CountryList(TopicIndex):
    template_name = "partnerships/country_list.html"
    heading = gettext_lazy("Countries and regions")
    lead = gettext_lazy("Where the partner cities lie.")

    def topics(self) -> list[Any]:
        make = partial(topics.countries_with_numbers, current_language())
        found = fragment(self.request, "numbers of countries", make=make)
        return [(code, countries.name(code), number) for code, number in found]


class YearList(TopicIndex):
    template_name = "partnerships/year_list.html"
    heading = gettext_lazy("Years")
    lead = gettext_lazy("What is recorded here, year by year.")

    def topics(self) -> list[Any]:
        return years_kept(self.request)


def years_kept(request: HttpRequest) -> list[tuple[int, dict[str, int]]]:
    return fragment(request, "numbers of years", make=partial(topics.years_with_numbers, current_language()))
