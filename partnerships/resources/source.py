"""Sheets of sources."""

from typing import Any

from django.db import models

from partnerships.models import Source
from sistercities.common.dates import PartialDate
from sistercities.imports.matching import Key, words
from sistercities.imports.resources import RecordResource


class SourceResource(RecordResource):
    """A source is known by its title and its date. Whether visitors see it is not decided by a sheet."""

    ways_to_tell = (("title",),)

    class Meta(RecordResource.Meta):
        model = Source
        fields = (
            *("slug", "title", "publisher", "byline", "url", "language", "published_on", "document"),
            "internal_remarks",
        )

    def is_live(self, record: models.Model) -> bool:
        return bool(getattr(record, "is_public", False))

    def key_of_record(self, record: Source) -> Key:
        return Key(fixed=(record.publisher,), date=record.published_on, words=words(title=record.title))

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        if "title" not in values:
            return None
        date = values.get("published_on", PartialDate())
        return Key(fixed=(values.get("publisher", ""),), date=date, words=words(title=values["title"]))
