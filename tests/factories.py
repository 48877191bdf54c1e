"""Records for tests: each function makes one with what it needs and no more. Keyword arguments win.

Records are drafts; `published=True` publishes them in both languages, `published="en"` in one. Texts are the same word
in both languages unless given per language (`name_en=…`).
"""

from itertools import count
from typing import Any

from django.db import models

from media.models import MediaItem
from partnerships.models import (
    Agreement,
    AgreementKind,
    City,
    Exchange,
    Field,
    Honour,
    Partnership,
    Source,
    Story,
)
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.publishing import State

_numbers = count(1)


def _store(model: type[models.Model], published: bool | str, defaults: dict[str, Any], given: dict[str, Any]) -> Any:
    languages = CONTENT_LANGUAGES if published is True else [published] if published else []
    states = {localized("state", language): State.PUBLISHED for language in languages}
    record = model(**{**defaults, **states, **given})
    record.full_clean()
    record.save()
    return record


def _in_both(name: str, text: str, given: dict[str, Any]) -> dict[str, str]:
    """`name` in each language, from `name=` if it is given so; nothing where a language is given by itself."""
    columns = [localized(name, language) for language in CONTENT_LANGUAGES]
    if any(column in given for column in columns):
        return {}
    text = given.pop(name, text)
    return dict.fromkeys(columns, text)


def city(published: bool | str = False, **given: Any) -> City:
    texts = _in_both("name", f"City {next(_numbers)}", given)
    return _store(City, published, {**texts, "country": "TH"}, given)


def home_city(published: bool | str = False, **given: Any) -> City:
    return city(published, **{"is_home": True, "country": "CN", **given})


def partnership(published: bool | str = False, **given: Any) -> Partnership:
    home = given.pop("home_city", None) or home_city(published)
    partner = given.pop("partner_city", None) or city(published)
    defaults = {"home_city": home, "partner_city": partner, "tie_class": "sister_city", "status": "in_force"}
    return _store(Partnership, published, defaults, given)


def agreement(published: bool | str = False, **given: Any) -> Agreement:
    tie = given.pop("partnership", None) or partnership(published)
    kind = given.pop("kind", None) or AgreementKind.objects.get(slug="friendly-exchange")
    texts = _in_both("title", f"Agreement {next(_numbers)}", given)
    return _store(Agreement, published, {**texts, "partnership": tie, "kind": kind, "signed_on": "2011-09-26"}, given)


def exchange(published: bool | str = False, **given: Any) -> Exchange:
    home = given.pop("home_city", None) or home_city(published)
    cities, fields = given.pop("cities", []), given.pop("fields", [])
    texts = _in_both("title", f"Exchange {next(_numbers)}", given)
    record = _store(Exchange, published, {**texts, "home_city": home, "kind": "visit", "starts_on": "2018-05"}, given)
    record.cities.set(cities)
    record.fields.set(fields)
    return record


def honour(published: bool | str = False, **given: Any) -> Honour:
    texts = _in_both("name", f"Honour {next(_numbers)}", given)
    return _store(Honour, published, {**texts, "given_on": "2014-11"}, given)


def story(published: bool | str = False, **given: Any) -> Story:
    cities = given.pop("cities", [])
    texts = {**_in_both("title", f"Story {next(_numbers)}", given), **_in_both("body", "<p>Text</p>", given)}
    record = _store(Story, published, {**texts, "published_on": "2024-04-19"}, given)
    record.cities.set(cities)
    return record


def photo(published: bool | str = False, **given: Any) -> MediaItem:
    """A photo without a file, which pages show as its caption alone."""
    number = next(_numbers)
    texts: dict[str, str] = {}
    for name in ("alt", "caption", "credit"):
        texts |= _in_both(name, f"{name.capitalize()} {number}", given)
    return _store(MediaItem, published, {**texts, "licence": "own"}, given)


def source(**given: Any) -> Source:
    return _store(Source, False, {"title": f"Source {next(_numbers)}", "is_public": True}, given)


def field(slug: str = "culture") -> Field:
    return Field.objects.get(slug=slug)


def attach(record: models.Model, item: MediaItem, **given: Any) -> models.Model:
    return record.attachments.create(item=item, **given)


def cite(record: models.Model, cited: Source, **given: Any) -> models.Model:
    return record.citations.create(source=cited, **given)
