"""Rows of a file made ready to be compared with the register: what a plan hands to the check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sistercities.imports.brought_files import BroughtFiles
from sistercities.imports.handed_on import HandedOn
from sistercities.imports.prepared_rows import PreparedRow
from sistercities.imports.resources import RecordResource

# Reads one cell into the value of its column; raises ValidationError or UnreadableCell with a sentence.
CellReader = Callable[[Any], Any]


@dataclass
class PreparedSheet:
    """The rows of one kind that a file holds; `total` of them, read once.

    `letters` gives for each column the letter over it and its heading as written (both empty for a constant).
    `readers` stand for `Column.read` where the plan has decided how a column is to be read. `files` came with it;
    `handed` takes what its rows say about records of other kinds.
    """

    position: int
    kind: str
    resource: type[RecordResource]
    columns: list[str]
    letters: dict[str, tuple[str, str]]
    rows: Iterator[PreparedRow]
    total: int
    readers: dict[str, CellReader] = field(default_factory=dict)
    files: BroughtFiles | None = None
    handed: HandedOn | None = None
