"""Fills the peers: `python -m bench.site_peers.fill 1000`, in their environment."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.site_peers.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 (the apps must be there first)
from django.db import connection, transaction  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

from bench import site_rows  # noqa: E402
from bench.site_peers.models import City, CityExchange, CityIndexPage, CityPage, Exchange, HomePage  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        indexes = _trees()
        for number in range(int(sys.argv[1])):
            _add_pages(number, *indexes)
            _add_plain(number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        f"{CityPage.objects.count()} pages, {City.objects.count()} plain cities, {Exchange.objects.count()} exchanges"
    )


def _trees() -> tuple[CityIndexPage, CityIndexPage]:
    english, _made = Locale.objects.get_or_create(language_code="en")
    chinese, _made = Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2).delete()
    home = root.add_child(instance=HomePage(title="Sister cities", slug="home", locale=english))
    index = home.add_child(instance=CityIndexPage(title="Cities", slug="cities", show_in_menus=True, locale=english))
    home_zh = home.copy_for_translation(chinese)
    index_zh = index.copy_for_translation(chinese)
    for page in (home_zh, index_zh):
        page.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "127.0.0.1", "port": 80, "root_page": home}
    )
    return index, CityIndexPage.objects.get(pk=index_zh.pk)


def _add_pages(number: int, index: CityIndexPage, index_zh: CityIndexPage) -> None:
    row = site_rows.city(number)
    shared = {"country": row.country, "latitude": row.latitude, "longitude": row.longitude}
    shared |= {"tie_class": row.tie_class, "since": row.since, "slug": row.slug}
    english = CityPage(title=row.name_en, other_name=row.name_zh, summary=row.summary_en, **shared, locale=index.locale)
    index.add_child(instance=english)
    chinese = CityPage(title=row.name_zh, other_name=row.name_en, summary=row.summary_zh, **shared)
    chinese.locale, chinese.translation_key = index_zh.locale, english.translation_key
    index_zh.add_child(instance=chinese)
    CityExchange.objects.bulk_create(
        CityExchange(page=page, sort_order=order, title=title, **_shared(each))
        for order, each in enumerate(site_rows.exchanges(number))
        for page, title in ((english, each.title_en), (chinese, each.title_zh))
    )


def _add_plain(number: int) -> None:
    row = site_rows.city(number)
    city = City.objects.create(
        slug=row.slug,
        name=row.name_en,
        other_name=row.name_zh,
        country=row.country,
        latitude=row.latitude,
        longitude=row.longitude,
        tie_class=row.tie_class,
        since=row.since,
        summary=row.summary_en,
    )
    Exchange.objects.bulk_create(
        Exchange(city=city, title=each.title_en, **_shared(each)) for each in site_rows.exchanges(number)
    )


def _shared(row: site_rows.ExchangeRow) -> dict[str, object]:
    return {"kind": row.kind, "field": row.field, "starts_on": row.starts_on, "persons": row.persons}


if __name__ == "__main__":
    main()
