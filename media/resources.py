"""Sheets of photos and documents."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.utils.translation import gettext as _

from media.models import MediaItem
from media.storing import plain_name, store_original
from media.tasks import make_later
from sistercities.imports.cells import plain
from sistercities.imports.fields import Column
from sistercities.imports.matching import Key, words
from sistercities.imports.readings import RowReading
from sistercities.imports.resources import RecordResource
from sistercities.imports.widgets import TextWidget


class FileColumn(Column):
    """The name of a file in the folder that came with the sheet. The same name again is no change."""

    folder: Path | None = None

    def current(self, record: models.Model) -> str:
        return str(getattr(record, "given_name", ""))

    def check(self, record: models.Model, value: str) -> None:
        if self.folder is None:
            raise ValidationError(_("No files came with this sheet. Add the photo in the admin first, then its texts."))
        if not self._path(value).is_file():
            raise ValidationError(_("There is no such file in the folder of this sheet."))

    def put(self, record: models.Model, value: str) -> None:
        """Store the file; raises ValidationError when it is not what its kind says."""
        with self._path(value).open("rb") as stream:
            store_original(record, File(stream, name=plain_name(value)))  # type: ignore[arg-type]

    def _path(self, value: str) -> Path:
        """Inside the folder, whatever the cell says."""
        assert self.folder is not None  # noqa: S101 (checked before)
        path = (self.folder / value).resolve()
        if not path.is_relative_to(self.folder.resolve()) or "\0" in value:
            raise ValidationError(_("Write the name of a file in the folder of this sheet, without a path."))
        return path


class MediaItemResource(RecordResource):
    """A photo is known by the name of its file. `folder` holds the files that a sheet names."""

    ways_to_tell: ClassVar[tuple[tuple[str, ...], ...]] = (("file",),)

    file = FileColumn(attribute="given_name", widget=TextWidget())

    class Meta(RecordResource.Meta):
        model = MediaItem
        fields = (
            *("slug", "kind", "file", "video_url", "alt_en", "alt_zh_hans", "caption_en", "caption_zh_hans"),
            *("credit_en", "credit_zh_hans", "licence", "permission_until", "taken_on", "focal_x", "focal_y"),
            *("people", "place", "consent_note", "internal_remarks", "archive_number", "responsible_officer"),
        )

    def __init__(self, *args: Any, folder: Path | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].folder = folder

    def check_row(self, record: models.Model, reading: RowReading) -> None:
        changed = {change.column for change in reading.changes}
        if record.pk and "kind" in changed and "file" not in changed and getattr(record, "file", ""):
            reading.refuse(_("Its file was judged as what it is and does not become something else."), "kind")

    def after_save_instance(self, instance: MediaItem, row: dict[str, Any], **kwargs: Any) -> None:
        super().after_save_instance(instance, row, **kwargs)
        # The point of interest may have moved.
        make_later(instance)

    @classmethod
    def taken_in(cls, keys: Sequence[Any]) -> None:
        for item in MediaItem.objects.filter(pk__in=keys):
            make_later(item)

    def key_of_record(self, record: MediaItem) -> Key:
        return Key(words=words(file=plain(record.given_name)))

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        return Key(words=words(file=values["file"])) if "file" in values else None
