"""Fills the peers, a table at a time: `python -m bench.site_peers.fill 1000`, in their environment.

The rows are those that adding one page after the other leaves, but for Wagtail's log and index of searching, which
no page that is measured asks.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.site_peers.settings")
django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402 (the apps must be there first)
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

from bench import site_rows  # noqa: E402
from bench.site_peers.models import City, CityExchange, CityIndexPage, CityPage, Exchange, HomePage  # noqa: E402
from bench.site_tables import Rows, without_indexes  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        # A fill that is broken off begins again.
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("PRAGMA cache_size = -500000")
        indexes = _trees()
        numbers = range(int(sys.argv[1]))
        with without_indexes((Page, CityPage, CityExchange, City, Exchange)):
            for place, index in enumerate(indexes):
                _add_pages(index, numbers, Page.objects.latest("pk").pk + 1, place)
            _add_plain(numbers)
        cursor.execute("ANALYZE")
    print(
        f"{CityPage.objects.count()} pages, {City.objects.count()} plain cities, {Exchange.objects.count()} exchanges"
    )


def _trees() -> tuple[Page, Page]:
    """The list of cities in English, and that in Chinese."""
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
    return Page.objects.get(pk=index.pk), Page.objects.get(pk=index_zh.pk)


def _add_pages(index: Page, numbers: range, first: int, language: int) -> None:
    """City pages below the list of cities, their keys from `first` on; `language` 0 is English, 1 Chinese."""
    kind = ContentType.objects.get_for_model(CityPage)
    pages = Rows(Page, content_type_id=kind.pk, locale_id=index.locale_id, depth=index.depth + 1)
    pages.store(
        pages.row(
            id=first + row.number,
            path=Page._get_path(index.path, index.depth + 1, row.number + 1),
            url_path=f"{index.url_path}{row.slug}/",
            translation_key=UUID(int=row.number + 1),
            title=_names(row)[language],
            draft_title=_names(row)[language],
            slug=row.slug,
        )
        for row in map(site_rows.city, numbers)
    )
    details = Rows(CityPage)
    details.store(
        details.row(
            page_ptr_id=first + row.number,
            other_name=_names(row)[1 - language],
            summary=(row.summary_en, row.summary_zh)[language],
            **_shared(row),
        )
        for row in map(site_rows.city, numbers)
    )
    Page.objects.filter(pk=index.pk).update(numchild=len(numbers))
    _add_exchanges(numbers, first, language)


def _add_exchanges(numbers: range, first: int, language: int) -> None:
    exchanges = Rows(CityExchange)
    before = language * len(numbers) * site_rows.EXCHANGES
    exchanges.store(
        exchanges.row(
            id=before + key,
            page_id=first + number,
            sort_order=(key - 1) % site_rows.EXCHANGES,
            title=(row.title_en, row.title_zh)[language],
            **_meeting(row),
        )
        for number, key, row in _numbered(numbers)
    )


def _add_plain(numbers: range) -> None:
    cities, exchanges = Rows(City), Rows(Exchange)
    cities.store(
        cities.row(
            id=row.number + 1,
            slug=row.slug,
            name=row.name_en,
            other_name=row.name_zh,
            summary=row.summary_en,
            **_shared(row),
        )
        for row in map(site_rows.city, numbers)
    )
    exchanges.store(
        exchanges.row(id=key, city_id=number + 1, title=row.title_en, **_meeting(row))
        for number, key, row in _numbered(numbers)
    )


def _numbered(numbers: range) -> Iterator[tuple[int, int, site_rows.ExchangeRow]]:
    """Each exchange with the number of its city and a key of its own."""
    for number in numbers:
        for turn, row in enumerate(site_rows.exchanges(number)):
            yield number, number * site_rows.EXCHANGES + turn + 1, row


def _names(row: site_rows.CityRow) -> tuple[str, str]:
    return row.name_en, row.name_zh


def _shared(row: site_rows.CityRow) -> dict[str, Any]:
    names = ("country", "latitude", "longitude", "tie_class", "since")
    return {name: getattr(row, name) for name in names}


def _meeting(row: site_rows.ExchangeRow) -> dict[str, Any]:
    return {"kind": row.kind, "field": row.field, "starts_on": row.starts_on, "persons": row.persons}


if __name__ == "__main__":
    main()
