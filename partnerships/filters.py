"""What visitors may narrow the public lists by.

Each set is given public records only, and reaches other records through their own public condition.
"""

from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from partnerships import facets
from partnerships.choices import Direction, ExchangeKind, Tier
from partnerships.city_orders import CitiesByCountry, CitiesBySince, by_country, by_name, by_since
from partnerships.facet_filters import CityFilter, ContinentFilter, CountryFilter, CountryOfCitiesFilter, TermFilter
from partnerships.models import Agreement, AgreementKind, City, CityGroup, Exchange, Field, Partnership, Story
from partnerships.tie_filters import (
    ClassFilter,
    ContinentOfPartnerFilter,
    CountryOfPartnerFilter,
    FieldOfCitiesFilter,
    OfPartnershipFilter,
    SinceFilter,
    StatusFilter,
    in_decade,
)
from partnerships.word_filters import WordsAndCitiesFilter
from sistercities.common.facets import PeriodFilter, WordFilter
from sistercities.common.filter_sets import FacetedFilterSet
from sistercities.common.filters import OrderFilter, SearchFilter
from sistercities.common.languages import current_language

__all__ = ["AgreementFilterSet", "CityFilterSet", "ExchangeFilterSet", "StoryFilterSet", "in_decade"]


class NamesFilter(SearchFilter):
    """Cities by their names, or by that of their country in any language of the site."""

    def filter(self, queryset: Any, value: str) -> QuerySet:
        if not value:
            return queryset
        named = queryset.model.objects.found_by_public(value)
        return queryset.filter(Q(pk__in=named.values("pk")) | Q(country__in=facets.countries_called(value)))


def dated(column: str) -> OrderFilter:
    """By a date. Unknown dates sort before all others, so that both orders are those of one index."""
    return OrderFilter(
        {
            "newest": (_("Newest first"), lambda records, language: [f"-{column}", "-pk"]),
            "oldest": (_("Oldest first, those without a date before them"), lambda records, language: [column, "pk"]),
        }
    )


class CityFilterSet(FacetedFilterSet):
    """Class, status and decade must hold of one and the same partnership."""

    q = NamesFilter(label=_("City or country"))
    continent = ContinentFilter(field_name="country", label=_("Continent"))
    country = CountryFilter(field_name="country", label=_("Country or region"))
    tier = WordFilter(Tier, "tier", label=_("Level"))
    tie = ClassFilter(label=_("Class"))
    status = StatusFilter(label=_("Status"))
    since = SinceFilter(label=_("Since"))
    field = FieldOfCitiesFilter(label=_("Field of cooperation"))
    group = TermFilter(CityGroup, "groups", label=_("Group"))
    sort = OrderFilter(
        {
            "name": (_("Name"), by_name),
            "since": (_("Since"), by_since),
            "country": (_("Country or region"), by_country),
        },
        grouped={"since": CitiesBySince, "country": CitiesByCountry},
    )

    class Meta:
        model = City
        fields: ClassVar[list[str]] = []

    def partnerships(self, without: str = "") -> QuerySet:
        """The partnerships of public cities that the chosen class, status and decade leave, or all of these but one."""
        ties = Partnership.objects.published_of_partners(current_language())
        for name, value in self.given().items():
            if name != without and isinstance(self.filters[name], OfPartnershipFilter):
                ties = ties.filter(self.filters[name].condition(value))
        return ties

    def narrowed(self, without: str = "") -> QuerySet:
        cities = super().narrowed(without)
        asked = {name for name in self.given() if isinstance(self.filters[name], OfPartnershipFilter)}
        if not asked - {without}:
            return cities
        if not without and self.partner_keys is not None:
            return cities.filter(pk__in=self.partner_keys)
        return cities.filter(Exists(self.partnerships(without).filter(partner_city=OuterRef("pk"))))

    @cached_property
    def partner_keys(self) -> list[int] | None:
        """The cities of the chosen partnerships, if these are few enough to begin with."""
        return None if self.whole.is_exact else facets.few_keys(self.partnerships(), "partner_city")


class AgreementFilterSet(FacetedFilterSet):
    q = WordsAndCitiesFilter(facets.tied_by_partnership)
    kind = TermFilter(AgreementKind, "kind", label=_("Kind"))
    signed = PeriodFilter("signed_on", facets.DECADE, label=_("Signed"))
    continent = ContinentOfPartnerFilter(label=_("Continent"))
    country = CountryOfPartnerFilter(label=_("Country or region"))
    field = TermFilter(Field, "fields", label=_("Field of cooperation"))
    sort = dated("signed_on_sort")

    class Meta:
        model = Agreement
        fields: ClassVar[list[str]] = []


class ExchangeFilterSet(FacetedFilterSet):
    """The year is that in which the exchange begins."""

    q = WordsAndCitiesFilter(facets.exchange_with)
    year = PeriodFilter("starts_on", label=_("Year"))
    kind = WordFilter(ExchangeKind, "kind", label=_("Kind"))
    direction = WordFilter(Direction, "direction", label=_("Direction"))
    field = TermFilter(Field, "fields", label=_("Field of cooperation"))
    country = CountryOfCitiesFilter(facets.exchange_pairs, facets.exchange_with, label=_("Country or region"))
    city = CityFilter(facets.exchange_pairs, facets.exchange_with, label=_("City"))
    sort = dated("starts_on_sort")

    class Meta:
        model = Exchange
        fields: ClassVar[list[str]] = []


class StoryFilterSet(FacetedFilterSet):
    q = WordsAndCitiesFilter(facets.story_about)
    city = CityFilter(facets.story_pairs, facets.story_about, label=_("City"))
    year = PeriodFilter("published_on", label=_("Year"))
    sort = dated("published_on_sort")

    class Meta:
        model = Story
        fields: ClassVar[list[str]] = []
