"""Choices of cities by what is said of their partnerships, agreements and exchanges."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When

from partnerships import facets
from partnerships.choices import PartnershipStatus, TieClass
from partnerships.facet_filters import ContinentFilter, CountryFilter, TermFilter, counted_once
from partnerships.models import Agreement, Exchange, Field, Partnership
from partnerships.querysets import PUBLICLY_IN_FORCE
from sistercities.common.date_fields import years_between
from sistercities.common.facets import FacetFilter, Offer, PeriodFilter, WordFilter, year_of
from sistercities.common.filters import ORDER
from sistercities.common.languages import current_language, localized


class FieldOfCitiesFilter(TermFilter):
    """The field of cooperation of a city's agreements and exchanges."""

    most = 500
    is_costly = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Field, "", **kwargs)

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        found: dict[Any, set[Any]] = defaultdict(set)
        for field, city in facets.field_pairs(records, language):
            found[field].add(city)
        return self.offered({field: len(cities) for field, cities in found.items()}, language)

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        exchanges, agreements = Exchange.objects.published(language), Agreement.objects.published(language)
        used = Q(pk=self.first_used(exchanges, "fields")) | Q(pk=self.first_used(agreements, "fields"))
        terms = self.term.objects.filter(used).values_list("slug", localized("name", language))
        return [Offer(slug, label or slug) for slug, label in terms]

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        if not hasattr(self, "condition"):
            # Where another order than that of an index is asked for, all cities are looked at for the first page.
            is_gathered = bool(self.parent.values().get(ORDER))
            language, is_long = current_language(), not self.parent.whole.is_exact
            few = facets.few_in_field(value, language) if is_long else None
            self.condition = few or facets.in_field(value, language, is_gathered=is_long and is_gathered)
        return queryset.filter(self.condition)


class CountryOfPartnerFilter(CountryFilter):
    """The country or region of the partner city of a record's partnership."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(field_name="partnership__partner_city__country", **kwargs)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        """From the partnerships there on, where they are few; else each record is asked for its country."""
        if not value:
            return queryset
        if not hasattr(self, "condition"):
            self.condition = self.asked(value)
        return queryset.filter(self.condition)

    def asked(self, value: str) -> Q:
        there = self.there(value)
        ties = Partnership.objects.filter(partner_city__country__in=there)
        keys = facets.few_keys(ties)
        return Q(**{f"{self.field_name}__in": there}) if keys is None else Q(partnership__in=keys)

    def there(self, value: str) -> Collection[str]:
        return (value,)


class ContinentOfPartnerFilter(CountryOfPartnerFilter, ContinentFilter):
    """The continent of the partner city of a record's partnership."""

    def there(self, value: str) -> Collection[str]:
        return ContinentFilter.countries_on(value)


class OfPartnershipFilter(FacetFilter):
    """What is said of a city's partnership: CityFilterSet asks it of all such filters together."""

    # By what the partnerships are grouped to be counted.
    by: Any = ""

    def condition(self, value: str) -> Q:
        return Q(**{self.by: value})

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        ties = self.parent.partnerships(without=self.parent.name_of(self))
        listed = ties.filter(partner_city__in=records.order_by().values("pk"))
        return self.offered(counted_once(listed, self.by, "partner_city"))

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset


class ClassFilter(OfPartnershipFilter, WordFilter):
    by = "tie_class"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(TieClass, self.by, **kwargs)


class StatusFilter(OfPartnershipFilter, WordFilter):
    """By what visitors are told of the partnership."""

    by = Case(
        When(status__in=PUBLICLY_IN_FORCE, then=Value(PartnershipStatus.IN_FORCE)),
        When(facets.told_by_event(), then=F("status")),
        default=Value(""),
        output_field=TextField(),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PartnershipStatus, "status", **kwargs)

    def condition(self, value: str) -> Q:
        return facets.told_status(value)

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        return [offer for offer in super().uncounted(records, language) if offer.value != PartnershipStatus.DORMANT]

    def label_of(self, value: str) -> Any:
        """Dormancy is nothing that a visitor may ask for."""
        return None if value == PartnershipStatus.DORMANT else super().label_of(value)


class SinceFilter(OfPartnershipFilter, PeriodFilter):
    by = year_of("since")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("since", facets.DECADE, **kwargs)

    def condition(self, value: str) -> Q:
        return in_decade(value)

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        return super().uncounted(Partnership.objects.published(language), language)


def in_decade(first: str) -> Q:
    return years_between("since", int(first), int(first) + facets.DECADE - 1)
