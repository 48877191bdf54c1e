"""Fields of cooperation, countries and years: what is recorded of one, in one run by date."""

from functools import partial
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from partnerships import facets, topics
from partnerships.chronicles import Chronicle
from partnerships.counted import COUNTRIES, FIELD_CITIES, FIELDS, YEARS
from partnerships.models import Field
from partnerships.views.composed import ComposedPage
from sistercities.common.counters import Measure
from sistercities.common.counting import Count, count_of
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

    def counted(self, language: str) -> dict[str, int] | None:
        """How many there are of each kind, if that was counted beforehand."""
        return None

    def numbers(self) -> dict[str, dict[str, int]]:
        found = {language: self.counted(language) for language in CONTENT_LANGUAGES}
        known = {language: numbers for language, numbers in found.items() if numbers is not None}
        return known if len(known) == len(found) else self.chronicle.count_all()

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
        chronicle.numbers = fragment(self.request, "numbers of topic", self.request.path, make=self.numbers)
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

    def counted(self, language: str) -> dict[str, int] | None:
        return of_topic(FIELDS.stored(language), self.field.slug)

    def more(self) -> dict[str, Any]:
        cities = topics.cities_in_field(self.field, current_language())
        return {
            "field": self.field,
            "heading": self.field.name or self.field.slug,
            "cities": cities[:MOST_CITIES],
            "city_number": self.city_number(cities),
        }

    def city_number(self, cities: QuerySet) -> Count:
        stored = FIELD_CITIES.stored(current_language())
        return count_of(cities) if stored is None else Count(*stored.get(self.field.slug, (0,)))


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
            "city_number": count_of(partners) if has_more else Count(len(self.partners)),
            "others": self.others,
        }

    def exists(self) -> bool:
        return bool(self.partners or self.others or super().exists())

    def ready_languages(self) -> list[str]:
        """Those in which a city there is public, whether or not anything else is: its page stands on its cities."""
        return [code for code in CONTENT_LANGUAGES if code == current_language() or topics.has_city_in(self.code, code)]


class YearPage(TopicPage):
    template_name = "partnerships/year.html"
    list_name = "partnerships:year_list"
    list_label = gettext_lazy("Years")

    def run(self) -> Chronicle:
        self.year = int(self.kwargs["year"])
        parts = topics.for_language(topics.of_year, self.year)
        return Chronicle(parts, newest_first=False, kind=self.kind())

    def counted(self, language: str) -> dict[str, int] | None:
        return of_topic(YEARS.stored(language), f"{self.year:04d}")

    def more(self) -> dict[str, Any]:
        earlier, later = self.beside()
        heading = _("The year %(year)s") % {"year": self.year}
        return {"year": self.year, "heading": heading, "earlier": earlier, "later": later}

    def beside(self) -> tuple[int | None, int | None]:
        stored = YEARS.stored(current_language())
        if stored is None:
            return topics.years_beside(self.year, current_language())
        years = sorted(map(int, stored))
        earlier = [year for year in years if year < self.year]
        return max(earlier, default=None), min((year for year in years if year > self.year), default=None)


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
        return topics.fields_named(kept(self.request, FIELDS))


class CountryList(TopicIndex):
    template_name = "partnerships/country_list.html"
    heading = gettext_lazy("Countries and regions")
    lead = gettext_lazy("Where the partner cities lie.")

    def topics(self) -> list[Any]:
        language, numbers = current_language(), kept(self.request, COUNTRIES)
        codes = sorted(numbers, key=lambda code: facets.country_order(code, language))
        return [(code, countries.name(code), numbers[code]) for code in codes]


class YearList(TopicIndex):
    template_name = "partnerships/year_list.html"
    heading = gettext_lazy("Years")
    lead = gettext_lazy("What is recorded here, year by year.")

    def topics(self) -> list[Any]:
        """The newest first."""
        numbers = kept(self.request, YEARS)
        return [(int(year), topics.by_kind(numbers[year])) for year in sorted(numbers, reverse=True)]


def kept(request: HttpRequest, measure: Measure) -> Any:
    """The value of a measure, which one process counts once where no worker has."""
    return fragment(request, f"counted {measure.name}", make=partial(measure.value, current_language()))


def of_topic(stored: dict[str, dict[str, int]] | None, topic: str) -> dict[str, int] | None:
    """Of a stored measure what belongs to one topic."""
    return None if stored is None else stored.get(topic, {})
