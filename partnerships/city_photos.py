"""The photos that a city's page gathers from everything told on it, each with the record that it belongs to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, Value

from media.choices import MediaKind
from media.models import Attachment, MediaItem
from media.pictures import renditions
from partnerships.models import Agreement, Exchange, Honour, Partnership, Story
from sistercities.common.languages import localized

# Enough for a page. Whatever more there is stands with the exchanges, agreements and stories themselves.
MOST = 24

# The way from a photo to the records that have it, and the date that tells which are the newest.
ATTACHED_TO: dict[type[Model], tuple[str, str]] = {
    Partnership: ("partnershipattachments", "since_sort"),
    Agreement: ("agreementattachments", "signed_on_sort"),
    Exchange: ("exchangeattachments", "starts_on_sort"),
    Honour: ("honourattachments", "given_on_sort"),
    Story: ("storyattachments", "published_on_sort"),
}
LEAD = "lead"
LAST_DAY = "9999-12-31"


@dataclass(frozen=True)
class CityPhoto:
    """A photo with the caption it has here; `record` is None where the city itself has it."""

    item: MediaItem
    caption: str
    record: Any = None


def photos_of(records: Iterable[Any], stories: Sequence[Story], language: str) -> list[CityPhoto]:
    """The public photos of published records, newest first, in one query; gives the stories their lead photos."""
    by_key = {(type(record).__name__, record.pk): record for record in [*records, *stories]}
    keys: dict[type[Model], list[int]] = defaultdict(list)
    for record in by_key.values():
        keys[type(record)].append(record.pk)
    found = _items(keys, [story.lead_photo_id for story in stories if story.lead_photo_id], language)
    leads = {item.pk: item for item in found if item.owner == LEAD}
    for story in stories:
        story.lead_photo = leads.get(story.lead_photo_id)
    return [
        CityPhoto(item, item.caption_here, by_key[item.owner, item.owner_key]) for item in found if item.owner != LEAD
    ]


def gallery(own: Iterable[Attachment], photos: Iterable[CityPhoto], stories: Iterable[Story]) -> list[CityPhoto]:
    """The photos of a city and then those of its records, each once.

    Without the city's first photo, which opens the page, and without those that stand beside the stories.
    """
    own_photos = [CityPhoto(each.item, each.caption or "") for each in own if renditions(each.item)]
    shown = {story.lead_photo_id for story in stories} | {photo.item.pk for photo in own_photos[:1]}
    further: dict[int, CityPhoto] = {}
    for photo in [*own_photos, *photos]:
        if photo.item.pk not in shown and renditions(photo.item):
            further.setdefault(photo.item.pk, photo)
    return list(further.values())


def _items(keys: dict[type[Model], list[int]], leads: list[int], language: str) -> list[Any]:
    """One row for each photo of each record; the lead photos first, so that none is cut off."""
    parts = [_attached(model, keys[model], language) for model in ATTACHED_TO if keys[model]]
    if leads:
        lead_photos = MediaItem.objects.published(language).filter(pk__in=leads)
        parts.append(_with_owner(lead_photos, LEAD, F("pk"), caption=_text(""), day=_text(LAST_DAY)))
    if not parts:
        return []
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return list(found.order_by("-day", "owner_key", "pk")[: MOST + len(leads)])


def _attached(model: type[Model], keys: list[int], language: str) -> QuerySet:
    path, day = ATTACHED_TO[model]
    items = MediaItem.objects.published(language).filter(kind=MediaKind.PHOTO, **{f"{path}__record__in": keys})
    caption = F(f"{path}__{localized('caption', language)}")
    return _with_owner(items, model.__name__, F(f"{path}__record"), caption=caption, day=F(f"{path}__record__{day}"))


def _with_owner(items: QuerySet, owner: str, key: F, caption: Any, day: Any) -> QuerySet:
    """The same columns for every part of the union."""
    return items.order_by().annotate(owner=_text(owner), owner_key=key, caption_here=caption, day=day)


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())
