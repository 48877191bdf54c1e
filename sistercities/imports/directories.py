"""Finds the records that cells name, read once per sheet and not once per row."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, ClassVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from sistercities.common.folding import fold
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.people import User
from sistercities.common.told import listed
from sistercities.common.told import told as _
from sistercities.imports.places import Place

MOST_CANDIDATES = 6
# A vocabulary this small is listed whole when a word is not in it.
SHORT_LIST = 30
# Unknown names for which similar ones are looked for.
MOST_GUESSES = 200


def without_long_texts(model: type[models.Model]) -> models.QuerySet:
    """All records, to be told apart: their long texts stay in the database."""
    long = [field.attname for field in model._meta.concrete_fields if isinstance(field, models.TextField)]
    return model._base_manager.defer(*long)


class Directory:
    """All records of a model by slug and by name. The slug is the key; a name counts if only one record has it."""

    # Whether the records are places, which cells name in many more ways than others.
    is_gazetteer: ClassVar[bool] = False

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self._by_slug: dict[str, models.Model] = {}
        self._by_name: dict[str, dict[Any, models.Model]] = {}
        self._by_key: dict[Any, models.Model] = {}
        self._close: dict[str, list[str]] = {}
        self._is_loaded = False

    def queryset(self) -> models.QuerySet:
        return without_long_texts(self.model)

    def names(self, record: models.Model) -> Iterable[str | None]:
        """What the record may be called in a cell besides its slug."""
        title = getattr(self.model, "title_field", "name")
        for column in (title, *(localized(title, language) for language in CONTENT_LANGUAGES)):
            try:
                self.model._meta.get_field(column)
            except FieldDoesNotExist:
                continue
            yield getattr(record, column)

    def describe(self, record: models.Model) -> str:
        """The record as a person tells it from others of the same name."""
        return _("%(label)s (%(slug)s)") % {"label": record, "slug": record.slug}  # type: ignore[attr-defined]

    def places(self) -> Iterable[Place]:
        """All records as places, for a gazetteer."""
        raise NotImplementedError

    def remember(self, names: Mapping[str, Iterable[str]], by: User | None) -> int:
        """Keep further names of places, by slug, for the next sheet that uses them; how many were new.

        Writes history; names that are kept already are passed over.
        """
        raise NotImplementedError

    def learn(self, record: models.Model) -> None:
        """Count a record in that was made since."""
        self._by_slug[record.slug] = self._by_key[record.pk] = record  # type: ignore[attr-defined]
        for name in self.names(record):
            if folded := fold(name):
                self._by_name.setdefault(folded, {})[record.pk] = record

    def with_key(self, key: Any) -> models.Model | None:
        """The record with this primary key."""
        self._load()
        return self._by_key.get(key)

    def find(self, text: str) -> models.Model:
        """The record that `text` names. Raises ValidationError when there is none or more than one."""
        self._load()
        if text in self._by_slug:
            return self._by_slug[text]
        found = list(self._by_name.get(fold(text), {}).values())
        if not found:
            raise ValidationError(self._unknown(text))
        if len(found) > 1:
            raise ValidationError(self._ambiguous(text, found))
        return found[0]

    def _load(self) -> None:
        if not self._is_loaded:
            self._is_loaded = True
            for record in self.queryset():
                self.learn(record)

    def _close_to(self, name: str) -> list[str]:
        """The most similar names: compared with all, so not for every word of a file that is wrong throughout."""
        if name not in self._close:
            if len(self._close) == MOST_GUESSES:
                return []
            self._close[name] = get_close_matches(name, self._by_name, n=3, cutoff=0.75)
        return self._close[name]

    def _ambiguous(self, text: str, found: list[models.Model]) -> str:
        shown = listed(sorted(self.describe(record) for record in found)[:MOST_CANDIDATES])
        message = _("“%(text)s” can be more than one: %(candidates)s. Write the short name of the one that is meant.")
        return message % {"text": text, "candidates": shown}

    def _unknown(self, text: str) -> str:
        what = {"text": text, "kind": self.model._meta.verbose_name}
        if len(self._by_slug) <= SHORT_LIST:
            what["known"] = listed(sorted(map(self.describe, self._by_slug.values()))) or "–"
            return _("“%(text)s” is not known here as %(kind)s. Known are: %(known)s.") % what
        close = self._close_to(fold(text))
        if close:
            found = {record.pk: record for name in close for record in self._by_name[name].values()}
            what["close"] = listed(self.describe(record) for record in list(found.values())[:MOST_CANDIDATES])
            return _("“%(text)s” is not known here as %(kind)s. Is one of these meant: %(close)s?") % what
        return _("“%(text)s” is not known here as %(kind)s. Correct the name, or add it first.") % what
