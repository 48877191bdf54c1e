"""The facts at a glance of a city: two columns of a sheet, one for each language, for the same rows."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from partnerships.models import CityFact
from partnerships.resources.cells import FactsWidget
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.told import sentences_of
from sistercities.imports.cells import plain
from sistercities.imports.fields import RowChanges, SeveralColumn
from sistercities.imports.rows import Values

PARTS = ("label", "value")


class FactsColumn(SeveralColumn):
    """The lines of one language, matched with the rows by their order."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, widget=FactsWidget(), **kwargs)
        self.language = language

    @property
    def prefetch(self) -> tuple[str, ...]:  # type: ignore[override]
        return ("facts",)

    def current(self, record: Any) -> list[Values]:
        facts = list(record.facts.all()) if record.pk else []
        shown = [{part: plain(getattr(fact, localized(part, self.language))) for part in PARTS} for fact in facts]
        # A line that only the other language has keeps its place, unless this one has none at all.
        return shown if any(any(values.values()) for values in shown) else []

    def check(self, record: models.Model, value: list[Values]) -> None:
        problems: list[str] = []
        for values in value:
            try:
                self._filled(CityFact(), values).clean_fields(exclude={"city"})
            except ValidationError as error:
                problems += sentences_of(error)
        if problems:
            raise ValidationError(list(dict.fromkeys(problems)))

    def put(self, record: Any, value: list[Values]) -> None:
        self.changes(record, value, list(CityFact.objects.filter(city=record))).carry_out()
        getattr(record, "_prefetched_objects_cache", {}).pop("facts", None)

    def changes(self, record: Any, value: list[Values], rows: list[Any]) -> RowChanges:
        """What `value` makes of `rows`, the facts of both languages in their order. Nothing is stored yet."""
        made = [CityFact(city=record, order=order) for order in range(len(rows), len(value))]
        empty = dict.fromkeys(PARTS, "")
        changes = RowChanges()
        for order, fact in enumerate([*rows, *made]):
            self._filled(fact, value[order] if order < len(value) else empty).order = order
            if self._says_something(fact):
                changes.rows.append(fact)
                changes.stored.append(fact)
            elif fact.pk:
                changes.gone.append(fact)
        return changes

    def _filled(self, fact: CityFact, values: Values) -> CityFact:
        for part in PARTS:
            setattr(fact, localized(part, self.language), values[part])
        return fact

    def _says_something(self, fact: CityFact) -> bool:
        return any(getattr(fact, localized(part, language)) for part in PARTS for language in CONTENT_LANGUAGES)
