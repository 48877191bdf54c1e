"""Finds cities by any of their names."""

from collections.abc import Iterable

from django.db import models

from partnerships.models import City
from sistercities.imports.directories import Directory


class CityDirectory(Directory):
    """Cities by slug and by every name that is kept of them, former ones included."""

    def queryset(self) -> models.QuerySet:
        return super().queryset().prefetch_related("other_names")

    def names(self, record: models.Model) -> Iterable[str | None]:
        yield from super().names(record)
        if isinstance(record, City):
            yield record.native_name
            yield from (other.name for other in record.other_names.all())

    def describe(self, record: models.Model) -> str:
        return f"{record} ({record.country.code}, {record.slug})"  # type: ignore[attr-defined]
