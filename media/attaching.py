"""Columns of sheets by which photos are attached to records from the photo's side: to which, and in which order."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy

from media.models import Attachment, MediaItem
from media.showing import Targets, accessors, attaching_kinds
from sistercities.common.told import told as _
from sistercities.imports.cells import RefusedCell, cell_text
from sistercities.imports.fields import RowChanges, RowsColumn, SeveralColumn
from sistercities.imports.handed_on import Named
from sistercities.imports.kinds import kinds
from sistercities.imports.lists import split
from sistercities.imports.readings import RowReading
from sistercities.imports.resources import RecordResource
from sistercities.imports.widgets import TextWidget

# The column of a record's sheet that gets what photos say of it; no file has it.
ATTACHED = "attached"


class ShowingColumn(RowsColumn):
    """About the records that show a photo. It changes nothing of the photo: the resource hands it on."""

    def __init__(self, name: str) -> None:
        super().__init__(attribute=name, column_name=name, widget=TextWidget(), identity=())

    @property
    def prefetch(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(f"{accessor}__record" for accessor in accessors())

    def current(self, record: models.Model) -> list[Any]:
        return []

    def is_same(self, old: Any, new: Any) -> bool:
        return True

    def may_be_cleared(self, record: models.Model) -> bool:
        return False

    def parts(self, cell: Any) -> list[str]:
        if isinstance(cell, RefusedCell):
            raise ValidationError(cell.sentence)
        return [part for part in split(cell_text(cell), ";") if part]

    def attachments(self, item: models.Model) -> Iterator[tuple[str, Any]]:
        """Each with the kind of its record."""
        names = {model: kind for kind, model in attaching_kinds().items()}
        for accessor, owner in accessors().items():
            for row in getattr(item, accessor).all():
                yield names[owner], row


class RecordColumn(ShowingColumn):
    """The records that show the photo, by short name."""

    note = gettext_lazy(
        "The short names of the records that show the photo, with semicolons between. It is added to those they have."
    )
    targets = Targets(None)

    def read(self, cell: Any) -> list[Named]:
        return [self.targets.find(part) for part in self.parts(cell)]

    def export(self, instance: models.Model, **kwargs: Any) -> str:
        return ";".join(str(Named(kind, row.record.slug)) for kind, row in self.attachments(instance))


class OrderColumn(ShowingColumn):
    """For each of these records, which place the photo has among its photos."""

    note = gettext_lazy("Its place among the photos of the record, or of each of them: smaller numbers come first.")

    def read(self, cell: Any) -> list[int]:
        parts = self.parts(cell)
        if any(not (part.isascii() and part.isdecimal() and len(part) < 6) for part in parts):
            raise ValidationError(_("Write a whole number, or one for each record with semicolons between."))
        return list(map(int, parts))

    def export(self, instance: models.Model, **kwargs: Any) -> Any:
        orders = [row.order for _kind, row in self.attachments(instance)]
        return orders[0] if len(orders) == 1 else ";".join(map(str, orders))


def named_records(values: dict[str, Any]) -> Iterator[tuple[Named, int | None]]:
    """The records that a row of a photo names, each with the place that it gives the photo there."""
    yield from zip_longest(values.get("record", ()), values.get("order", ()))


class AttachedColumn(SeveralColumn):
    """What photos say of the record that shows them: pairs of a photo and its place, added to those it has."""

    prefetch = ("attachments", "attachments__item")

    def __init__(self) -> None:
        super().__init__(attribute="attachments", column_name=ATTACHED, widget=TextWidget())

    def read(self, cell: Any) -> list[tuple[MediaItem, int | None]]:
        return list(cell)

    def current(self, record: models.Model) -> list[Attachment]:
        return list(record.attachments.all()) if record.pk else []  # type: ignore[attr-defined]

    def is_same(self, old: list[Attachment], new: list[tuple[MediaItem, int | None]]) -> bool:
        places = {row.item_id: row.order for row in old}  # type: ignore[attr-defined]
        return all(item.pk in places and order in (None, places[item.pk]) for item, order in new)

    def show(self, value: list[Any]) -> str:
        return "; ".join(each.item.slug if isinstance(each, Attachment) else each[0].slug for each in value)

    def put(self, record: models.Model, value: list[tuple[MediaItem, int | None]]) -> None:
        rows = list(record.attachments.all())  # type: ignore[attr-defined]
        self.changes(record, value, rows).carry_out()
        getattr(record, "_prefetched_objects_cache", {}).pop(self.attname, None)

    def changes(self, record: models.Model, value: list[tuple[MediaItem, int | None]], rows: list[Any]) -> RowChanges:
        """What `value` makes of `rows`, which are all attachments of the record. Nothing is stored yet."""
        changes = RowChanges(rows=list(rows))
        model: Any = record._meta.get_field(self.attname).related_model
        for item, order in value:
            row = next((row for row in changes.rows if row.item_id == item.pk), None)
            if row is None:
                row = model(item=item, order=self._after_last(changes.rows))
                if record.pk:
                    row.record = record
                changes.rows.append(row)
            elif order in (None, row.order):
                continue
            row.order = row.order if order is None else order
            if row not in changes.stored:
                changes.stored.append(row)
        return changes

    def _after_last(self, rows: list[Any]) -> int:
        return max((row.order for row in rows), default=-1) + 1


def attach_at_once(resource: RecordResource, item: MediaItem) -> None:
    """Attach `item` as its row says, where rows are taken in one by one. Raises ValidationError."""
    for named, order in named_records(resource.reading.values):
        owner = kinds()[named.kind](by=resource.by)
        owner.changes, owner.is_dry_run = resource.changes, resource.is_dry_run
        owner.use_columns(("slug", ATTACHED))
        owner.reading = RowReading(resource.reading.number, {"slug": named.slug, ATTACHED: [(item, order)]})
        owner.known.load([owner.reading.values])
        record: Any = owner.known.find(owner.reading)
        owner.import_instance(record, {})
        if not owner.skip_row(record, None, {}):
            record.save()
            owner.save_m2m(record, {})
