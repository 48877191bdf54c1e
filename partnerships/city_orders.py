"""In which order cities are listed: by name along an index; by country and by date group by group."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import override
from django_countries import countries

from partnerships.facets import country_order, few_keys
from partnerships.models import City, Partnership
from sistercities.common.grouped_pages import Groups
from sistercities.common.index_keys import keys_in_index
from sistercities.common.languages import localized

# Dated partnerships from which the first part of a list by date is gathered, and the longest of its parts.
FEWEST_TIES, MOST_TIES = 100, 6_400
# Cities of one date that are named by their keys. Among more, each city of the list is asked, which soon fills a page.
MOST_NAMED = 1_000
# The group of cities without a date: behind every date.
UNDATED = "~"


def by_name(cities: QuerySet, language: str) -> list[Any]:
    return [localized("sort", language)]


def by_since(cities: QuerySet, language: str) -> list[Any]:
    """By the earliest date of a public partnership; unknown dates at the end."""
    return [Subquery(first_since(language)).asc(nulls_last=True), *by_name(cities, language)]


def by_country(cities: QuerySet, language: str) -> list[Any]:
    """By the country's name, as the page's language sorts it."""
    places = places_of_countries(language)
    ranks = [When(country=code, then=Value(places[code])) for code in countries_there(language) if code in places]
    return [Case(*ranks, default=Value(len(places)), output_field=IntegerField()), *by_name(cities, language)]


def dated_ties(language: str) -> QuerySet:
    return Partnership.objects.published_of_partners(language).filter(since_sort__gt="").order_by("since_sort")


def first_since(language: str) -> QuerySet:
    """Of the city that a query is about; no row for one without a public date."""
    return dated_ties(language).filter(partner_city=OuterRef("pk")).values("since_sort")[:1]


@cache
def places_of_countries(language: str) -> dict[str, int]:
    """The place of each code among all countries there are: it tells nothing of those in the register."""
    with override(language):
        ordered = sorted(dict(countries), key=lambda code: country_order(code, language))
    return {code: place for place, code in enumerate(ordered)}


def countries_there(language: str) -> list[str]:
    """The countries of all cities, hidden ones too, as the language sorts them; what is no country at the end."""
    places = places_of_countries(language)
    codes = keys_in_index(City._meta.get_field("country"))
    return sorted(codes, key=lambda code: places.get(code, len(places)))


class CitiesByName(Groups):
    """Groups inside of which cities stand by their names."""

    def columns(self) -> list[str]:
        return [localized("sort", self.language), "pk"]


class CitiesByCountry(CitiesByName):
    def with_group(self) -> QuerySet:
        return self.records.annotate(group=F("country"))

    def of(self, group: Any) -> QuerySet:
        return self.records.filter(country=group).order_by(*self.columns())

    def behind(self, group: Any, *, is_back: bool) -> Iterator[QuerySet]:
        codes = countries_there(self.language)
        codes = codes[::-1] if is_back else codes
        for code in codes[codes.index(group) + 1 if group in codes else 0 :]:
            yield self.of(code)


class CitiesBySince(CitiesByName):
    """A city stands in the group of its earliest date that is public, as the pages of this moment tell it.

    The index of the partnerships' dates names the groups: some hundred partnerships at a time, and their cities.
    """

    def with_group(self) -> QuerySet:
        first = Coalesce(Subquery(first_since(self.language)), Value(UNDATED), output_field=TextField())
        return self.records.annotate(group=first)

    def of(self, group: Any) -> QuerySet:
        day = "" if group == UNDATED else group
        ties = Partnership.objects.published_of_partners(self.language).filter(since_sort=day)
        keys = few_keys(ties, "partner_city", MOST_NAMED)
        found = Q(group=group) if keys is None else Q(group=group, pk__in=keys)
        return self.with_group().filter(found).order_by(*self.columns())

    def behind(self, group: Any, *, is_back: bool) -> Iterator[QuerySet]:
        if is_back and group is None:
            yield self.of(UNDATED)
        if is_back or group != UNDATED:
            yield from self.dated(None if group == UNDATED else group, is_back=is_back)
        if not is_back and group != UNDATED:
            yield self.of(UNDATED)

    def dated(self, day: str | None, *, is_back: bool) -> Iterator[QuerySet]:
        ties, most = dated_ties(self.language).values_list("since_sort", "partner_city"), FEWEST_TIES
        ties = ties.reverse() if is_back else ties
        while rows := list(self.after(ties, day, is_back=is_back)[: most + 1]):
            begun = rows[-1][0]
            # The last date may have more partnerships than were read, unless all were.
            whole = [row for row in rows if row[0] != begun] if len(rows) > most else rows
            yield self.of_ties(whole) if whole else self.of(begun)
            day, most = whole[-1][0] if whole else begun, min(most * 2, MOST_TIES)

    @staticmethod
    def after(ties: QuerySet, day: str | None, *, is_back: bool) -> QuerySet:
        if day is None:
            return ties
        return ties.filter(since_sort__lt=day) if is_back else ties.filter(since_sort__gt=day)

    def of_ties(self, rows: list[tuple[str, int]]) -> QuerySet:
        """The cities whose group is among the dates of these partnerships: they have none before the first of them."""
        cities = self.with_group().filter(pk__in={city for _day, city in rows}, group__gte=min(rows)[0])
        return cities.order_by(F("group").asc(), *self.columns())
