"""What files tell of records that belong to those of a chunk: only what is public, one query for the whole chunk.

Each is asked with `chunk.once(…)`, and gives what it found by the key of the record, or of the related one.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone

from partnerships.exports.chunks import Chunk, values_of
from partnerships.models import City
from sistercities.common.languages import localized

Names = dict[int, list[str]]


@dataclass(frozen=True)
class PublicOne:
    """The relation `name` to one record of `model`: these fields of it, by its key, where visitors may see it."""

    name: str
    model: Any
    fields: tuple[str, ...]

    @property
    def column(self) -> str:
        return f"{self.name}_id"

    def __call__(self, chunk: Chunk) -> dict[int, tuple[Any, ...]]:
        keys = {key for key in chunk[self.column] if key is not None}
        if not keys:
            return {}
        public = self.model.objects.published(chunk.language).filter(pk__in=keys)
        return {key: tuple(rest) for key, *rest in values_of(public, ["pk", *self.fields], chunk.language)}

    def each(self, chunk: Chunk) -> list[tuple[Any, ...] | None]:
        """For each record of the chunk; None where there is none, or none that is public."""
        found = chunk.once(self)
        return [found.get(key) for key in chunk[self.column]]

    def texts(self, field: str) -> Callable[[Chunk], list[str]]:
        """One of the fields as the values of a column."""
        place = self.fields.index(field)
        return lambda chunk: [(one and one[place]) or "" for one in self.each(chunk)]


@dataclass(frozen=True)
class CitiesOf:
    """Names of the public cities that a record of `model` has to do with, in the order of lists."""

    model: type[Model]
    name: str = "cities"

    def __call__(self, chunk: Chunk) -> Names:
        links, owner, city = _links(self.model, self.name, chunk.keys)
        title, order = (f"{city}__{localized(name, chunk.language)}" for name in ("name", "sort"))
        public = links.filter(City.public_condition(chunk.language, timezone.now(), f"{city}__"))
        return _gathered(public.order_by(order, f"{city}_id").values_list(f"{owner}_id", title))


@dataclass(frozen=True)
class TermsOf:
    """Words of a vocabulary; where one has none in the language, its short name."""

    model: type[Model]
    name: str

    def __call__(self, chunk: Chunk) -> Names:
        links, owner, term = _links(self.model, self.name, chunk.keys)
        rows = links.order_by(f"{term}__order", f"{term}__slug").values_list(
            f"{owner}_id", f"{term}__{localized('name', chunk.language)}", f"{term}__slug"
        )
        return _gathered((key, name or slug) for key, name, slug in rows)


def listed(names: Callable[[Chunk], Names]) -> Callable[[Chunk], list[list[str]]]:
    """As the values of a column of lists."""

    def values(chunk: Chunk) -> list[list[str]]:
        found = chunk.once(names)
        return [found.get(key, []) for key in chunk.keys]

    return values


def _links(model: type[Model], name: str, keys: Sequence[int]) -> tuple[Any, str, str]:
    """The rows that tie records to others, and what the two ends are called there."""
    field: Any = model._meta.get_field(name)
    owner, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    return field.remote_field.through._default_manager.filter(**{f"{owner}__in": keys}), owner, other


def _gathered(rows: Any) -> Names:
    found: Names = defaultdict(list)
    for key, name in rows:
        if name:
            found[key].append(name)
    return found
