"""A register of which a part is hidden, each hidden text a random word of its own."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from bench.leak_rules import Rules, columns_by_language, internal_columns, is_of_records
from media.models import MediaItem
from media.renditions import path_of
from partnerships.models import City, PartnershipEvent, Signatory, Source
from sistercities.common.former_slugs import FormerSlug
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.publishing import Publishable, State
from tests import factories
from tests.public.site_of_everything import one_more

COUNTRIES = ["TH", "JP", "DE", "HU", "US", "KR", "FR", "EG", "BR", "AU"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SIZES = {"content": [960, 640], "whole": [960, 720]}


@dataclass
class Secrets:
    """Words that a visitor may not meet, by the language read; `shown` leads from a public word to its record."""

    words: dict[str, set[str]] = field(default_factory=lambda: {code: set() for code in CONTENT_LANGUAGES})
    shown: dict[str, models.Model] = field(default_factory=dict)
    hidden: list[Any] = field(default_factory=list)


def word() -> str:
    return "zq" + "".join(random.choices(LETTERS, k=12))  # noqa: S311 (no key, only a rare word)


@transaction.atomic
def fill_site(pairs: int) -> None:
    """A home city and so many partners, with one of everything between them; all of it public."""
    home = factories.home_city(published=True, name="Chongqing", slug="chongqing", latitude=29.5, longitude=106.5)
    for number in range(pairs):
        partner = factories.city(
            published=True,
            country=COUNTRIES[number % len(COUNTRIES)],
            latitude=round(random.uniform(-55, 70), 3),  # noqa: S311
            longitude=round(random.uniform(-180, 180), 3),  # noqa: S311
            wikidata_id=f"Q{number + 1000}",
        )
        since = f"{1950 + number % 70}-{number % 12 + 1:02}"
        tie = factories.partnership(published=True, home_city=home, partner_city=partner, since=since)
        one_more(home, partner, tie)


@transaction.atomic
def hide_some(secrets: Secrets) -> None:
    """Settle what of every record visitors see; then write a word of its own into each text, hidden or not."""
    rules, records = Rules(), [record for record in all_records() if is_of_records(record)]
    for record in records:
        _settle(record)
        record.save()
    for record in records:
        _write(record, internal_columns(record), CONTENT_LANGUAGES, secrets)
        _write_texts(record, rules.languages(record), secrets)
        if isinstance(record, MediaItem):
            _draw(record, rules.languages(record), secrets)
        record.save()
    secrets.hidden = [record for record in records if len(rules.languages(record)) < len(CONTENT_LANGUAGES)]
    _rename([record for record in records if isinstance(record, Publishable)])


def all_records() -> Iterator[models.Model]:
    for label in ("partnerships", "media"):
        for model in apps.get_app_config(label).get_models():
            yield from model._base_manager.all()


def _settle(record: Any) -> None:
    """What of it is public: each language by itself, or nothing before or after a moment. The home city stays."""
    if isinstance(record, Source | PartnershipEvent):
        record.is_public = _happens(0.75)
    elif isinstance(record, Signatory):
        record.is_name_withheld = _happens(0.2)
    if not isinstance(record, Publishable) or (isinstance(record, City) and record.is_home):
        return
    for code in CONTENT_LANGUAGES:
        # Published 72 in a hundred times, a draft 20, in review 5, withdrawn 3.
        states = [State.PUBLISHED, State.DRAFT, State.IN_REVIEW, State.WITHDRAWN]
        setattr(record, localized("state", code), random.choices(states, weights=[72, 20, 5, 3])[0])  # noqa: S311
    if _happens(0.03):
        name, days = random.choice([("publish_at", 1), ("withdraw_at", -1)])  # noqa: S311
        setattr(record, name, timezone.now() + timedelta(days=days))
    if isinstance(record, MediaItem) and _happens(0.06):
        record.permission_until = timezone.localdate() - timedelta(days=1)


def _happens(share: float) -> bool:
    return random.random() < share  # noqa: S311


def _write_texts(record: Any, languages: list[str], secrets: Secrets) -> None:
    for code, names in columns_by_language(record).items():
        hidden_in = [each for each in CONTENT_LANGUAGES if each not in languages] if code is None else [code]
        if languages if code is None else code in languages:
            _show(record, names, secrets)
        else:
            _write(record, names, hidden_in, secrets)


def _write(record: models.Model, names: Iterable[str], languages: Iterable[str], secrets: Secrets) -> None:
    for name in names:
        secret = _replaced(record, name)
        for language in languages:
            secrets.words[language].add(secret)


def _show(record: models.Model, names: Iterable[str], secrets: Secrets) -> None:
    for name in names:
        secrets.shown[_replaced(record, name)] = record


def _replaced(record: models.Model, name: str) -> str:
    """A new word in place of the text. A slug stays what it is, since addresses are typed by everybody."""
    new = word()
    is_url = isinstance(record._meta.get_field(name), models.URLField)
    if name != "slug":
        setattr(record, name, f"https://{new}.example/" if is_url else new)
    return new


def _draw(photo: MediaItem, languages: list[str], secrets: Secrets) -> None:
    """Give a photo files of which each holds a word: a file has no language, it is out or not."""
    if not photo.renditions:
        return
    new, version = word(), f"{photo.pk:032x}"
    names = [f"{size}.{extension}" for size in SIZES for extension in ("jpg", "webp")]
    for name in names:
        photo.file.storage.save(path_of(version, *name.split(".")), ContentFile(new.encode()))
    files = dict.fromkeys(names, len(new))
    photo.renditions = {"of": photo.content_hash, "version": version, "sizes": SIZES, "files": files}
    if languages:
        secrets.shown[new] = photo
    else:
        for code in CONTENT_LANGUAGES:
            secrets.words[code].add(new)


def _rename(records: list[Any]) -> None:
    """Every fifth record has been called otherwise before."""
    FormerSlug.objects.bulk_create(
        FormerSlug(
            record_type=ContentType.objects.get_for_model(record), slug=f"once-{record.slug}", record_key=record.pk
        )
        for record in records[::5]
    )
