"""Finds the photos that cells name."""

from collections.abc import Iterable

from django.db import models

from sistercities.imports.directories import Directory


class PhotoDirectory(Directory):
    """Photos and documents by short name, by caption, or by the name of their file if only one has it."""

    def names(self, record: models.Model) -> Iterable[str | None]:
        yield from super().names(record)
        yield record.given_name  # type: ignore[attr-defined]
