"""A row of a file made ready to be compared with the register."""

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class PreparedRow:
    """One row: its number as the spreadsheet shows it, and the cells under the names of their columns."""

    number: int
    cells: dict[str, Any]
