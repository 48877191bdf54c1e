"""Records found by what stands at their photos and documents: captions, what is shown, credits.

An attachment's own caption is public in a language exactly if its record and its item are; the words of an item itself
if the item is. Hardly any search meets such words, so the index is asked first whether there are any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, TextField, Value

from media.models import MediaItem
from partnerships.search_kinds import BY_NAME, KINDS, Kind
from partnerships.search_together import read_together
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.search_index import columns_with_words, having_words

# Words at more photos say nothing about which.
MOST_PHOTOS = 100
ITEM = "item"


@dataclass
class Photos:
    """What has the words: keys of public items by language, and of records by kind for captions of their own."""

    items: dict[str, list[int]] = field(default_factory=dict)
    records: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, fragments: Sequence[str], at: datetime) -> "Photos":
        """One query, to the index alone; a second one if that knows the words."""
        photos = cls()
        parts = list(_parts(fragments, at))
        for name, language, key in read_together(parts, ("name", "language", "key")):
            keys = photos.items.setdefault(language, []) if name == ITEM else photos.records.setdefault(name, [])
            keys.append(key)
        for found in (photos.items, photos.records):
            for name in [name for name, keys in found.items() if len(keys) > MOST_PHOTOS]:
                del found[name]
        return photos

    def __bool__(self) -> bool:
        return bool(self.items or self.records)


def attachment_of(kind: Kind) -> Any:
    """The model of the attachments of a kind of record; None where it has none."""
    relation: Any = getattr(kind.model, "attachments", None)
    return relation.field.model if relation else None


def _parts(fragments: Sequence[str], at: datetime) -> Iterator[QuerySet]:
    """Public items and records whose photos have the words, each with its key, of the languages that know them."""
    models = {kind.name: attachment_of(kind) for kind in KINDS if attachment_of(kind)} | {ITEM: MediaItem}
    asked = [(name, model, language) for name, model in models.items() for language in CONTENT_LANGUAGES]
    known = columns_with_words([(model, localized("search", language)) for _name, model, language in asked], fragments)
    for (name, model, language), is_known in zip(asked, known, strict=True):
        if is_known:
            public = _public(name, language, at) & having_words(model, fragments, language)
            tags = {
                "name": Value(name, output_field=TextField()),
                "language": Value(language, output_field=TextField()),
            }
            found = model._default_manager.filter(public).order_by()
            found = found.annotate(**tags, key=F("pk" if name == ITEM else "record_id"))
            yield found.values("name", "language", "key").distinct()[: MOST_PHOTOS + 1]


def _public(name: str, language: str, at: datetime) -> Q:
    if name == ITEM:
        return MediaItem.public_condition(language, at)
    record = BY_NAME[name].model.public_condition(language, at, "record__")
    return record & MediaItem.public_condition(language, at, "item__")


def showing(kind: Kind, photos: Photos, at: datetime) -> list[Q]:
    """Conditions under which records of a kind show one of the photos, in a language in which both are public."""
    conditions = [Q(pk__in=photos.records[kind.name])] if kind.name in photos.records else []
    attachment = attachment_of(kind)
    for language, items in photos.items.items():
        public = kind.model.public_condition(language, at)
        if attachment:
            shown = attachment._default_manager.filter(item__in=items).order_by()
            conditions.append(Q(pk__in=shown.values("record")) & public)
        if kind.lead_photo:
            conditions.append(Q(**{f"{kind.lead_photo}__in": items}) & public)
    return conditions
