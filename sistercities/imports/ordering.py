"""Puts rows that name other rows of the same sheet behind them: a district behind its city, a renewal behind its first.

Exported lists are in the order of the alphabet or of time, which knows nothing of that.
"""

from collections.abc import Iterable
from dataclasses import replace

from sistercities.common.folding import fold
from sistercities.imports.cells import cell_text
from sistercities.imports.headings import column_name
from sistercities.imports.sheets import Sheet, SheetRow


def named_rows_first(sheet: Sheet, naming: Iterable[str], named_by: Iterable[str]) -> Sheet:
    """The sheet with its rows in an order in which none names a later one, as far as there is such an order.

    `naming` are the columns that name other rows, `named_by` those that hold what rows are called.
    """
    headers = [column_name(header) for header in sheet.headers]
    pointing = [headers.index(name) for name in naming if name in headers]
    if not pointing:
        return sheet
    called = [headers.index(name) for name in named_by if name in headers]
    rows = {fold(cell_text(row.cells[place])): row for row in reversed(sheet.rows) for place in called}
    rows.pop("", None)
    targets = {
        row.number: [rows[word] for place in pointing if (word := fold(cell_text(row.cells[place]))) in rows]
        for row in sheet.rows
    }
    return replace(sheet, rows=_ordered(sheet.rows, targets))


def _ordered(rows: list[SheetRow], targets: dict[int, list[SheetRow]]) -> list[SheetRow]:
    """Depth first, without recursion: a chain may be as long as the sheet. Rows in a circle stay as they come."""
    ordered: list[SheetRow] = []
    seen: set[int] = set()
    for row in rows:
        path = [(row, iter(targets[row.number]))] if row.number not in seen else []
        seen.add(row.number)
        while path:
            current, waiting = path[-1]
            target = next((each for each in waiting if each.number not in seen), None)
            if target is None:
                ordered.append(path.pop()[0])
            else:
                seen.add(target.number)
                path.append((target, iter(targets[target.number])))
    return ordered
