"""The register's own kinds of choices: countries, words of the office's vocabularies, and the cities of a record."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django_countries import countries

from partnerships import facets
from partnerships.continents import COUNTRIES_ON, Continent, continent_of
from partnerships.models import City
from partnerships.models.vocabulary import Term
from sistercities.common.facets import MOST_OFFERED, FacetFilter, Offer, numbers
from sistercities.common.languages import current_language, localized

Pairs = Callable[[QuerySet], QuerySet]


class CountryFilter(FacetFilter):
    """The country or region in a column of the records."""

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        return by_country_name(self.by_country(records), language)

    def by_country(self, records: Any) -> dict[str, int]:
        """How many records each country has; asked once for all filters over the same records."""
        asked = getattr(self.parent, "countries_asked", None)
        if asked is None or asked[0] is not records or asked[1] != self.field_name:
            # In a form that no index groups, or SQLite would walk through all cities.
            found = numbers(records, Cast(F(self.field_name), TextField()))
            asked = self.parent.countries_asked = (records, self.field_name, found)
        return asked[2]

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        used = facets.distinct(City.objects.published(language).filter(is_home=False), "country")
        return [Offer(code, label) for code, label in facets.named_countries(used, language)]

    def label_of(self, value: str) -> Any:
        return country_label(value)


class ContinentFilter(CountryFilter):
    """The continent of the country or region in a column of the records."""

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        found: Counter[str] = Counter()
        for country, number in self.by_country(records).items():
            found[continent_of(country)] += number
        return [Offer(value, label, found[value]) for value, label in Continent.choices if value in found]

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        used = {continent_of(offer.value) for offer in super().uncounted(records, language)}
        return [Offer(value, label) for value, label in Continent.choices if value in used]

    def label_of(self, value: str) -> Any:
        return dict(Continent.choices).get(value)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.field_name}__in": self.countries_on(value)}) if value else queryset

    @staticmethod
    def countries_on(value: str) -> Collection[str]:
        return COUNTRIES_ON[Continent(value)] if value in Continent.values else frozenset()


def by_country_name(found: dict[str, int], language: str) -> list[Offer]:
    return [Offer(code, label, found[code]) for code, label in facets.named_countries(found, language)]


def country_label(code: str) -> Any:
    return countries.name(code) if code in countries else None


class TermFilter(FacetFilter):
    """A word of a vocabulary that the office keeps itself, to which `field_name` leads."""

    def __init__(self, term: type[Term], field_name: str, **kwargs: Any) -> None:
        self.term = term
        super().__init__(field_name=field_name, **kwargs)

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        return self.offered(numbers(records, self.field_name), language)

    def offered(self, by_key: dict[Any, int], language: str) -> list[Offer]:
        rows = self.term.objects.filter(pk__in=by_key).values_list("pk", "slug", localized("name", language))
        return [Offer(slug, label or slug, by_key[key]) for key, slug, label in rows]

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        used = self.term.objects.filter(pk=self.first_used(records, self.field_name))
        return [Offer(slug, label or slug) for slug, label in used.values_list("slug", localized("name", language))]

    @staticmethod
    def first_used(records: Any, field_name: str) -> Subquery:
        """The first term in these records from the asked one on: itself if it is used.

        Put so, each answer stands at one place of an index. Whether there is any record with a term would be asked of
        all records together, which takes a second where a term of the vocabulary is in none.
        """
        key = f"{field_name}__pk"
        used = records.filter(**{f"{field_name}__gte": OuterRef("pk")}).order_by(key)
        return Subquery(used.values(key)[:1])

    def label_of(self, value: str) -> Any:
        names = self.term.objects.filter(slug=value).values_list("slug", localized("name", current_language()))
        return next((label or slug for slug, label in names), None)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(**{f"{self.field_name}__slug": value}) if value else queryset


class OfCitiesFilter(FacetFilter):
    """What concerns the public cities of a record; `pairs` gives, of records, their keys with those of their cities.

    `tied` says which records concern cities, and `column` is theirs.
    """

    def __init__(self, pairs: Pairs, tied: Callable[[Any], Q], column: str, **kwargs: Any) -> None:
        self.pairs, self.tied, self.column = pairs, tied, column
        super().__init__(**kwargs)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        if not hasattr(self, "condition"):
            self.condition = self.tied(self.keys(value))
        return queryset.filter(self.condition)

    def keys(self, value: str) -> Any:
        """Those of few cities one by one: PostgreSQL would rather read all records than go by a query for them."""
        cities = self.cities(value)
        keys = facets.few_keys(cities)
        return cities.values("pk") if keys is None else keys

    def cities(self, value: str) -> QuerySet:
        return City.objects.published(current_language()).filter(**{self.column: value}).order_by()

    def records_by_city(self, records: QuerySet) -> dict[Any, set[Any]]:
        """Keys of the records of each city, hidden ones included; asked once for all filters over the same records."""
        asked = getattr(self.parent, "cities_asked", None)
        if asked is None or asked[0] is not records:
            found = defaultdict(set)
            for record, city in self.pairs(records):
                found[city].add(record)
            asked = self.parent.cities_asked = (records, found)
        return asked[1]


class CityFilter(OfCitiesFilter):
    """A city; our own are offered too unless only partners are."""

    def __init__(self, pairs: Pairs, tied: Callable[[Any], Q], *, only_partners: bool = False, **kwargs: Any) -> None:
        self.offered_cities = {"is_home": False} if only_partners else {}
        super().__init__(pairs, tied, "slug", **kwargs)

    def keys(self, value: str) -> Any:
        return list(self.cities(value).values_list("pk", flat=True))

    def by_name(self, language: str) -> QuerySet:
        shown = City.objects.published(language).filter(**self.offered_cities)
        return shown.order_by(localized("sort", language), "pk")

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        found = self.records_by_city(records)
        rows = self.by_name(language).filter(pk__in=found).values_list("pk", "slug", localized("name", language))
        return [Offer(slug, name, len(found[key])) for key, slug, name in rows[: MOST_OFFERED + 1]]

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        """The first by name, to see whether they are too many."""
        rows = self.by_name(language).values_list("slug", localized("name", language))
        return [Offer(slug, name) for slug, name in rows[: MOST_OFFERED + 1]]

    def label_of(self, value: str) -> Any:
        language = current_language()
        names = City.objects.published(language).filter(slug=value).values_list(localized("name", language), flat=True)
        return names.first()


class CountryOfCitiesFilter(OfCitiesFilter):
    """The countries of a record's partner cities; our own cities are no reason to be listed under a country."""

    def __init__(self, pairs: Pairs, tied: Callable[[Any], Q], **kwargs: Any) -> None:
        super().__init__(pairs, tied, "country", **kwargs)

    def cities(self, value: str) -> QuerySet:
        return super().cities(value).filter(is_home=False)

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        found: dict[str, set[Any]] = defaultdict(set)
        by_city = self.records_by_city(records)
        cities = City.objects.published(language).filter(pk__in=by_city, is_home=False).order_by()
        for key, country in cities.values_list("pk", "country"):
            found[country] |= by_city[key]
        return by_country_name({country: len(keys) for country, keys in found.items()}, language)

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        used = facets.distinct(City.objects.published(language).filter(is_home=False), "country")
        return [Offer(code, label) for code, label in facets.named_countries(used, language)]

    def label_of(self, value: str) -> Any:
        return country_label(value)
