"""What is recorded of one field of cooperation, of one country or region, of one year, and which of these there are."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial

from django.db.models import CharField, Count, Exists, F, Model, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Left

from partnerships import facets, reading
from partnerships.chronicles import AGREEMENT, EXCHANGE, HONOUR, KINDS, STORY, Parts
from partnerships.models import Agreement, City, Exchange, Field, Honour, Partnership, Story
from sistercities.common.date_fields import year_range
from sistercities.common.languages import localized


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


def cities_in_field(field: Field, language: str) -> QuerySet:
    return by_name(reading.partners_in(language).filter(facets.in_field(field.slug, language)), language)


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


def fields_with_numbers(language: str) -> list[tuple[str, str, dict[str, int]]]:
    """Short name, name and numbers of those in which anything is public, in their order; two queries."""
    agreements, exchanges = Agreement.objects.published(language), Exchange.objects.published(language)
    parts = [
        _by_field(AGREEMENT, Agreement.fields.through.objects.filter(agreement__in=agreements.order_by().values("pk"))),
        _by_field(EXCHANGE, Exchange.fields.through.objects.filter(exchange__in=exchanges.order_by().values("pk"))),
    ]
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    for row in parts[0].union(parts[1], all=True):
        numbers[row["of"]][row["of_kind"]] = row["number"]
    fields = Field.objects.filter(pk__in=numbers)
    return [(field.slug, field.name or field.slug, numbers[field.pk]) for field in fields]


def _by_field(kind: str, rows: QuerySet) -> QuerySet:
    word = Value(kind, output_field=CharField())
    told = rows.order_by().annotate(of=F("field"), of_kind=word)
    return told.values("of", "of_kind").annotate(number=Count("pk"))


def countries_with_numbers(language: str) -> list[tuple[str, int]]:
    """Code and number of partner cities, in the order of the countries' names; one query."""
    cities = reading.partners_in(language).order_by().values("country").annotate(number=Count("pk"))
    numbers = {row["country"]: row["number"] for row in cities}
    return [(code, numbers[code]) for code in sorted(numbers, key=lambda code: facets.country_order(code, language))]


def years_with_numbers(language: str) -> list[tuple[int, dict[str, int]]]:
    """The newest first; one query. What has no date is in none."""
    parts = [_by_year(kind, _published(model, language), column) for kind, (model, column) in KINDS.items()]
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    for row in parts[0].union(*parts[1:], all=True):
        numbers[int(row["of"])][row["of_kind"]] = row["number"]
    return sorted(numbers.items(), reverse=True)


def _by_year(kind: str, records: QuerySet, column: str) -> QuerySet:
    year = Left(F(column), 4, output_field=TextField())
    word = Value(kind, output_field=CharField())
    dated = records.exclude(**{column: ""}).order_by()
    return dated.annotate(of=year, of_kind=word).values("of", "of_kind").annotate(number=Count("pk"))


def _published(model: type[Model], language: str) -> QuerySet:
    return model._default_manager.published(language)  # type: ignore[attr-defined]


def for_language(topic: Callable[..., Parts], subject: object) -> Callable[[str], Parts]:
    return partial(topic, subject)
