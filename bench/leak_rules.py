"""Who may see which text, reckoned record by record in Python: said apart from the conditions that are being tested."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone

from media.models import Attachment, MediaItem
from partnerships.models import Approval, Counterpart, PartnershipEvent, Promise, Signatory, Source
from partnerships.models.citations import Citation
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.publishing import Publishable, State
from tests.public.secret_words import INTERNAL, text_columns

NEVER_PUBLIC = (Counterpart, Promise, Approval)


class Rules:
    """Remembers what it has found out: every record must have come to rest before."""

    def __init__(self) -> None:
        self._known: dict[tuple[type, Any, str], bool] = {}

    @cached_property
    def _today(self) -> date:
        return timezone.localdate()

    def shows(self, record: Any, language: str) -> bool:
        """Whether visitors see the record, or the row of a record, in a language."""
        key = type(record), record.pk, language
        if key not in self._known:
            self._known[key] = self._reckoned(record, language)
        return self._known[key]

    def _reckoned(self, record: Any, language: str) -> bool:
        if isinstance(record, NEVER_PUBLIC):
            return False
        if isinstance(record, Source):
            return record.is_public
        if isinstance(record, Publishable):
            return self._is_out(record, language) and self._shows_all(record, record.public_through, language)
        if isinstance(record, PartnershipEvent) and not record.is_public:
            return False
        through = {Attachment: ("record", "item"), Citation: ("record", "source")}
        names = next((names for kind, names in through.items() if isinstance(record, kind)), None)
        return self._shows_all(record, names or _owners(record), language)

    def _shows_all(self, record: Any, names: tuple[str, ...], language: str) -> bool:
        for name in names:
            # Known by its key already, it need not be read.
            key = record._meta.get_field(name).related_model, getattr(record, f"{name}_id"), language
            if key[1] is not None and not (self._known[key] if key in self._known else self._asked(record, name, key)):
                return False
        return True

    def _asked(self, record: Any, name: str, key: tuple[type, Any, str]) -> bool:
        return self.shows(getattr(record, name), key[2])

    def _is_out(self, record: Any, language: str) -> bool:
        now = timezone.now()
        if isinstance(record, MediaItem) and record.permission_until and record.permission_until < self._today:
            return False
        begun = record.publish_at is None or record.publish_at <= now
        over = record.withdraw_at is not None and record.withdraw_at <= now
        return getattr(record, localized("state", language)) == State.PUBLISHED and begun and not over

    def languages(self, record: Any) -> list[str]:
        return [code for code in CONTENT_LANGUAGES if self.shows(record, code)]


def _owners(row: models.Model) -> tuple[str, ...]:
    """The record to which a row belongs; vocabularies belong to none."""
    keys = (field for field in row._meta.concrete_fields if isinstance(field, models.ForeignKey) and not field.null)
    return tuple(field.name for field in keys if issubclass(field.related_model, Publishable))


def is_of_records(record: models.Model) -> bool:
    """Whether this is a record or a row of one, and no vocabulary or list of addresses."""
    return isinstance(record, Publishable | Source) or bool(_owners(record))


def columns_by_language(record: Any) -> dict[str | None, list[str]]:
    """The columns of text in each language, and those that are in none; what is internal stands apart."""
    names = [name for name in text_columns(record) if name not in INTERNAL and not is_withheld(record, name)]
    own: dict[str | None, list[str]] = {
        code: [name for name in names if name.endswith(localized("", code))] for code in CONTENT_LANGUAGES
    }
    return {**own, None: [name for name in names if not any(name in each for each in own.values())]}


def internal_columns(record: Any) -> list[str]:
    return [name for name in text_columns(record) if name in INTERNAL or is_withheld(record, name)]


def is_withheld(record: Any, name: str) -> bool:
    """The name of a person whose office alone is told."""
    return isinstance(record, Signatory) and record.is_name_withheld and name.startswith("name")
