"""What records that have no list page may be narrowed by."""

from typing import ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships import facets
from partnerships.choices import PartnershipStatus, TieClass
from partnerships.facet_filters import CityFilter, CountryFilter
from partnerships.models import Honour, Partnership
from sistercities.common.facets import PeriodFilter, WordFilter
from sistercities.common.filter_sets import FacetedFilterSet
from sistercities.common.filters import SearchFilter
from sistercities.common.languages import current_language


class ToldStatusFilter(WordFilter):
    """By what visitors are told: dormancy is nothing that they may ask for."""

    def label_of(self, value: str) -> str | None:
        return None if value == PartnershipStatus.DORMANT else super().label_of(value)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(facets.told_status(value)) if value else queryset


def tie_pairs(ties: QuerySet) -> QuerySet:
    return ties.order_by().values_list("pk", "partner_city").union(ties.order_by().values_list("pk", "home_city"))


def honour_pairs(honours: QuerySet) -> QuerySet:
    given = honours.order_by()
    return given.values_list("pk", "recipient_city").union(given.values_list("pk", "partnership__partner_city"))


def honour_of(cities: QuerySet) -> Q:
    ties = Partnership.objects.published(current_language()).filter(partner_city__in=cities)
    return Q(recipient_city__in=cities) | Q(partnership__in=ties.values("pk"))


class PartnershipFilterSet(FacetedFilterSet):
    tie = WordFilter(TieClass, "tie_class", label=_("Class"))
    status = ToldStatusFilter(PartnershipStatus, "status", label=_("Status"))
    since = PeriodFilter("since", facets.DECADE, label=_("Since"))
    country = CountryFilter(field_name="partner_city__country", label=_("Country or region"))
    city = CityFilter(tie_pairs, facets.partnership_with, label=_("City"))

    class Meta:
        model = Partnership
        fields: ClassVar[list[str]] = []


class HonourFilterSet(FacetedFilterSet):
    q = SearchFilter()
    year = PeriodFilter("given_on", label=_("Year"))
    city = CityFilter(honour_pairs, honour_of, label=_("City"))

    class Meta:
        model = Honour
        fields: ClassVar[list[str]] = []
