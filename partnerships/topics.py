"""What is recorded of one field of cooperation, of one country or region, of one year, and which of these there are."""

from collections.abc import Callable, Mapping
from functools import partial

from django.db import models
from django.db.models import CharField, Exists, F, Model, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Left
from django_countries import countries

from partnerships import facets, reading
from partnerships.chronicles import AGREEMENT, EXCHANGE, HONOUR, KINDS, STORY, Parts
from partnerships.models import Agreement, City, Exchange, Field, Honour, Partnership, Story
from sistercities.common.counting import Count, count_of
from sistercities.common.date_fields import year_range
from sistercities.common.languages import localized
from sistercities.common.touched import having_keys


def of_field(field: Field, language: str) -> Parts:
    return {
        AGREEMENT: Agreement.objects.published(language).filter(fields=field),
        EXCHANGE: Exchange.objects.published(language).filter(fields=field),
    }


def of_country(code: str, language: str) -> Parts:
    """Of the partner cities there. Those of our own cities would be nearly all there is."""
    cities = City.objects.published(language).filter(country=code, is_home=False).values("pk")
    taking_part = Exchange.cities.through.objects.filter(city__in=cities).values("exchange")
    hosted = Exchange.objects.filter(held_in__in=cities).order_by().values("pk")
    honoured = Q(partnership__partner_city__in=cities) | Q(recipient_city__in=cities)
    return {
        AGREEMENT: Agreement.objects.published(language).filter(partnership__partner_city__in=cities),
        EXCHANGE: Exchange.objects.published(language).filter(pk__in=taking_part.union(hosted)),
        HONOUR: Honour.objects.published(language).filter(honoured),
        STORY: Story.objects.published(language).filter(facets.story_about(cities)),
    }


def of_year(year: int, language: str) -> Parts:
    """Dated in it; an exchange that begins in it."""
    return {
        kind: _published(model, language).filter(year_range(column.removesuffix("_sort"), year))
        for kind, (model, column) in KINDS.items()
    }


def cities_in_field(field: Field, language: str, *, is_gathered: bool = False) -> QuerySet:
    found = facets.in_field(field.slug, language, is_gathered=is_gathered)
    return by_name(reading.partners_in(language).filter(found), language)


def partners_in_country(code: str, language: str) -> QuerySet:
    cities = by_name(reading.partners_in(language).filter(country=code), language)
    return reading.city_row(cities, language)


def others_in_country(code: str, language: str) -> QuerySet:
    """Public cities without a partnership of ours, and our own."""
    ties = Partnership.objects.published(language).filter(partner_city=OuterRef("pk"))
    cities = City.objects.published(language).filter(country=code)
    return by_name(cities.filter(Q(is_home=True) | ~Q(Exists(ties))), language)


def by_name(cities: QuerySet, language: str) -> QuerySet:
    return cities.order_by(localized("sort", language), "pk")


def count_in_fields(kind: str, language: str, keys: range | None = None) -> dict[str, dict[str, int]]:
    """By short name of a field how many records of a kind are public; one query."""
    records = having_keys(_published(KINDS[kind][0], language), keys).filter(fields__isnull=False).order_by()
    rows = records.values_list("fields__slug").annotate(number=models.Count("pk"))
    return {slug: {kind: number} for slug, number in rows}


def count_countries(language: str) -> dict[str, int]:
    """Number of partner cities by the code of their country; one query, by way of the partnerships."""
    ties = Partnership.objects.published(language).filter(partner_city__is_home=False).order_by()
    rows = ties.values_list("partner_city__country").annotate(number=models.Count("partner_city", distinct=True))
    return {str(code): number for code, number in rows}


def countries_with_cities(language: str) -> set[str]:
    """The codes of those in which any public city lies, ours too: each of these has a page; one query."""
    codes = City.objects.published(language).order_by().values_list("country", flat=True).distinct()
    return {str(code) for code in codes if code in countries}


def has_city_in(code: str, language: str) -> bool:
    return City.objects.published(language).filter(country=code).exists()


def count_in_years(kind: str, language: str, keys: range | None = None) -> dict[str, dict[str, int]]:
    """By year how many records of a kind; one query. What has no date is in none."""
    model, column = KINDS[kind]
    dated = having_keys(_published(model, language), keys).exclude(**{column: ""}).order_by()
    rows = dated.values_list(Left(F(column), 4, output_field=TextField())).annotate(number=models.Count("pk"))
    return {year: {kind: number} for year, number in rows}


def count_cities_in_fields(language: str) -> dict[str, Count]:
    """By short name of a field how many partner cities have anything public in it; two queries for each field."""
    fields = Field.objects.order_by("slug")
    return {field.slug: count_of(cities_in_field(field, language, is_gathered=is_small(field))) for field in fields}


def is_small(field: Field) -> bool:
    """Whether its exchanges are gathered sooner than ten thousand cities are looked through."""
    return not facets.is_great(Exchange.fields.through.objects.filter(field=field))


def fields_named(numbers: Mapping[str, dict[str, int]]) -> list[tuple[str, str, dict[str, int]]]:
    """Short name, name and numbers of those in which anything is public, in their order; one query."""
    fields = Field.objects.filter(slug__in=numbers)
    return [(field.slug, field.name or field.slug, by_kind(numbers[field.slug])) for field in fields]


def by_kind(numbers: Mapping[str, int]) -> dict[str, int]:
    """In the order of the kinds: neither the database's groups nor what it stores of them have one."""
    return {kind: numbers[kind] for kind in KINDS if kind in numbers}


def years_beside(year: int, language: str) -> tuple[int | None, int | None]:
    """The nearest years before and after of which anything is public: one query, of the indexes of the dates."""
    nearest = [
        part
        for model, column in KINDS.values()
        for part in (
            _nearest(model, language, f"-{column}", Q(**{f"{column}__lt": f"{year:04d}"}), "earlier"),
            _nearest(model, language, column, Q(**{f"{column}__gte": f"{year + 1:04d}"}), "later"),
        )
    ]
    found: dict[str, list[int]] = {"earlier": [], "later": []}
    for row in nearest[0].union(*nearest[1:], all=True):
        found[row["way"]].append(int(row["day"][:4]))
    return max(found["earlier"], default=None), min(found["later"], default=None)


def _nearest(model: type[Model], language: str, order: str, where: Q, way: str) -> QuerySet:
    column = order.lstrip("-")
    first = _published(model, language).filter(where).exclude(**{column: ""}).order_by(order).values("pk")[:1]
    rows = model._default_manager.filter(pk__in=first).order_by()
    return rows.annotate(day=F(column), way=_text(way)).values("way", "day")


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _published(model: type[Model], language: str) -> QuerySet:
    return model._default_manager.published(language)  # type: ignore[attr-defined]


def for_language(topic: Callable[..., Parts], subject: object) -> Callable[[str], Parts]:
    return partial(topic, subject)
