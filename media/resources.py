"""Sheets of photos and documents."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from django.core.files import File
from django.db import models
from import_export.results import RowResult

from media.attaching import ATTACHED, OrderColumn, RecordColumn, attach_at_once, named_records
from media.inspection import likely_kind
from media.models import MediaItem
from media.showing import Targets, attaching_kinds
from media.storing import admit, store_original
from media.tasks import make_later
from sistercities.common.folding import fold
from sistercities.common.told import told as _
from sistercities.imports.brought_files import NamedFile
from sistercities.imports.cells import plain
from sistercities.imports.file_columns import FileColumn
from sistercities.imports.handed_on import HandsOn, Named
from sistercities.imports.matching import Key, words
from sistercities.imports.readings import RowReading
from sistercities.imports.resources import RecordResource
from sistercities.imports.widgets import TextWidget


class OriginalColumn(FileColumn):
    """The photo or document itself, under the name of its file."""

    def held(self, record: models.Model) -> NamedFile | None:
        item: Any = record
        return NamedFile(item.given_name, digest=item.content_hash) if item.given_name else None

    def admit(self, record: models.Model, file: File) -> None:
        (store_original if self.stores else admit)(record, file)  # type: ignore[arg-type]

    def path_of(self, record: models.Model) -> str:
        item: Any = record
        return str(item.file.name)


class MediaItemResource(RecordResource):
    """A photo is known by what is in its file, or, when no files came with the sheet, by the file's name."""

    ways_to_tell: ClassVar[tuple[tuple[str, ...], ...]] = (("file",),)
    # Cameras name all their photos alike.
    asks_about_wording = False
    # Judging a photo means decoding it.
    rows_at_once = 10

    file = OriginalColumn(attribute="given_name", widget=TextWidget())
    record = RecordColumn("record")
    order = OrderColumn("order")

    class Meta(RecordResource.Meta):
        model = MediaItem
        fields = (
            *("slug", "kind", "file", "video_url", "alt_en", "alt_zh_hans", "caption_en", "caption_zh_hans"),
            *("credit_en", "credit_zh_hans", "licence", "permission_until", "taken_on", "focal_x", "focal_y"),
            *(
                "record",
                "order",
                "people",
                "place",
                "consent_note",
                "internal_remarks",
                "archive_number",
                "responsible_officer",
            ),
        )

    def import_instance(self, instance: models.Model, row: dict[str, Any], **kwargs: Any) -> None:
        values = self.reading.values
        if instance.pk is None and "kind" not in values and self.files and "file" in values and values["file"].path:
            with self.files.opened(values["file"].path) as file:
                instance.kind = likely_kind(file)  # type: ignore[attr-defined]
        super().import_instance(instance, row, **kwargs)

    def use_columns(self, names: Iterable[str]) -> None:
        super().use_columns(names)
        self.fields["record"].targets = Targets(self.handed)

    def hand_on(self, record: MediaItem, reading: RowReading) -> Iterator[tuple[Named, Any]]:
        for named, order in named_records(reading.values):
            yield named, (record, order)

    def check_row(self, record: models.Model, reading: RowReading) -> None:
        if len(reading.values.get("order", ())) not in (0, len(reading.values.get("record", ()))):
            reading.refuse(_("Give one number for each record in the column “record”."), "order")
        changed = {change.column for change in reading.changes}
        if record.pk and "kind" in changed and "file" not in changed and getattr(record, "file", ""):
            reading.refuse(_("Its file was judged as what it is and does not become something else."), "kind")

    def after_save_instance(self, instance: MediaItem, row: dict[str, Any], **kwargs: Any) -> None:
        super().after_save_instance(instance, row, **kwargs)
        # The point of interest may have moved.
        make_later(instance)

    def after_import_row(self, row: dict[str, Any], row_result: RowResult, **kwargs: Any) -> None:
        super().after_import_row(row, row_result, **kwargs)
        if self.reading.values.get("record") and row_result.object_id:
            attach_at_once(self, MediaItem.objects.get(pk=row_result.object_id))

    @classmethod
    def taken_in(cls, keys: Sequence[Any]) -> None:
        for item in MediaItem.objects.filter(pk__in=keys):
            make_later(item)

    def key_of_record(self, record: MediaItem) -> Key:
        return Key(words=words(file=plain(record.given_name), digest=record.content_hash))

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        named: NamedFile | None = values.get("file")
        if named is None:
            return None
        if not named.digest:
            return Key(words=words(file=named.name))
        # Another picture of the same name is perhaps another version of it: that is asked.
        return Key(words=words(digest=named.digest), hints=frozenset({fold(named.path.rsplit("/", 1)[-1])}))

    @classmethod
    def hands_on(cls, names: Iterable[str]) -> HandsOn | None:
        return HandsOn("record", ATTACHED, list(attaching_kinds())) if "record" in names else None
