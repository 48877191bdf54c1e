"""What the rows of one sheet say about records of other kinds: handed on to the rows of these, or made rows of.

A photo's row, for example, may name the records that show it. Each of them is changed as by a row of its own kind, so
that its rights, rules and history are those of any other row.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from sistercities.imports.cells import cell_text
from sistercities.imports.prepared_rows import PreparedRow


class Entries(list[Any]):
    """What was said about one record, as the cell of its row; `number` is that of the row that said it first."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True)
class Named:
    """A record by its kind and short name."""

    kind: str
    slug: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"


@dataclass(frozen=True)
class HandsOn:
    """That a sheet's column `source` speaks of records of these kinds, whose sheets get it as `column`."""

    source: str
    column: str
    kinds: Collection[str]


@dataclass
class HandedOn:
    """Collects what is said, until the sheets of the kinds concerned are read. `column` is where they get it.

    `slugs` are the short names that stand in the file's own sheets of each of the kinds about which something may be
    said: records of others are out of reach.
    """

    column: str
    slugs: dict[str, set[str]]
    _said: dict[Named, Entries] = field(default_factory=dict)

    def say(self, about: Named, entry: Any, number: int) -> None:
        self._said.setdefault(about, Entries(number)).append(entry)

    def added(self, kind: str, rows: Iterator[PreparedRow]) -> Iterator[PreparedRow]:
        """The rows of a sheet of `kind` with what was said of their records."""
        for row in rows:
            said = self._said.pop(Named(kind, cell_text(row.cells.get("slug"))), None)
            yield row if said is None else PreparedRow(row.number, {**row.cells, self.column: said})

    def rest(self, kind: str) -> Iterator[PreparedRow]:
        """Rows for the records of `kind` about which something was said and that have no row of their own."""
        for about in [about for about in self._said if about.kind == kind]:
            said = self._said.pop(about)
            yield PreparedRow(said.number, {"slug": about.slug, self.column: said})
