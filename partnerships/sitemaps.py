"""Which pages there are, for search engines: a map for each kind of record and language, in files of bounded length.

A file holds a range of keys, so that finding what stands in it costs the same for the last file as for the first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import override

from media.models import MediaItem
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Story
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.record_page import with_readiness
from sistercities.common.record_paths import path_around
from sistercities.common.touched import having_keys

# Twenty thousand keys at most, where the protocol allows fifty thousand addresses and 50 MB.
KEYS_IN_FILE = 20_000
MODELS: dict[str, Any] = {
    "cities": City,
    "partnerships": Partnership,
    "agreements": Agreement,
    "exchanges": Exchange,
    "honours": Honour,
    "stories": Story,
    "photos": MediaItem,
}
PAGES = (
    *("home", "about", "contact", "open:data", "open:api"),
    *("partnerships:city_list", "partnerships:agreement_list", "partnerships:exchange_list"),
    *("partnerships:story_list", "media:gallery", "partnerships:field_list", "partnerships:country_list"),
    *("partnerships:year_list", "partnerships:anniversaries", "partnerships:figures"),
    "partnerships:how_we_count",
)


@dataclass(frozen=True)
class MapFile:
    """One file: the records of a kind that are public in a language, with a key in one range."""

    kind: str
    language: str
    number: int
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """One page, and the same page in every language in which it is ready, by code."""

    path: str
    others: dict[str, str]
    changed_at: datetime | None = None


def public_records(kind: str, language: str) -> Any:
    records = MODELS[kind].objects.published(language).order_by()
    return records.ready_photos() if kind == "photos" else records


def count_files(kind: str, language: str, keys: range | None = None) -> dict[str, dict[str, str]]:
    """By kind, and by number of a file that has anything in it, when the newest of its records was changed."""
    ranges = having_keys(public_records(kind, language), keys).annotate(number=F("pk") / KEYS_IN_FILE).values("number")
    rows = ranges.annotate(newest=Max("changed_at")).order_by("number")
    return {kind: {str(row["number"]): row["newest"].isoformat() for row in rows}}


def files(counted: Callable[[str], dict[str, dict[str, str]]]) -> Iterator[MapFile]:
    """Those with anything in them, by what `counted` gives for a language."""
    for language in CONTENT_LANGUAGES:
        yield MapFile("pages", language, 0)
        ranges = counted(language)
        for kind in MODELS:
            for number in sorted(map(int, ranges[kind])):
                yield MapFile(kind, language, number, datetime.fromisoformat(ranges[kind][str(number)]))


def entries(kind: str, language: str, number: int) -> Iterator[Entry]:
    """The pages in one file: one query."""
    if kind == "pages":
        yield from _pages(language) if number == 0 else ()
        return
    first = number * KEYS_IN_FILE
    records = public_records(kind, language).filter(pk__gte=first, pk__lt=first + KEYS_IN_FILE)
    ready = [f"is_ready_{code.replace('-', '_').lower()}" for code in CONTENT_LANGUAGES]
    paths = {}
    for code in CONTENT_LANGUAGES:
        with override(code):
            paths[code] = path_around(MODELS[kind])
    ordered = with_readiness(records).order_by("pk").values_list("slug", "changed_at", *ready)
    for slug, changed_at, *flags in ordered.iterator():
        codes = [code for code, is_ready in zip(CONTENT_LANGUAGES, flags, strict=True) if is_ready]
        others = {code: f"{paths[code][0]}{slug}{paths[code][1]}" for code in codes}
        yield Entry(others[language], others, changed_at)


def _pages(language: str) -> Iterator[Entry]:
    for name in PAGES:
        others = {}
        for code in CONTENT_LANGUAGES:
            with override(code):
                others[code] = reverse(name)
        yield Entry(others[language], others)
