"""The records that the rows of one sheet are about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from sistercities.common.told import sentences_of
from sistercities.common.told import told as _
from sistercities.imports.directories import without_long_texts
from sistercities.imports.matching import KeyIndex, Known
from sistercities.imports.readings import RowReading

if TYPE_CHECKING:
    from sistercities.imports.resources import RecordResource
from sistercities.imports.widgets import PartialDateWidget

CHUNK = 500


class KnownRecords:
    """Finds the record of a row, and sees to it that no two rows are about the same one."""

    def __init__(self, resource: "RecordResource") -> None:
        self.resource = resource
        self.model = resource._meta.model
        self._by_slug: dict[str, models.Model] = {}
        self._rows_by_slug: dict[str, int] = {}
        self._rows_by_key: dict[Any, int] = {}
        self._index: KeyIndex | None = None

    def load(self, rows: Iterable[dict[str, Any]]) -> None:
        """Read in one go the records that these rows are about, and photograph them if something is to be written.

        What cannot be told yet, since it hangs on an earlier row, is looked up again when its row's turn comes.
        """
        slugs: list[str] = []
        keys: list[Any] = []
        for values in rows:
            if slug := values.get("slug"):
                slugs.append(slug)
            elif known := self._foreseen(values):
                keys.append(known.pk)
        found = [*self._in_bulk("slug", slugs), *self._in_bulk("pk", keys)]
        self._by_slug = {record.slug: record for record in found}  # type: ignore[attr-defined]
        self._photograph(found)

    def _foreseen(self, values: dict[str, Any]) -> Known | None:
        key = self.resource.key_of_row(values)
        same = self._keys().exactly(key) if key else []
        return same[0] if len(same) == 1 else None

    def _in_bulk(self, name: str, wanted: list[Any]) -> Iterable[models.Model]:
        for start in range(0, len(wanted), CHUNK):
            yield from self._queryset().filter(**{f"{name}__in": wanted[start : start + CHUNK]})

    def find(self, reading: RowReading) -> models.Model | None:
        """The record that the row is about; None for a new one. What is doubtful becomes an error of the row."""
        slug = reading.values.get("slug", "")
        stored = self._by_slug.get(slug)
        found = stored if slug else self._by_key(reading)
        first = self._rows_by_slug.setdefault(slug, reading.number) if slug else reading.number
        if found is not None:
            first = min(first, self._rows_by_key.setdefault(found.pk, reading.number))
        if first != reading.number:
            reading.is_duplicate = True
            reading.refuse(_("Row %(row)s is about the same record.") % {"row": self.resource.row_in_file(first)})
            return None
        return self._read(found) if isinstance(found, Known) else stored

    def learn(self, record: models.Model, reading: RowReading) -> bool:
        """Count in a record that a row has just made or changed; whether it is new."""
        if record.pk in self._rows_by_key:
            return False
        self._rows_by_key[record.pk] = reading.number
        self._rows_by_slug.setdefault(record.slug, reading.number)  # type: ignore[attr-defined]
        if self._index is not None:
            self._index.add(self._known(record))
        return True

    def _by_key(self, reading: RowReading) -> Known | None:
        if "slug" in reading.errors:
            return None
        key = self.resource.key_of_row(reading.values)
        if key is None:
            return None
        try:
            return self._keys().find(key, asks_about_wording=self.resource.asks_about_wording)
        except ValidationError as error:
            # Without a date that could not be read, the question would be about other records.
            if not self._lacks_date(reading):
                for message in sentences_of(error):
                    reading.refuse(message)
            return None

    def _lacks_date(self, reading: RowReading) -> bool:
        wrong = (self.resource.fields[name].widget for name in reading.errors if name in self.resource.fields)
        return any(isinstance(widget, PartialDateWidget) for widget in wrong)

    def _read(self, known: Known) -> models.Model:
        if known.slug not in self._by_slug:
            self._by_slug[known.slug] = self._queryset().get(pk=known.pk)
            self._photograph([self._by_slug[known.slug]])
        return self._by_slug[known.slug]

    def _keys(self) -> KeyIndex:
        """All records by key: read when the first row without a slug comes."""
        if self._index is None:
            self._index = KeyIndex()
            queryset = without_long_texts(self.model).select_related(*getattr(self.model, "label_relations", ()))
            for record in queryset.prefetch_related(*self.resource.key_relations).iterator(CHUNK):
                self._index.add(self._known(record))
        return self._index

    def _known(self, record: models.Model) -> Known:
        return Known(record.pk, record.slug, str(record), self.resource.key_of_record(record))  # type: ignore[attr-defined]

    def _queryset(self) -> models.QuerySet:
        prefetch = [name for column in self.resource.columns for name in column.prefetch]
        prefetch += getattr(self.model, "derived_from_rows", ())
        labels = getattr(self.model, "label_relations", ())
        queryset = self.model._base_manager.select_related(*labels) if labels else self.model._base_manager.all()
        queryset = queryset.prefetch_related(*dict.fromkeys(prefetch))
        return queryset if self.resource.is_dry_run else queryset.select_for_update(of=("self",))

    def _photograph(self, records: list[models.Model]) -> None:
        if not self.resource.is_dry_run:
            self.resource.changes.note_before(self.model, [record.pk for record in records])
