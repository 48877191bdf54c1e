"""The sources behind a page, numbered once in the order in which its records are read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from partnerships.models import Source

# The citations of records by kind and key.
Citations = Mapping[tuple[str, int], Iterable[Any]]


@dataclass
class Reference:
    """One source with its number on the page and the passages quoted from it."""

    number: int
    source: Source
    quotes: list[str] = field(default_factory=list)


class References:
    """Made from records whose `citations` were prefetched with public sources only, or are given besides."""

    def __init__(self, records: Iterable[models.Model], citations: Citations | None = None) -> None:
        self.listed: dict[int, Reference] = {}
        self._numbers: dict[tuple[str, int, str], list[int]] = defaultdict(list)
        for record in records:
            known = record.citations.all() if citations is None else citations[type(record).__name__, record.pk]
            for citation in known:
                self._add(record, citation)

    def _add(self, record: models.Model, citation: Any) -> None:
        source = citation.source
        reference = self.listed.setdefault(source.pk, Reference(len(self.listed) + 1, source))
        if citation.quote and citation.quote not in reference.quotes:
            reference.quotes.append(citation.quote)
        for name in citation.supported_fields or [""]:
            self._numbers[(record._meta.label, record.pk, name)].append(reference.number)

    def __iter__(self) -> "Iterable[Reference]":
        return iter(self.listed.values())

    def __bool__(self) -> bool:
        return bool(self.listed)

    def numbers(self, record: models.Model, *names: str) -> list[int]:
        """The numbers of the sources of these fields; without a name, of the record as a whole."""
        found = {number for name in names or ("",) for number in self._numbers[(record._meta.label, record.pk, name)]}
        return sorted(found)

    def number_of(self, source_id: int | None) -> int | None:
        """The number of one source, if it is public and on this page."""
        reference = self.listed.get(source_id or 0)
        return reference.number if reference else None
