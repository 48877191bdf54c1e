"""Fills our own site for the bench, many rows at a time: `python -m bench.site_fill 1000`, into DATABASE_URL."""

import os
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sistercities.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 (the apps must be there first)
from django.db import connection  # noqa: E402

from bench import site_rows  # noqa: E402
from partnerships.models import Agreement, AgreementKind, City, Exchange, Field, Partnership, SiteProfile  # noqa: E402
from sistercities.common.content_version import raise_version  # noqa: E402

PUBLIC = {"state_en": "published", "state_zh_hans": "published"}
CHUNK = 500


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    number = int(sys.argv[1])
    home = _home()
    kind = AgreementKind.objects.order_by("pk").first()
    fields = {field.slug: field.pk for field in Field.objects.all()}
    numbers = iter(range(number))
    while chunk := list(islice(numbers, CHUNK)):
        _add(chunk, home, kind, fields)
    raise_version()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{City.objects.count() - 1} cities, {Exchange.objects.count()} exchanges")


def _home() -> City:
    home = City.objects.create(
        slug="chongqing",
        name_en="Chongqing",
        name_zh_hans="重庆",
        country="CN",
        is_home=True,
        latitude=29.56,
        longitude=106.55,
        **PUBLIC,
    )
    SiteProfile.objects.create(site_name_en="Sister cities", site_name_zh_hans="友好城市", home_city=home)
    return home


def _add(numbers: list[int], home: City, kind: Any, fields: dict[str, int]) -> None:
    rows = [site_rows.city(number) for number in numbers]
    cities = City.objects.bulk_create(
        City(
            slug=row.slug,
            name_en=row.name_en,
            name_zh_hans=row.name_zh,
            country=row.country,
            latitude=row.latitude,
            longitude=row.longitude,
            summary_en=row.summary_en,
            summary_zh_hans=row.summary_zh,
            **PUBLIC,
        )
        for row in rows
    )
    pairs = list(zip(rows, cities, strict=True))
    ties = Partnership.objects.bulk_create(
        Partnership(
            slug=f"tie-{row.number}",
            home_city=home,
            partner_city=city,
            tie_class=row.tie_class,
            status="in_force",
            since=row.since,
            **PUBLIC,
        )
        for row, city in pairs
    )
    Agreement.objects.bulk_create(
        Agreement(
            slug=f"agreement-{row.number}",
            partnership=tie,
            kind=kind,
            signed_on=row.since,
            title_en=f"Agreement with {row.name_en}",
            title_zh_hans=f"与{row.name_zh}的协议",
            **PUBLIC,
        )
        for row, tie in zip(rows, ties, strict=True)
    )
    _add_exchanges(pairs, ties, home, fields)


def _add_exchanges(pairs: list[Any], ties: list[Partnership], home: City, fields: dict[str, int]) -> None:
    made = [(city, tie, row) for (city_row, city), tie in zip(pairs, ties, strict=True) for row in _rows(city_row)]
    exchanges = Exchange.objects.bulk_create(
        (
            Exchange(
                slug=row.slug,
                home_city=home,
                partnership=tie,
                held_in=city,
                title_en=row.title_en,
                title_zh_hans=row.title_zh,
                kind=row.kind,
                starts_on=row.starts_on,
                persons=row.persons,
                **PUBLIC,
            )
            for city, tie, row in made
        ),
        batch_size=CHUNK,
    )
    city_tie, field_tie = Exchange.cities.through, Exchange.fields.through
    city_tie.objects.bulk_create(
        city_tie(exchange=exchange, city=city)
        for exchange, (partner, _tie, _row) in zip(exchanges, made, strict=True)
        for city in (home, partner)
    )
    field_tie.objects.bulk_create(
        field_tie(exchange=exchange, field_id=fields[row.field])
        for exchange, (_city, _tie, row) in zip(exchanges, made, strict=True)
    )


def _rows(row: site_rows.CityRow) -> Iterator[site_rows.ExchangeRow]:
    return site_rows.exchanges(row.number)


if __name__ == "__main__":
    main()
