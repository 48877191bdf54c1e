"""Records of our own site for the bench, made from `bench/site_rows.py` set by set."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import models

from bench import site_rows
from bench.site_tables import Rows, keys_given, without_indexes
from partnerships.models import Agreement, AgreementKind, City, Exchange, Field, Partnership, SiteProfile
from sistercities.common.search_upkeep import install

LANGUAGES = ("en", "zh_hans")
PUBLIC = {f"state_{language}": "published" for language in LANGUAGES}
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
EXCHANGE_CITY, EXCHANGE_FIELD = Exchange.cities.through, Exchange.fields.through
TABLES: tuple[type[models.Model], ...] = (City, Partnership, Agreement, Exchange, EXCHANGE_CITY, EXCHANGE_FIELD)

Row = tuple[Any, ...]


def add_home() -> City:
    """The home city and the site's profile: the two records that there is one of."""
    home = City.objects.create(**home_values(), **PUBLIC, **_published_at(0))
    SiteProfile.objects.create(site_name_en="Sister cities", site_name_zh_hans="友好城市", home_city=home)
    return home


def home_values() -> dict[str, Any]:
    return {
        "slug": "chongqing",
        "name_en": "Chongqing",
        "name_zh_hans": "重庆",
        "country": "CN",
        "is_home": True,
        "latitude": 29.56,
        "longitude": 106.55,
    }


def city_values(row: site_rows.CityRow) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "name_en": row.name_en,
        "name_zh_hans": row.name_zh,
        "country": row.country,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "summary_en": row.summary_en,
        "summary_zh_hans": row.summary_zh,
    }


def partnership_values(row: site_rows.CityRow) -> dict[str, Any]:
    return {"slug": f"tie-{row.number}", "tie_class": row.tie_class, "status": "in_force", "since": row.since}


def agreement_values(row: site_rows.CityRow) -> dict[str, Any]:
    return {
        "slug": f"agreement-{row.number}",
        "signed_on": row.since,
        "title_en": f"Agreement with {row.name_en}",
        "title_zh_hans": f"与{row.name_zh}的协议",
    }


def exchange_values(row: site_rows.ExchangeRow) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "title_en": row.title_en,
        "title_zh_hans": row.title_zh,
        "kind": row.kind,
        "starts_on": row.starts_on,
        "persons": row.persons,
    }


def agreement_kind() -> AgreementKind:
    return AgreementKind.objects.earliest("pk")


def add_cities(home: City, numbers: Iterable[int]) -> None:
    """Partner cities with all that belongs to each. The tables must be empty but for the home city."""
    with without_indexes(TABLES):
        for model, rows in _tables(home, list(numbers)):
            model.store(rows)
    keys_given(TABLES)
    install()


def _tables(home: City, numbers: list[int]) -> Iterator[tuple[Rows, Iterator[Row]]]:
    """The table of each kind of row, and its rows. The key of a city's rows follows from its number."""
    cities = Rows(City, **PUBLIC)
    yield (
        cities,
        (
            cities.row(id=home.pk + 1 + row.number, **city_values(row), **_published_at(row.number))
            for row in map(site_rows.city, numbers)
        ),
    )
    ties = Rows(Partnership, home_city_id=home.pk, **PUBLIC)
    yield (
        ties,
        (
            ties.row(
                id=row.number + 1,
                partner_city_id=home.pk + 1 + row.number,
                **partnership_values(row),
                **_published_at(row.number),
            )
            for row in map(site_rows.city, numbers)
        ),
    )
    agreements = Rows(Agreement, kind_id=agreement_kind().pk, **PUBLIC)
    yield (
        agreements,
        (
            agreements.row(
                id=row.number + 1, partnership_id=row.number + 1, **agreement_values(row), **_published_at(row.number)
            )
            for row in map(site_rows.city, numbers)
        ),
    )
    yield from _exchange_tables(home, numbers)


def _exchange_tables(home: City, numbers: list[int]) -> Iterator[tuple[Rows, Iterator[Row]]]:
    exchanges = Rows(Exchange, home_city_id=home.pk, **PUBLIC)
    yield (
        exchanges,
        (
            exchanges.row(
                id=key,
                partnership_id=number + 1,
                held_in_id=home.pk + 1 + number,
                **exchange_values(row),
                **_published_at(key),
            )
            for number, key, row in _exchanges(numbers)
        ),
    )
    city_ties, field_ties = Rows(EXCHANGE_CITY), Rows(EXCHANGE_FIELD)
    yield (
        city_ties,
        (
            city_ties.row(id=2 * key - 1 + place, exchange_id=key, city_id=city)
            for number, key, _row in _exchanges(numbers)
            for place, city in enumerate((home.pk, home.pk + 1 + number))
        ),
    )
    fields = {field.slug: field.pk for field in Field.objects.all()}
    yield (
        field_ties,
        (
            field_ties.row(id=key, exchange_id=key, field_id=fields[row.field])
            for _number, key, row in _exchanges(numbers)
        ),
    )


def _exchanges(numbers: list[int]) -> Iterator[tuple[int, int, site_rows.ExchangeRow]]:
    for number in numbers:
        for turn, row in enumerate(site_rows.exchanges(number)):
            yield number, number * site_rows.EXCHANGES + turn + 1, row


def _published_at(turn: int) -> dict[str, datetime]:
    """The moments at which the office published it, one record each second."""
    return dict.fromkeys((f"published_at_{language}" for language in LANGUAGES), FIRST + timedelta(seconds=turn))
