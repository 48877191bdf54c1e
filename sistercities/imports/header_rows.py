"""Finds the heading rows of a sheet below its titles, and joins headings that stand in several rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import islice
from typing import Any

from sistercities.common.dates import InvalidPartialDate
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell, unescaped
from sistercities.imports.cells import cell_text
from sistercities.imports.countries import find_country
from sistercities.imports.date_columns import DateColumn
from sistercities.imports.heading_aliases import is_known_heading
from sistercities.imports.sheets import is_blank

# Headings further down, or with more words, are not looked for.
MOST_ROWS_ABOVE = 40
LONGEST_IN_GROUP_ROW = 20
Row = Sequence[Any]


class NoHeadings(UnreadableCell):  # noqa: N818 (callers read it as what happened)
    """The sheet has no row that can hold headings."""


@dataclass(frozen=True)
class Header:
    """Where the headings stand; rows are counted from 0.

    `headings` has one text per column, the parts of a joined one in lines; `is_certain` is False when no heading is a
    known one, so that the row was chosen by its place and should be confirmed. A sheet without headings has `last`
    before `first`, where its records begin, and empty texts.
    """

    first: int
    last: int
    headings: tuple[str, ...]
    titles: tuple[str, ...] = ()
    is_certain: bool = True

    @property
    def is_missing(self) -> bool:
        return self.last < self.first


def find_header(rows: Sequence[Row]) -> Header:
    """The headings of a sheet; none, and that uncertain, where no row looks like them.

    Raises NoHeadings when it is empty, holds only single cells of text, or lies on its side.
    """
    start = next((number for number, row in enumerate(rows) if not all(map(is_blank, row))), 0)
    seen = [[_text(cell) for cell in row] for row in islice(rows, start + MOST_ROWS_ABOVE)]
    if not any(any(row) for row in seen):
        raise NoHeadings(_("The sheet is empty."))
    if _lies_on_its_side(seen):
        message = _(
            "The headings stand below each other in the first column. Turn rows into columns and upload it again."
        )
        raise NoHeadings(message)
    best = _best_row(rows, seen)
    if best is None:
        # What stands alone above records is a title.
        first = next(number for number, row in enumerate(seen) if len(list(filter(None, row))) > 1)
        return without_headings(rows, first, is_certain=False)
    first = best - 1 if best and _is_group_row(seen[best - 1], seen[best]) else best
    last = best
    while last + 1 < len(seen) and _continues(seen[last], seen[last + 1], rows[last + 1]):
        last += 1
    titles = tuple(dict.fromkeys(text for row in seen[:first] for text in row if text))
    headings = _joined(seen[first : last + 1])
    is_certain = any(map(is_known_heading, seen[best])) and not (_known(seen[best]) == 1 and _holds_data(seen[best]))
    return Header(first, last, headings, titles, is_certain)


def headings_in(rows: Sequence[Row], first: int, last: int) -> Header:
    """The headings in rows that somebody has pointed at."""
    seen = [[_text(cell) for cell in row] for row in rows[: last + 1]]
    titles = tuple(dict.fromkeys(text for row in seen[:first] for text in row if text))
    return Header(first, last, _joined(seen[first:]), titles)


def header_at(rows: Sequence[Row], first: int, last: int) -> Header:
    """The headings in these rows; none if `last` lies before `first`."""
    return headings_in(rows, first, last) if first <= last else without_headings(rows, first)


def without_headings(rows: Sequence[Row], first: int, is_certain: bool = True) -> Header:
    """That a sheet has no headings, and its records begin in row `first`."""
    width = max(map(len, rows), default=0)
    titles = tuple(dict.fromkeys(text for row in rows[:first] for cell in row if (text := _text(cell))))
    return Header(first, first - 1, ("",) * width, titles, is_certain)


def _text(cell: Any) -> str:
    return "" if is_blank(cell) else unescaped(cell_text(cell)).strip()


def _is_word(cell: Any) -> bool:
    """Whether a cell can be a heading: a text, but no number, date or yes."""
    return isinstance(cell, str) and not cell.strip().replace(",", "").replace(".", "").isdigit()


def _is_data(text: str) -> bool:
    """Whether a text is what stands below headings: a country, or a date."""
    if not text or len(text) > LONGEST_IN_GROUP_ROW * 2 or is_known_heading(text):
        return False
    try:
        return _is_country(text) or bool(DateColumn(day_first=True).read(text))
    except (UnreadableCell, InvalidPartialDate):
        return False


def _is_country(text: str) -> bool:
    """Whether a text is the name of a country; a code, or the one character of 日, may be anything."""
    return len(text) > (3 if text.isascii() else 1) and find_country(text).code is not None


def _lies_on_its_side(seen: list[list[str]]) -> bool:
    """Whether the headings stand in the first column, and in no row."""
    first = [row[0] for row in seen if row and row[0]]
    down = len(set(filter(is_known_heading, first)))
    return down > 1 and down * 2 > len(first) and max(map(_known, seen)) <= 1 and max(map(len, seen)) > 1


def _is_value(cell: Any) -> bool:
    return isinstance(cell, bool | int | float | date | time)


def _holds_data(row: list[str]) -> bool:
    """Whether a row holds what stands below headings; years alone may be headings."""
    return any(_is_data(text) for text in row if not text.isdigit())


def _best_row(rows: Sequence[Row], seen: list[list[str]]) -> int | None:
    """The row with the most known headings; without any, the first that is wide, of words, and without doubles.

    None when all rows look like records. Raises NoHeadings for a sheet of single texts.
    """
    known = [_known(row) for row in seen]
    most = max(known)
    if most > 1 or (most == 1 and _is_narrow(seen)):
        return known.index(most)
    widths = [len(set(filter(None, row))) for row in seen]
    for number, width in enumerate(widths):
        cells = [cell for cell in rows[number] if not is_blank(cell)]
        is_wide = width * 2 > max(widths) and width == len(cells)
        if cells and is_wide and all(map(_is_word, cells)):
            if not any(map(_is_data, seen[number])):
                return number
            # No headings stand below records.
            break
    if most and not _holds_data(seen[known.index(most)]):
        return known.index(most)
    if max(widths) > 1:
        return None
    raise NoHeadings(_("No row of this sheet looks like headings. Put the names of the columns into the first row."))


def _known(row: list[str]) -> int:
    """How many different known headings a row has."""
    return len({text for text in row if text and is_known_heading(text)})


def _is_narrow(seen: list[list[str]]) -> bool:
    """Whether no row has more than two cells, so that one known heading is much."""
    return max(len(list(filter(None, row))) for row in seen) <= 2


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _runs(upper: Sequence[str], width: int) -> list[range]:
    """The columns over which each filled cell of a row reaches: itself and the blank or equal ones behind it."""
    starts = [
        column
        for column in range(width)
        if _cell(upper, column) and (column == 0 or _cell(upper, column) != _cell(upper, column - 1))
    ]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], width], strict=False)]


def _is_group_row(upper: list[str], lower: list[str]) -> bool:
    """Whether a row above the headings names groups of them, and is no title or line of remarks."""
    texts = set(filter(None, upper))
    if len(texts) < 2 or any(len(text) > LONGEST_IN_GROUP_ROW for text in texts):
        return False
    joined = (_cell(upper, run[0]) + _cell(lower, column) for run in _runs(upper, len(lower)) for column in run)
    return any(map(is_known_heading, texts)) or any(map(is_known_heading, joined))


def _continues(upper: list[str], lower: list[str], cells: Row) -> bool:
    """Whether the row below belongs to the headings: it divides a heading that reaches over several columns, or says
    the headings once more in other words."""
    if any(map(_is_value, cells)) or not _known(lower):
        return False
    filled = {column for column, text in enumerate(lower) if text}
    divided = set()
    for run in _runs(upper, max(len(upper), len(lower))):
        inside = filled & set(run)
        if len(run) > 1 and len(inside) > 1:
            divided |= inside
    if divided:
        return all(
            is_known_heading(lower[column]) or lower[column] == _cell(upper, column) for column in filled - divided
        )
    return len(filled) > 1 and _known(lower) * 2 > len(filled) and all(_cell(upper, column) for column in filled)


def _joined(lines: list[list[str]]) -> tuple[str, ...]:
    """One heading per column: what stands over it, each part once."""
    width = max(map(len, lines))
    columns: list[dict[str, None]] = [{} for _number in range(width)]
    for number, line in enumerate(lines):
        for run in _runs(line, width):
            for column in run:
                if _cell(line, column) or any(_cell(below, column) for below in lines[number + 1 :]):
                    columns[column][_cell(line, run[0])] = None
    return tuple("\n".join(parts) for parts in columns)
