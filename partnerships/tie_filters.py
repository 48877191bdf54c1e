"""Choices of cities by what is said of their partnerships, agreements and exchanges."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When

from partnerships import facets
from partnerships.choices import PartnershipStatus, TieClass
from partnerships.facet_filters import ContinentFilter, CountryFilter, TermFilter
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


TOLD_STATUS = Case(
    When(status__in=PUBLICLY_IN_FORCE, then=Value(PartnershipStatus.IN_FORCE)),
    When(facets.told_by_event(), then=F("status")),
    default=Value(""),
    output_field=TextField(),
)


class Tie(NamedTuple):
    """What of a partnership its city is counted by."""

    city: int
    tie_class: str
    told_status: str
    year: str


class OfPartnershipFilter(FacetFilter):
    """What is said of a city's partnership: CityFilterSet asks it of all such filters together."""

    def condition(self, value: str) -> Q:
        raise NotImplementedError

    def value_of(self, tie: Tie) -> str:
        """What is counted; empty for nothing."""
        raise NotImplementedError

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        found: dict[str, set[int]] = defaultdict(set)
        for tie in self.ties(records):
            found[self.value_of(tie)].add(tie.city)
        return self.offered({value: len(cities) for value, cities in found.items() if value})

    def ties(self, records: Any) -> list[Tie]:
        """The partnerships of these cities that the other filters leave; asked once for all filters over the same."""
        asked = getattr(self.parent, "ties_asked", None)
        if asked is None or asked[0] is not records:
            left = self.parent.partnerships(without=self.parent.name_of(self)).order_by()
            of_cities = left.filter(partner_city__in=records.order_by().values("pk"))
            rows = of_cities.values_list("partner_city", "tie_class", TOLD_STATUS, year_of("since"))
            asked = self.parent.ties_asked = (records, [Tie(*row) for row in rows])
        return asked[1]

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset


class ClassFilter(OfPartnershipFilter, WordFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(TieClass, "tie_class", **kwargs)

    def condition(self, value: str) -> Q:
        return Q(tie_class=value)

    def value_of(self, tie: Tie) -> str:
        return tie.tie_class


class StatusFilter(OfPartnershipFilter, WordFilter):
    """By what visitors are told of the partnership."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PartnershipStatus, "status", **kwargs)

    def condition(self, value: str) -> Q:
        return facets.told_status(value)

    def value_of(self, tie: Tie) -> str:
        return tie.told_status

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        return [offer for offer in super().uncounted(records, language) if offer.value != PartnershipStatus.DORMANT]

    def label_of(self, value: str) -> Any:
        """Dormancy is nothing that a visitor may ask for."""
        return None if value == PartnershipStatus.DORMANT else super().label_of(value)


class SinceFilter(OfPartnershipFilter, PeriodFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__("since", facets.DECADE, **kwargs)

    def condition(self, value: str) -> Q:
        return in_decade(value)

    def value_of(self, tie: Tie) -> str:
        """The decade: a city with two partnerships in it is one."""
        return str(int(tie.year) // facets.DECADE * facets.DECADE) if tie.year else ""

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        return super().uncounted(Partnership.objects.published(language), language)


def in_decade(first: str) -> Q:
    return years_between("since", int(first), int(first) + facets.DECADE - 1)
