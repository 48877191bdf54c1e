"""What the sheets of all records have in common."""

from typing import ClassVar

from django.db import models

from media.attaching import ATTACHED, AttachedColumn
from media.models import MediaItem
from media.photo_directory import PhotoDirectory
from partnerships.models import City
from partnerships.resources.cells import CitationsWidget, PhotosWidget
from partnerships.resources.places import CityDirectory
from sistercities.imports.directories import Directory
from sistercities.imports.fields import Column, RowsColumn
from sistercities.imports.resources import RecordResource

# The columns that every record sheet may end with.
COMMON = ("sources", "photos", "internal_remarks", "archive_number", "responsible_officer")


class RegisterResource(RecordResource):
    """Records that are found by the names of cities, and have sources and photos."""

    directories: ClassVar[dict[type[models.Model], type[Directory]]] = {
        City: CityDirectory,
        MediaItem: PhotoDirectory,
    }

    sources = RowsColumn(attribute="citations", widget=CitationsWidget(), identity=("source",), order="order")
    photos = RowsColumn(attribute="attachments", widget=PhotosWidget(), identity=("item",), order="order")

    class Meta(RecordResource.Meta):
        fields: tuple[str, ...] = COMMON

    def column(self, name: str) -> Column:
        return AttachedColumn() if name == ATTACHED else super().column(name)
