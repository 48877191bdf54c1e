"""A register of which a part is hidden, each hidden text a random word of its own."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from partnerships.models import Approval, Counterpart, Promise
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.publishing import Publishable, State
from tests import factories
from tests.public.secret_words import INTERNAL, text_columns
from tests.public.site_of_everything import one_more

COUNTRIES = ["TH", "JP", "DE", "HU", "US", "KR", "FR", "EG", "BR", "AU"]
NEVER_PUBLIC = (Counterpart, Promise, Approval)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Secrets:
    """Words that a visitor may not meet, by the language read; `shown` leads from a public word to its record."""

    words: dict[str, set[str]] = field(default_factory=lambda: {code: set() for code in CONTENT_LANGUAGES})
    shown: dict[str, models.Model] = field(default_factory=dict)


def word() -> str:
    return "zq" + "".join(random.choices(LETTERS, k=12))  # noqa: S311 (no key, only a rare word)


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


def hide_some(secrets: Secrets) -> None:
    for record in list(_all_records()):
        if isinstance(record, Publishable):
            _settle(record, secrets)
        elif isinstance(record, NEVER_PUBLIC):
            _write(record, text_columns(record), CONTENT_LANGUAGES, secrets)
        record.save()


def _all_records() -> Iterator[models.Model]:
    for label in ("partnerships", "media"):
        for model in apps.get_app_config(label).get_models():
            yield from model._base_manager.all()


def _settle(record: Any, secrets: Secrets) -> None:
    """What of the record visitors see: each language by itself, or nothing before or after a moment."""
    texts = text_columns(record)
    internal = [name for name in texts if name in INTERNAL]
    by_language = {code: [name for name in texts if name.endswith(localized("", code))] for code in CONTENT_LANGUAGES}
    untranslated = [
        name for name in texts if name not in internal and not any(name in own for own in by_language.values())
    ]
    _write(record, internal, CONTENT_LANGUAGES, secrets)
    if random.random() < 0.03:  # noqa: S311
        name, days = random.choice([("publish_at", 1), ("withdraw_at", -1)])  # noqa: S311
        setattr(record, name, timezone.now() + timedelta(days=days))
        _write(record, [*sum(by_language.values(), []), *untranslated], CONTENT_LANGUAGES, secrets)
        return
    hidden = {code for code in CONTENT_LANGUAGES if not _is_shown(record, code)}
    for code, names in by_language.items():
        if code in hidden:
            _write(record, names, [code], secrets)
        else:
            _show(record, names, secrets)
    if len(hidden) == len(CONTENT_LANGUAGES):
        _write(record, untranslated, CONTENT_LANGUAGES, secrets)


def _is_shown(record: Any, language: str) -> bool:
    """Published 72 in a hundred times, a draft 20, in review 5, withdrawn 3."""
    states = [State.PUBLISHED, State.DRAFT, State.IN_REVIEW, State.WITHDRAWN]
    state = random.choices(states, weights=[72, 20, 5, 3])[0]  # noqa: S311
    setattr(record, localized("state", language), state)
    return state == State.PUBLISHED


def _write(record: models.Model, names: list[str], languages: Any, secrets: Secrets) -> None:
    for name in names:
        secret = _replaced(record, name)
        for language in languages:
            secrets.words[language].add(secret)


def _show(record: models.Model, names: list[str], secrets: Secrets) -> None:
    for name in names:
        secrets.shown[_replaced(record, name)] = record


def _replaced(record: models.Model, name: str) -> str:
    """A new word in place of the text. A slug stays what it is, since addresses are typed by everybody."""
    new = word()
    is_url = isinstance(record._meta.get_field(name), models.URLField)
    if name != "slug":
        setattr(record, name, f"https://{new}.example/" if is_url else new)
    return new
