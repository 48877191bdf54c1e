"""The choices that public lists offer: only what their public records hold, in the words of the page's language.

Functions that return choices are given a list's public records and the language, as UsedChoiceFilter asks.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import override
from django_countries import countries

from partnerships.choices import Direction, ExchangeKind, PartnershipStatus, TieClass, Tier
from partnerships.models import (
    Agreement,
    AgreementKind,
    City,
    CityGroup,
    Exchange,
    Field,
    Partnership,
    PartnershipEvent,
    Story,
)
from partnerships.querysets import PUBLICLY_IN_FORCE
from sistercities.common.filters import MOST_OFFERED, Choice, offered_periods
from sistercities.common.folding import fold
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.slugs import pinyin

DECADE = 10
# So many keys are gathered for a condition in a moment.
MOST_GATHERED = 100_000
FEW_CITIES = 100
# Public cities: a query for their keys, or the keys.
Cities = QuerySet | list[int]


def distinct(records: QuerySet, column: str) -> set[Any]:
    return set(records.order_by().values_list(column, flat=True).distinct()) - {None, ""}


def words(choices: type[TextChoices], used: Iterable[str]) -> list[Choice]:
    """The choices that are used, in the vocabulary's own order."""
    return [(value, label) for value, label in choices.choices if value in used]


def terms(model: type, keys: QuerySet, language: str) -> list[Choice]:
    """Words of a vocabulary that the office keeps itself."""
    rows = model.objects.filter(pk__in=keys).values_list("slug", localized("name", language))
    return [(slug, label or slug) for slug, label in rows]


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


def tiers(cities: QuerySet, language: str) -> list[Choice]:
    return words(Tier, distinct(cities, "tier"))


def groups(cities: QuerySet, language: str) -> list[Choice]:
    rows = City.groups.through.objects.filter(city__in=cities.order_by().values("pk"))
    return terms(CityGroup, rows.values("citygroup"), language)


def tie_classes(cities: QuerySet, language: str) -> list[Choice]:
    return words(TieClass, distinct(Partnership.objects.published(language), "tie_class"))


def decades_since(cities: QuerySet, language: str) -> list[Choice]:
    return offered_periods(Partnership.objects.published(language), "since", DECADE)


def told_by_event() -> Exists:
    """Partnerships whose present status stands in an event that visitors may see."""
    return Exists(PartnershipEvent.objects.published().filter(partnership=OuterRef("pk"), status=OuterRef("status")))


def told_status(status: str) -> Q:
    """Partnerships of which visitors are told this status; the same rule as Partnership.public_status."""
    if status == PartnershipStatus.IN_FORCE:
        return Q(status__in=PUBLICLY_IN_FORCE)
    return Q(told_by_event(), status=status)


def statuses(cities: QuerySet, language: str) -> list[Choice]:
    ties = Partnership.objects.published(language).order_by()
    told = distinct(ties.exclude(status__in=PUBLICLY_IN_FORCE).filter(told_by_event()), "status")
    in_force = {PartnershipStatus.IN_FORCE} if ties.filter(status__in=PUBLICLY_IN_FORCE).exists() else set()
    return words(PartnershipStatus, told | in_force)


def fields_used(records: QuerySet) -> QuerySet:
    """Keys of the fields of cooperation of these agreements or exchanges."""
    name = str(records.model._meta.model_name)
    return records.model.fields.through.objects.filter(**{f"{name}__in": records.order_by().values("pk")}).values(
        "field"
    )


def fields(records: QuerySet, language: str) -> list[Choice]:
    return terms(Field, fields_used(records), language)


def fields_of_cities(cities: QuerySet, language: str) -> list[Choice]:
    agreements, exchanges = (fields_used(model.objects.published(language)) for model in (Agreement, Exchange))
    return terms(Field, agreements.union(exchanges), language)


def in_field(slug: str, language: str) -> Q:
    """Cities with a public agreement or exchange in this field of cooperation."""
    agreements = Agreement.objects.published(language).filter(
        fields__slug=slug, partnership__partner_city=OuterRef("pk")
    )
    exchanges = Exchange.objects.published(language).filter(fields__slug=slug, cities=OuterRef("pk"))
    return Q(Exists(agreements)) | Q(Exists(exchanges))


def agreement_kinds(agreements: QuerySet, language: str) -> list[Choice]:
    return terms(AgreementKind, agreements.order_by().values("kind"), language)


def partner_countries(agreements: QuerySet, language: str) -> list[Choice]:
    return named_countries(distinct(agreements, "partnership__partner_city__country"), language)


def exchange_kinds(exchanges: QuerySet, language: str) -> list[Choice]:
    return words(ExchangeKind, distinct(exchanges, "kind"))


def directions(exchanges: QuerySet, language: str) -> list[Choice]:
    return words(Direction, distinct(exchanges, "direction"))


def cities_in(records: QuerySet, language: str) -> QuerySet:
    """Public cities that these exchanges or stories name."""
    name = str(records.model._meta.model_name)
    rows = records.model.cities.through.objects.filter(**{f"{name}__in": records.order_by().values("pk")})
    return City.objects.published(language).filter(pk__in=rows.values("city"))


def by_names(cities: QuerySet, language: str) -> list[Choice]:
    """No more than are needed to see that they are too many to offer."""
    named = cities.order_by(localized("sort", language), "pk")
    return list(named.values_list("slug", localized("name", language))[: MOST_OFFERED + 1])


def cities_of_stories(stories: QuerySet, language: str) -> list[Choice]:
    return by_names(cities_in(stories, language), language)


def cities_of_exchanges(exchanges: QuerySet, language: str) -> list[Choice]:
    """Who takes part, and the home cities whose exchanges they are."""
    taking_part = cities_in(exchanges, language).order_by().values("pk")
    either = Q(pk__in=taking_part) | Q(pk__in=exchanges.order_by().values("home_city"))
    return by_names(City.objects.published(language).filter(either), language)


def countries_named(records: QuerySet, language: str) -> list[Choice]:
    """Countries of the cities, our own left aside."""
    return countries_of(cities_in(records, language).filter(is_home=False), language)


def tied_by_partnership(cities: Cities) -> Q:
    """Agreements between one of these cities and another."""
    return Q(partnership__partner_city__in=cities) | Q(partnership__home_city__in=cities)


def exchange_with(cities: Cities) -> Q:
    """Exchanges that one of these cities takes part in, is host to, or keeps as its own.

    They are gathered by way of the cities. Of few cities given by their keys that are in a great part of all exchanges,
    each exchange is looked at in its turn instead, which soon fills a page.
    """
    rows, own = Exchange.cities.through.objects.filter(city__in=cities), Exchange.objects.filter(home_city__in=cities)
    if isinstance(cities, list) and len(cities) <= FEW_CITIES and any(map(is_great, (rows, own))):
        taking_part = Exists(rows.filter(exchange=OuterRef("pk")))
        return Q(home_city__in=cities) | Q(held_in__in=cities) | Q(taking_part)
    keys = (found.order_by().values("pk") for found in (Exchange.objects.filter(held_in__in=cities), own))
    return Q(pk__in=rows.values("exchange").union(*keys, all=True))


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
