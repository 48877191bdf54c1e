"""Takes the rows of a wide sheet apart into the rows of each kind that they make."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from sistercities.common.dates import PartialDate
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.imports.cells import AddedCell, RefusedCell, written_in
from sistercities.imports.directories import Directory
from sistercities.imports.expansions import Expansion, Part
from sistercities.imports.kinds import kinds
from sistercities.imports.prepared import PreparedRow
from sistercities.imports.references import ReferencesWidget, ReferenceWidget
from sistercities.imports.rows import RowsWidget
from sistercities.imports.sheets import is_blank
from sistercities.imports.wide_places import is_filled


class PartRows:
    """The rows of one part that is no place: one for each different record that the wide rows speak of."""

    def __init__(self, part: Part, is_named: bool, own_fields: frozenset[str] = frozenset()) -> None:
        """`own_fields` are those of the wide sheet that fill no other part."""
        self.part, self.is_named, self.own_fields = part, is_named, own_fields
        self.rows: dict[Any, PreparedRow] = {}
        self._known_terms: dict[Any, dict[str, Any]] = {}
        self._directories: dict[type[Model], Directory] = {}
        # Numbers of the rows that said nothing new.
        self.repeated: list[int] = []
        # Numbers of the rows whose cells fill nothing since one that is needed is empty, and the fields of those cells.
        self.unmade: list[int] = []
        self.unused: dict[str, None] = {}

    def add(self, number: int, cells: dict[str, Any], slugs: dict[str, Any], told: set[int]) -> Any:
        """Take in what a row says of this part; the cell by which other parts name it, None when it makes none.

        `told` are the refused cells of the row of which an earlier part tells: each is one mistake.
        """
        own = {column: slugs.get(role) for column, role in self.part.links.items()}
        own |= {column: cell for name, column in self.part.fields.items() if not is_blank(cell := cells.get(name))}
        own |= self.part.fixed
        if any(is_blank(cells.get(name)) for name in self.part.needs):
            self._note_unused(number, cells)
            return None
        if not any(own.values()):
            return None
        # A date that cannot be read is passed on too: no other part may be there to refuse it.
        own |= {column: cell for column, name in self.part.earliest.items() if not is_blank(cell := cells.get(name))}
        for column, source in self.part.named_after.items():
            if not any(own.get(localized(column, language)) for language in CONTENT_LANGUAGES):
                own |= self._terms(column, source, own.get(source))
        refused = [cell for cell in own.values() if isinstance(cell, RefusedCell)]
        if refused and told.issuperset(map(id, refused)) and not self._has_mistake(own):
            return refused[0]
        told.update(map(id, refused))
        return self._kept(number, own)

    def _note_unused(self, number: int, cells: dict[str, Any]) -> None:
        unused = [name for name in self.part.fields if name in self.own_fields and not is_blank(cells.get(name))]
        if unused:
            self.unmade.append(number)
            self.unused.update(dict.fromkeys(unused))

    def _has_mistake(self, own: dict[str, Any]) -> bool:
        """Whether a word that is no value of its column stands beside the refused cells, of which nobody has told."""
        columns = kinds()[self.part.kind].fields
        for column, cell in own.items():
            if isinstance(cell, RefusedCell) or column in self.part.links or column not in columns:
                continue
            widget = columns[column].widget
            try:
                if isinstance(widget, ReferenceWidget):
                    self._directory(widget.model).find(str(cell))
                elif not isinstance(widget, ReferencesWidget | RowsWidget):
                    columns[column].read(cell)
            except ValidationError:
                return True
        return False

    def _terms(self, column: str, source: str, text: Any) -> dict[str, Any]:
        """The names of a term in all languages, by the columns that they fill; none for a term that is not known."""
        if text not in self._known_terms:
            model = kinds()[self.part.kind].fields[source].widget.model
            try:
                term = Directory(model).find(str(text))
            except ValidationError:
                term = None
            self._known_terms[text] = {
                localized(column, language): getattr(term, localized("name", language))
                for language in CONTENT_LANGUAGES
                if getattr(term, localized("name", language), None)
            }
        return self._known_terms[text]

    def _directory(self, model: type[Model]) -> Directory:
        if model not in self._directories:
            self._directories[model] = Directory(model)
        return self._directories[model]

    def _kept(self, number: int, own: dict[str, Any]) -> Any:
        links: tuple[Any, ...] = tuple(own.get(column) for column in self.part.links)
        if not self.is_named:
            # Rows that say the very same speak of one record: lists drawn from several tables repeat themselves.
            said = frozenset((column, str(cell)) for column, cell in own.items())
            if said in self.rows:
                self.repeated.append(number)
            self.rows.setdefault(said, PreparedRow(number, own))
            return None
        refused = next((cell for cell in links if isinstance(cell, RefusedCell) or is_blank(cell)), "")
        if refused != "":
            self.rows[number, len(self.rows)] = PreparedRow(number, own)
            return refused
        if links not in self.rows:
            self.rows[links] = PreparedRow(number, own | {"slug": self.known_slugs.get(links) or "-".join(links)})
        elif any(isinstance(cell, RefusedCell) for cell in own.values()):
            # Refused under its own number.
            self.rows[number, len(self.rows)] = PreparedRow(number, own | {"slug": self.rows[links].cells["slug"]})
        else:
            self._complete(self.rows[links], number, own)
        # Where it is wrong itself, whoever names it says so by what its owner wrote.
        return AddedCell(self.rows[links].cells["slug"], " – ".join(map(written_in, links)))

    def _complete(self, first: PreparedRow, number: int, own: dict[str, Any]) -> None:
        """A second row about the same record adds what the first leaves out, and an earlier date."""
        self.repeated.append(number)
        for column, cell in own.items():
            old: Any = first.cells.get(column)
            is_earlier = column in self.part.earliest and is_filled(old) and is_filled(cell) and _is_before(cell, old)
            if is_blank(old) or is_earlier:
                first.cells[column] = cell

    @cached_property
    def known_slugs(self) -> dict[tuple[str, ...], str]:
        """The slugs of the records that exist, by the slugs of those that they link."""
        model = kinds()[self.part.kind]._meta.model
        linked = [f"{column}__slug" for column in self.part.links]
        return {tuple(row[1:]): row[0] for row in model._base_manager.values_list("slug", *linked)}


def _is_before(one: str, other: str) -> bool:
    return PartialDate(one).sort_text < PartialDate(other).sort_text


def expand(expansion: Expansion, rows: Iterable[tuple[int, dict[str, Any]]]) -> list[PartRows]:
    """The rows of each part that is no place, from wide rows whose places are settled."""
    linked = {role for part in expansion.parts for role in part.links.values()}
    made = [
        PartRows(part, part.role in linked, expansion.fields_of(part)) for part in expansion.parts if not part.is_place
    ]
    places = [part.role for part in expansion.parts if part.is_place]
    for number, cells in rows:
        # A place that was named, and that its owner wants left out.
        if any(role in cells and cells[role] is None for role in places):
            continue
        slugs, told = {role: cells.get(role) for role in places}, set[int]()
        for each in made:
            slugs[each.part.role] = each.add(number, cells, slugs, told)
    return made


def repeated_rows(made: list[PartRows]) -> list[int]:
    """The numbers of the wide rows that say nothing that an earlier one has not said."""
    new = {row.number for each in made for row in each.rows.values()}
    return sorted({number for each in made for number in each.repeated} - new)
