"""A sheet as it was read: its headings and rows, each cell where the spreadsheet shows it."""

from dataclasses import dataclass, field
from typing import Any

import tablib


@dataclass(slots=True)
class SheetRow:
    """`number` is the row's number in the spreadsheet, the first one being 1."""

    number: int
    cells: list[Any]


@dataclass
class Sheet:
    """`notes` are sentences about how the file was read that its owner should know."""

    headers: list[str]
    rows: list[SheetRow]
    notes: list[str] = field(default_factory=list)
    name: str = ""

    def dataset(self) -> tablib.Dataset:
        """The sheet in the form in which the import library takes it."""
        dataset = tablib.Dataset()
        dataset.headers = self.headers
        for row in self.rows:
            dataset.append(row.cells)
        return dataset


def is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
