"""Dates as precise as a column beside them says: machines write 1982 as 1982-01-01, and 9 for "the year" next to it."""

import re
from typing import Any

from django.utils.translation import gettext_lazy

from sistercities.common.folding import fold
from sistercities.imports.cells import RefusedCell, cell_text
from sistercities.imports.sheet_fields import DATE_PRECISION, DATED
from sistercities.imports.sheets import is_blank

FULL_DATE = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)(?:t[\d:.]+(?:z|[+-][\d:]+)?)?", re.IGNORECASE)
# The numbers are those of Wikidata.
YEAR, MONTH, DAY = (
    ("9", "year", "y", "年"),
    ("10", "month", "m", "月"),
    ("11", "day", "d", "日", "天", "12", "13", "14"),
)
PARTS = {fold(word): parts for parts, words in enumerate((YEAR, MONTH, DAY), 1) for word in words}
COARSER = gettext_lazy("This date is known less precisely than to the year. Write the year, with ~ for about.")


def with_precision(raw: dict[str, Any]) -> dict[str, Any]:
    """The cells of a row without the precision, its date cut down to what is known."""
    if DATE_PRECISION not in raw:
        return raw
    cells = {name: cell for name, cell in raw.items() if name != DATE_PRECISION}
    precision = raw[DATE_PRECISION]
    for name in DATED:
        if not is_blank(cell := cells.get(name)) and not is_blank(precision):
            cells[name] = _cut(cell, fold(cell_text(precision)))
    return cells


def _cut(cell: Any, precision: str) -> Any:
    text = cell_text(cell)
    match = FULL_DATE.fullmatch(text)
    if not match:
        return cell
    parts = PARTS.get(precision)
    return "-".join(match.groups()[:parts]) if parts else RefusedCell(text, COARSER)
