"""Where an item is used: found through the keys that point to it, so that no record type has to announce itself."""

from collections.abc import Iterator

from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, QuerySet

from media.models import Attachment, MediaItem
from sistercities.common.records import Record


def used_by(item: MediaItem) -> list[Model]:
    """Every record that shows or cites `item`, published or not, each once: for staff. One query for each relation."""
    found: dict[tuple[type[Model], int], Model] = {}
    for relation in _relations():
        for record in _records(relation, item):
            found[type(record), record.pk] = record
    return list(found.values())


def shown_with(item: MediaItem, language: str) -> list[Record]:
    """The records beside which visitors see `item` in `language`, each once. One query for each relation."""
    found: dict[tuple[type[Model], int], Record] = {}
    for relation in _relations():
        records = _records(relation, item)
        if issubclass(records.model, Record):
            # The usual order of cities is that of their English names, which may not be approved.
            for record in records.published(language).order_by("slug"):
                found[type(record), record.pk] = record
    return list(found.values())


def unused(items: QuerySet[MediaItem]) -> QuerySet[MediaItem]:
    """Those of `items` that nothing points to."""
    for relation in _relations():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        items = items.filter(~Exists(rows))
    return items


def attachment_relations() -> list[ForeignObjectRel]:
    """What points to an item as an attachment of some record."""
    return [relation for relation in _relations() if issubclass(relation.related_model, Attachment)]


def owner_of(attachment: type[Model]) -> type[Model]:
    """The model of the records whose attachments these are: each declares its key, always under this name."""
    return next(field for field in attachment._meta.concrete_fields if field.name == "record").remote_field.model


def _relations() -> Iterator[ForeignObjectRel]:
    """What points to an item, apart from other items."""
    for relation in MediaItem._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            yield relation


def _records(relation: ForeignObjectRel, item: MediaItem) -> QuerySet:
    """The records on the other side of `relation`: for an attachment, the record that it belongs to."""
    model, key = relation.related_model, relation.field.name
    if not issubclass(model, Attachment):
        return model._default_manager.filter(**{key: item})
    owner = owner_of(model)
    rows = model._base_manager.filter(**{key: item}).values("record_id")  # type: ignore[misc]
    queryset = owner._default_manager.filter(pk__in=rows)
    return queryset.select_related(*getattr(owner, "label_relations", ()))
