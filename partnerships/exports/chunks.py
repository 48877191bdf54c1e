"""Records as files read them: some at a time, column by column, as values.

Instances of models, with what is prefetched for each, cost several times as much; a file may have a hundred thousand.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import ExpressionWrapper, F, Model, QuerySet, TextField

from sistercities.common.date_fields import PartialDateField
from sistercities.common.languages import localized

# Records that are in memory at one time, whatever the length of the list.
CHUNK = 1000
Found = TypeVar("Found")


class Chunk:
    """Some public records in order. `chunk["title"]` is a value for each; dates are texts.

    `base` is `https://host`, for addresses.
    """

    def __init__(self, language: str, base: str, given: Mapping[str, Sequence[Any]]) -> None:
        self.language, self.base, self.given = language, base, given
        self.found: dict[Any, Any] = {}

    def __getitem__(self, name: str) -> Sequence[Any]:
        return self.given[name]

    @property
    def keys(self) -> Sequence[int]:
        return self.given["pk"]

    def once(self, read: Callable[["Chunk"], Found]) -> Found:
        """What several columns tell of, read for the first of them."""
        if read not in self.found:
            self.found[read] = read(self)
        found: Found = self.found[read]
        return found


def chunks_of(records: QuerySet, language: str, base: str, names: Sequence[str]) -> Iterator[Chunk]:
    """Which records, and in which order, is settled at the beginning; what is hidden meanwhile goes out no more.

    No query stays open between the chunks: whoever reads slowly holds nothing up. Texts in languages are read in the
    given one.
    """
    keys = array("q", records.values_list("pk", flat=True).iterator(chunk_size=100 * CHUNK))
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK].tolist()
        public = records.model._default_manager.published(language).filter(pk__in=part)
        found = {row[0]: row for row in values_of(public, ["pk", *names], language)}
        columns = zip(*(found[key] for key in part if key in found), strict=True)
        if given := dict(zip(["pk", *names], columns, strict=False)):
            yield Chunk(language, base, given)


def values_of(records: QuerySet, names: Sequence[str], language: str) -> QuerySet:
    """The values of these fields, in a language, as tuples; in no order."""
    columns = [stored_name(records.model, name, language) for name in names]
    dates = {
        f"{name}_text": ExpressionWrapper(F(name), TextField())
        for name in columns
        if "__" not in name and isinstance(_field(records.model, name), PartialDateField)
    }
    read = [f"{name}_text" if f"{name}_text" in dates else name for name in columns]
    return records.order_by().annotate(**dates).values_list(*read)


def stored_name(model: type[Model], path: str, language: str) -> str:
    """The column of a field, which may be that of a relation: `home_city__name` → `home_city__name_en`."""
    *relations, name = path.split("__")
    for relation in relations:
        related: Any = model._meta.get_field(relation).related_model
        model = related
    names = {field.name for field in model._meta.concrete_fields}
    column = localized(name, language)
    return "__".join([*relations, column if column in names else name])


def _field(model: type[Model], name: str) -> Any:
    return (
        model._meta.pk
        if name == "pk"
        else next((field for field in model._meta.concrete_fields if name in (field.name, field.attname)), None)
    )
