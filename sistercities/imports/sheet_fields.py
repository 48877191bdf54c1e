"""What the columns of a sheet can mean, by its kind, and how the cells of each meaning are read."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from django.db import models

from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.imports.expansions import Expansion
from sistercities.imports.fields import Column, ReferenceColumn, RowsColumn, TiesColumn
from sistercities.imports.kinds import codes_by_word, expansions, kinds
from sistercities.imports.number_widgets import DecimalWidget, WholeNumberWidget
from sistercities.imports.resources import RecordResource
from sistercities.imports.widgets import ChoiceWidget, PartialDateWidget, YesNoWidget

# Fields that no record has, but sheets do: one column of theirs fills two of a record.
DATE_SPAN, COORDINATES = "date_span", "coordinates"
# How precisely the date beside it is known, in columns that machines write.
DATE_PRECISION = "date_precision"
DATED = ("signed_on", "since", "starts_on", "given_on", "published_on")
IDENTIFIERS = ("wikidata_id",)
SPLIT_FIELDS = {DATE_SPAN: ("starts_on", "ends_on"), COORDINATES: ("latitude", "longitude")}


class CellKind(StrEnum):
    """How the cells of a field are read."""

    TEXT = "text"
    ADDRESS = "address"
    DATE = "date"
    COUNT = "count"
    NUMBER = "number"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    YES_NO = "yes_no"
    COUNTRY = "country"
    CHOICE = "choice"
    PLACE = "place"
    IDENTIFIER = "identifier"
    PLACES = "places"
    REFERENCE = "reference"
    LIST = "list"


@dataclass(frozen=True)
class Target:
    """Where a field's cells go: a column of the sheets of a kind."""

    kind: str
    column: str


class SheetFields:
    """The fields of one kind of sheet, single or wide."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.expansion: Expansion | None = expansions().get(kind)

    @property
    def is_known(self) -> bool:
        return self.expansion is not None or self.kind in kinds()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The codes of all fields, those included that are split in two."""
        own = self.expansion.fields if self.expansion else _codes(kinds()[self.kind])  # type: ignore[arg-type]
        precision = (DATE_PRECISION,) if set(DATED) & set(own) else ()
        return (*own, *(name for name, parts in SPLIT_FIELDS.items() if set(parts) <= set(own)), *precision)

    @cached_property
    def places(self) -> tuple[tuple[str, CellKind], ...]:
        """The fields that name places, besides those by which a wide sheet names its parts; with how many they name."""
        named = {name for part in self.expansion.parts for name in part.names} if self.expansion else set()
        told = ((name, self.cell_kind(name)) for name in self.names if name not in named)
        return tuple((name, kind) for name, kind in told if kind in (CellKind.PLACE, CellKind.PLACES))

    @cached_property
    def needed_choices(self) -> tuple[str, ...]:
        """What each new record needs out of a list of values; a sheet of one kind of events leaves it to its title."""
        columns = {} if self.expansion else {name: self.column(name) for name in self.names}
        model = kinds()[self.kind]._meta.model if columns else None
        needed = (
            name
            for name, column in columns.items()
            if column is not None and model and self.cell_kind(name) in (CellKind.CHOICE, CellKind.REFERENCE)
            if not (field := model._meta.get_field(column.attname)).blank and not field.has_default()
        )
        return tuple(needed)

    def target(self, name: str) -> Target:
        """The column that a field fills; a field that names a place of a wide sheet fills its name."""
        if self.expansion is None:
            return Target(self.kind, name)
        if part := self.expansion.named_by(name):
            return Target(part.kind, part.fields.get(name, "name"))
        part = self.expansion.part_of(name)
        return Target(part.kind, part.fields[name]) if part else Target(self.kind, name)

    def column(self, name: str) -> Column | None:
        target = self.target(name)
        resource = kinds().get(target.kind)
        return resource.fields.get(target.column) if resource else None

    def cell_kind(self, name: str) -> CellKind:
        """How the cells of a field are read."""
        if self.expansion and self.expansion.named_by(name):
            return CellKind.PLACE
        column = self.column(name)
        return _cell_kind(column, kinds()[self.target(name).kind]) if column else CellKind.TEXT

    def codes(self, name: str) -> dict[str, str]:
        """The codes by the words that a field's cells may hold instead."""
        target = self.target(name)
        return codes_by_word(target.kind, target.column)

    def missing(self, filled: set[str]) -> list[tuple[str, ...]]:
        """The sets of fields of which one is needed, when none of them is filled; empty when nothing is missing."""
        if self.expansion:
            return [
                (name,)
                for name in self.expansion.required
                if name not in filled and not self._in_language(name, filled)
            ]
        ways = [("slug",), *kinds()[self.kind].ways_to_tell]
        return [] if any(set(way) <= filled for way in ways) else ways

    def _in_language(self, name: str, filled: set[str]) -> bool:
        return any(localized(name, language) in filled for language in CONTENT_LANGUAGES)


@cache
def _codes(resource: type[RecordResource]) -> tuple[str, ...]:
    return tuple(resource().get_import_order())


def _cell_kind(column: Column, resource: type[RecordResource]) -> CellKind:
    widget, name = column.widget, column.name
    if isinstance(column, ReferenceColumn | TiesColumn):
        is_place = bool(getattr(resource.directories.get(widget.model), "is_gazetteer", False))
        if isinstance(column, TiesColumn):
            return CellKind.PLACES if is_place else CellKind.LIST
        return CellKind.PLACE if is_place else CellKind.REFERENCE
    if isinstance(column, RowsColumn):
        return CellKind.LIST
    if name in IDENTIFIERS:
        return CellKind.IDENTIFIER
    if name in (CellKind.LATITUDE, CellKind.LONGITUDE, CellKind.COUNTRY):
        return CellKind(name)
    if isinstance(resource._meta.model._meta.get_field(column.attname), models.URLField):
        return CellKind.ADDRESS
    by_widget = (
        (PartialDateWidget, CellKind.DATE),
        (YesNoWidget, CellKind.YES_NO),
        (ChoiceWidget, CellKind.CHOICE),
        (DecimalWidget, CellKind.NUMBER),
        (WholeNumberWidget, CellKind.COUNT),
    )
    return next((kind for each, kind in by_widget if isinstance(widget, each)), CellKind.TEXT)
