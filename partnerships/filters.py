"""What visitors may narrow the public lists by.

Each set is given public records only, and reaches other records through their own public condition.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from partnerships import facets
from partnerships.models import Agreement, City, Exchange, Partnership, Story
from sistercities.common.date_fields import years_between
from sistercities.common.filters import OrderFilter, PeriodFilter, SearchFilter, UsedChoiceFilter
from sistercities.common.folding import fold
from sistercities.common.languages import current_language, localized

MOST_WORDS = 8
CitiesCondition = Callable[[QuerySet], Q]


class WordsAndCitiesFilter(SearchFilter):
    """Each word is one of the record's own or of the names of a public city that `tied` says it is tied to."""

    def __init__(self, tied: CitiesCondition, **kwargs: Any) -> None:
        self.tied = tied
        super().__init__(**kwargs)

    def filter(self, queryset: Any, value: str) -> QuerySet:
        if not value:
            return queryset
        for word in fold(value).split()[:MOST_WORDS] or [""]:
            own = queryset.model.objects.found_by_public(word)
            named = City.objects.published().found_by_public(word)
            queryset = queryset.filter(Q(pk__in=own.values("pk")) | self.tied(named.values("pk")))
        return queryset


class NamesFilter(SearchFilter):
    """Cities by their names, or by that of their country in any language of the site."""

    def filter(self, queryset: Any, value: str) -> QuerySet:
        if not value:
            return queryset
        named = queryset.model.objects.found_by_public(value)
        return queryset.filter(Q(pk__in=named.values("pk")) | Q(country__in=facets.countries_called(value)))


class NamedCitiesFilter(UsedChoiceFilter):
    """A choice that concerns the public cities of a record; `column` is theirs."""

    def __init__(self, used: Any, tied: CitiesCondition, column: str, **kwargs: Any) -> None:
        self.tied, self.column = tied, column
        super().__init__(used, **kwargs)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        return queryset.filter(self.tied(City.objects.published().filter(**{self.column: value}).values("pk")))


class FieldFilter(UsedChoiceFilter):
    """The field of cooperation of an agreement or exchange, or of those of a city."""

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        condition = facets.in_field(value, current_language()) if queryset.model is City else Q(fields__slug=value)
        return queryset.filter(condition)


class OfPartnershipFilter(UsedChoiceFilter):
    """What is said of a city's partnership: CityFilterSet asks it of all such filters together."""

    def __init__(self, used: Any, condition: Callable[[str], Q], **kwargs: Any) -> None:
        self.condition = condition
        super().__init__(used, **kwargs)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset


def by_name(cities: QuerySet, language: str) -> list[Any]:
    return [localized("sort", language)]


def by_since(cities: QuerySet, language: str) -> list[Any]:
    """By the earliest date of a public partnership; unknown dates at the end."""
    ties = Partnership.objects.published(language).filter(partner_city=OuterRef("pk")).exclude(since="")
    return [
        Subquery(ties.order_by("since_sort").values("since_sort")[:1]).asc(nulls_last=True),
        *by_name(cities, language),
    ]


def by_country(cities: QuerySet, language: str) -> list[Any]:
    """By the country's name, as the page's language sorts it."""
    codes = [code for code, _name in facets.countries_of(cities, language)]
    ranks = [When(country=code, then=Value(rank)) for rank, code in enumerate(codes)]
    return [Case(*ranks, default=Value(len(ranks)), output_field=IntegerField()), *by_name(cities, language)]


def in_decade(first: str) -> Q:
    return years_between("since", int(first), int(first) + facets.DECADE - 1)


class CityFilterSet(django_filters.FilterSet):
    """Class, status and decade must hold of one and the same partnership."""

    q = NamesFilter(label=_("City or country"))
    country = UsedChoiceFilter(facets.countries_of, label=_("Country or region"))
    tier = UsedChoiceFilter(facets.tiers, label=_("Level"))
    tie = OfPartnershipFilter(facets.tie_classes, lambda value: Q(tie_class=value), label=_("Class"))
    status = OfPartnershipFilter(facets.statuses, facets.told_status, label=_("Status"))
    since = OfPartnershipFilter(facets.decades_since, in_decade, label=_("Since"))
    field = FieldFilter(facets.fields_of_cities, label=_("Field of cooperation"))
    group = UsedChoiceFilter(facets.groups, field_name="groups__slug", label=_("Group"))
    sort = OrderFilter(
        {"name": (_("Name"), by_name), "since": (_("Since"), by_since), "country": (_("Country or region"), by_country)}
    )

    class Meta:
        model = City
        fields: ClassVar[list[str]] = []

    def partnerships(self) -> QuerySet:
        """The public partnerships that the chosen class, status and decade leave."""
        ties = Partnership.objects.published(current_language())
        for name, value in self.form.cleaned_data.items():
            if value and isinstance(self.filters[name], OfPartnershipFilter):
                ties = ties.filter(self.filters[name].condition(value))
        return ties

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset).filter(Exists(self.partnerships().filter(partner_city=OuterRef("pk"))))


class AgreementFilterSet(django_filters.FilterSet):
    q = WordsAndCitiesFilter(facets.tied_by_partnership)
    kind = UsedChoiceFilter(facets.agreement_kinds, field_name="kind__slug", label=_("Kind"))
    signed = PeriodFilter("signed_on", facets.DECADE, label=_("Signed"))
    country = UsedChoiceFilter(
        facets.partner_countries, field_name="partnership__partner_city__country", label=_("Country or region")
    )
    field = FieldFilter(facets.fields, label=_("Field of cooperation"))

    class Meta:
        model = Agreement
        fields: ClassVar[list[str]] = []


class ExchangeFilterSet(django_filters.FilterSet):
    """The year is that in which the exchange begins."""

    q = WordsAndCitiesFilter(facets.exchange_with)
    year = PeriodFilter("starts_on", label=_("Year"))
    kind = UsedChoiceFilter(facets.exchange_kinds, field_name="kind", label=_("Kind"))
    direction = UsedChoiceFilter(facets.directions, field_name="direction", label=_("Direction"))
    field = FieldFilter(facets.fields, label=_("Field of cooperation"))
    country = NamedCitiesFilter(facets.countries_named, facets.exchange_with, "country", label=_("Country or region"))
    city = NamedCitiesFilter(facets.cities_of_exchanges, facets.exchange_with, "slug", label=_("City"))

    class Meta:
        model = Exchange
        fields: ClassVar[list[str]] = []


class StoryFilterSet(django_filters.FilterSet):
    q = WordsAndCitiesFilter(facets.story_about)
    city = NamedCitiesFilter(facets.cities_of_stories, facets.story_about, "slug", label=_("City"))
    year = PeriodFilter("published_on", label=_("Year"))

    class Meta:
        model = Story
        fields: ClassVar[list[str]] = []
