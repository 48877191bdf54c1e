"""What the choices of public lists have in common: names of countries, what visitors are told of a status, and which
records concern a city.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override
from django_countries import countries

from partnerships.choices import PartnershipStatus
from partnerships.models import (
    Agreement,
    Exchange,
    PartnershipEvent,
    Story,
)
from partnerships.querysets import PUBLICLY_IN_FORCE
from sistercities.common.filters import Choice
from sistercities.common.folding import fold
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.slugs import pinyin

DECADE = 10
# So many keys are gathered for a condition in a moment; so many, at most, are handed back to the database one by one.
MOST_GATHERED = 100_000
MOST_KEYS = 10_000
FEW_CITIES = 100
# Public cities: a query for their keys, or the keys.
Cities = QuerySet | list[int]


def distinct(records: QuerySet, column: str) -> set[Any]:
    return set(records.order_by().values_list(column, flat=True).distinct()) - {None, ""}


def country_order(code: str, language: str) -> str:
    """By what to sort a country's name in a language: its letters, or its pinyin."""
    name = str(countries.name(code))
    return pinyin(name) if language.startswith("zh") else fold(name)


def named_countries(codes: Iterable[str], language: str) -> list[Choice]:
    ordered = sorted(codes, key=lambda code: country_order(code, language))
    return [(code, countries.name(code)) for code in ordered]


@cache
def country_names() -> list[tuple[str, str]]:
    """Code and folded name of every country or region, in each language of the site."""
    names = []
    for language in CONTENT_LANGUAGES:
        with override(language):
            names += [(code, fold(str(name))) for code, name in countries]
    return names


def countries_called(text: str) -> list[str]:
    """Codes of the countries whose name begins with `text`, accents and case aside."""
    beginning = fold(text)
    return [code for code, name in country_names() if beginning and name.startswith(beginning)]


def countries_of(cities: QuerySet, language: str) -> list[Choice]:
    return named_countries(distinct(cities, "country"), language)


def told_by_event() -> Exists:
    """Partnerships whose present status stands in an event that visitors may see."""
    return Exists(PartnershipEvent.objects.published().filter(partnership=OuterRef("pk"), status=OuterRef("status")))


def told_status(status: str) -> Q:
    """Partnerships of which visitors are told this status; the same rule as Partnership.public_status."""
    if status == PartnershipStatus.IN_FORCE:
        return Q(status__in=PUBLICLY_IN_FORCE)
    return Q(told_by_event(), status=status)


def in_field(slug: str, language: str, *, is_gathered: bool = False) -> Q:
    """Cities with a public agreement or exchange in this field of cooperation.

    `is_gathered` is for where all cities must be looked at; else each city's own records are looked through, which soon
    fills a page.
    """
    agreements, exchanges = _of_field(slug, language)
    if is_gathered:
        signed = agreements.order_by().values("partnership__partner_city")
        return Q(pk__in=signed.union(exchanges.order_by().values("cities"), all=True))
    own = Exists(agreements.filter(partnership__partner_city=OuterRef("pk")))
    return Q(own) | Q(Exists(exchanges.filter(cities=OuterRef("pk"))))


def few_in_field(slug: str, language: str) -> Q | None:
    """The cities that `in_field` finds, by their keys; None where their agreements and exchanges are many."""
    keys: set[int] = set()
    agreements, exchanges = _of_field(slug, language)
    for records, column in ((agreements, "partnership__partner_city"), (exchanges, "cities")):
        found = few_keys(records, column)
        if found is None:
            return None
        keys |= set(found)
    return Q(pk__in=keys)


def _of_field(slug: str, language: str) -> tuple[QuerySet, QuerySet]:
    agreements, exchanges = Agreement.objects.published(language), Exchange.objects.published(language)
    return agreements.filter(fields__slug=slug), exchanges.filter(fields__slug=slug)


def partnership_with(cities: Cities) -> Q:
    """Partnerships of which one of these cities is a side."""
    return Q(partner_city__in=cities) | Q(home_city__in=cities)


def tied_by_partnership(cities: Cities) -> Q:
    """Agreements between one of these cities and another."""
    return Q(partnership__partner_city__in=cities) | Q(partnership__home_city__in=cities)


def exchange_with(cities: Cities) -> Q:
    """Exchanges that one of these cities takes part in, is host to, or keeps as its own.

    They are gathered by way of the cities. Of cities that are in a great part of all exchanges (many cities, given by a
    query for them, or some few), each exchange is looked at in its turn instead, which soon fills a page.
    """
    rows, own = Exchange.cities.through.objects.filter(city__in=cities), Exchange.objects.filter(home_city__in=cities)
    if not isinstance(cities, list) or len(cities) <= FEW_CITIES and any(map(is_great, (rows, own))):
        taking_part = Exists(rows.filter(exchange=OuterRef("pk")))
        return Q(home_city__in=cities) | Q(held_in__in=cities) | Q(taking_part)
    keys = (found.order_by().values("pk") for found in (Exchange.objects.filter(held_in__in=cities), own))
    return Q(pk__in=rows.values("exchange").union(*keys, all=True))


def names_keys(condition: Q) -> bool:
    """Whether a condition on records names their keys, and does not look at each of them."""
    return any(isinstance(part, tuple) and part[0] == "pk__in" for part in condition.children)


def few_keys(records: Any, column: str = "pk", most: int | None = None) -> list[int] | None:
    """The keys of the records, or those in `column`; None if they are more than `most`, or MOST_KEYS."""
    most = MOST_KEYS if most is None else most
    keys = list(records.order_by().values_list(column, flat=True)[: most + 1])
    return keys if len(keys) <= most else None


def is_great(rows: QuerySet) -> bool:
    return rows.order_by()[: MOST_GATHERED + 1].count() > MOST_GATHERED


def story_about(cities: Cities) -> Q:
    return Q(pk__in=Story.cities.through.objects.filter(city__in=cities).values("story"))


def exchange_pairs(exchanges: QuerySet) -> QuerySet:
    """Keys of these exchanges with those of the cities that `exchange_with` tells of."""
    keys = exchanges.order_by().values("pk")
    taking_part = Exchange.cities.through.objects.filter(exchange__in=keys).values_list("exchange", "city")
    here = exchanges.order_by()
    hosts = here.filter(held_in__isnull=False).values_list("pk", "held_in")
    return taking_part.union(hosts, here.values_list("pk", "home_city"), all=True)


def story_pairs(stories: QuerySet) -> QuerySet:
    """Keys of these stories with those of their cities."""
    return Story.cities.through.objects.filter(story__in=stories.order_by().values("pk")).values_list("story", "city")


def field_pairs(cities: QuerySet, language: str) -> QuerySet:
    """Keys of fields of cooperation with those of the cities that `in_field` finds in them."""
    keys, has_field = cities.order_by().values("pk"), {"fields__isnull": False}
    agreements = Agreement.objects.published(language).filter(partnership__partner_city__in=keys, **has_field)
    exchanges = Exchange.objects.published(language).filter(cities__in=keys, **has_field)
    return (
        agreements.order_by()
        .values_list("fields", "partnership__partner_city")
        .union(exchanges.order_by().values_list("fields", "cities"))
    )
