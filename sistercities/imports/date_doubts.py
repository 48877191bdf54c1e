"""What the dates of a column leave open besides the order of day and month, with the cells that are the evidence.

JSON, kept in the plan: `{aspect: {"values": [the first such cells], "choices": [the answers that make sense]}}`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sistercities.common.date_parsing import THAI, AmbiguousDate
from sistercities.imports.cells import cell_text
from sistercities.imports.date_answers import LEAVE_EMPTY, TAKE_YEAR
from sistercities.imports.date_columns import DateColumn
from sistercities.imports.date_eras import Era, likely_era
from sistercities.imports.sheets import is_blank
from sistercities.imports.short_years import (
    BUDDHIST,
    MINGUO,
    ORDERS,
    REFUSED,
    Meanings,
    is_bare,
    is_open,
    may_be_day,
    meanings,
    orders_of,
)
from sistercities.imports.vague_dates import LONGEST, may_be_vague, vagueness

CALENDAR, CENTURY, SHORT_ORDER, VAGUE, DECADES = "calendar", "century", "short_order", "vague", "decades"
ASPECTS = (CALENDAR, CENTURY, SHORT_ORDER, VAGUE, DECADES)
COMMON = "common"
QUOTED = 3
COMMON_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)")
BETWEEN_DATES = re.compile(r"\s*[–—~〜至到]\s*|\s+(?:-|to|bis|au|al|a)\s+")
BETWEEN_DAYS = re.compile(rf"{BETWEEN_DATES.pattern}|\s*-\s*")
Doubts = dict[str, dict[str, Any]]


class _Evidence:
    """The cells of a column of dates that mean nothing by themselves."""

    def __init__(self, column: DateColumn) -> None:
        # Whatever the answer, as long as it makes dates of them.
        self.at_once = column
        self.column = replace(column, century="2000", vague=TAKE_YEAR)
        self.eras: dict[Era, list[str]] = {}
        self.short: dict[str, Meanings] = {}
        self.vague: list[str] = []
        self.decades: list[str] = []
        self.is_thai = self.has_ideographs = False

    def add(self, cell: Any) -> None:
        text = cell_text(cell)
        if len(text) > LONGEST:
            return
        if isinstance(cell, str) and COMMON_YEAR.search(text):
            # As in nearly all cells: reading each of them here would cost as much as the check.
            self._add_vague(text, Era.NONE)
            return
        era = likely_era(cell) if self.column.era is Era.NONE else Era.NONE
        if era and self._is_told_by(cell, era):
            self.eras.setdefault(era, []).append(text)
            self._add_vague(text, era)
        elif (isinstance(cell, str) or cell in range(10, 100)) and not self._reads_at_once(text):
            self._add_text(text)

    def _add_text(self, text: str) -> None:
        self.is_thai = self.is_thai or bool(THAI.search(text))
        self.has_ideographs = self.has_ideographs or "年" in text
        if found := meanings(text):
            self.short[text] = found
        elif pieces := {piece: found for piece in _pieces(text) if (found := meanings(piece, is_whole=False))}:
            self.short |= pieces
        else:
            self._add_vague(text, Era.NONE)

    def _add_vague(self, text: str, era: Era) -> None:
        if not may_be_vague(text) or not (vague := vagueness(text)):
            return
        if not vague.sure:
            self.decades.append(text)
        elif self._reads(text, era):
            self.vague.append(text)
            if found := meanings(vague.sure):
                self.short[vague.sure] = found

    def _is_told_by(self, cell: Any, era: Era) -> bool:
        """Whether a cell is a date under that era, and none, or an unlikely one, without it."""
        # Of the Iranian year 1390 alone nobody can tell the common one, but it has to be told so.
        return era is Era.PERSIAN or (not self._reads_at_once(cell) and self._reads(cell, era))

    def _reads(self, cell: Any, era: Era = Era.NONE) -> bool:
        return _is_date(cell, replace(self.column, era=era or self.column.era))

    def _reads_at_once(self, cell: Any) -> bool:
        return _is_date(cell, self.at_once)


def _pieces(text: str) -> list[str]:
    """The two ends of a span, as far as that can be told without reading it."""
    return (BETWEEN_DAYS if "." in text else BETWEEN_DATES).split(text)


def _is_date(cell: Any, column: DateColumn) -> bool:
    try:
        return bool(column.read(cell))
    except AmbiguousDate:
        return True
    except ValueError:
        return False


def doubts_of(cells: Iterable[Any], column: DateColumn, this_year: int) -> tuple[Doubts, str]:
    """What is to be asked about these cells, and the order of short dates if they tell it themselves."""
    evidence = _Evidence(column)
    for cell in cells:
        if not is_blank(cell):
            evidence.add(cell)
    doubts: Doubts = {}
    if evidence.eras:
        values = [text for era in evidence.eras for text in evidence.eras[era][:QUOTED]]
        common = [COMMON] if Era.PERSIAN in evidence.eras else []
        doubts[CALENDAR] = _doubt(values, [*(era.value for era in evidence.eras), *common, REFUSED])
    order = _about_short_years(evidence, doubts, column, this_year)
    if evidence.vague:
        doubts[VAGUE] = _doubt(evidence.vague, [TAKE_YEAR, REFUSED])
    if evidence.decades:
        doubts[DECADES] = _doubt(evidence.decades, [LEAVE_EMPTY, REFUSED])
    return doubts, order


def _doubt(values: list[str], choices: list[str]) -> dict[str, Any]:
    return {"values": values[:QUOTED], "choices": choices}


def _about_short_years(evidence: _Evidence, doubts: Doubts, column: DateColumn, this_year: int) -> str:
    if not (short := evidence.short):
        return ""
    is_buddhist = column.era is Era.BUDDHIST or Era.BUDDHIST in evidence.eras or evidence.is_thai
    is_minguo = Era.MINGUO in evidence.eras or evidence.has_ideographs
    others = [BUDDHIST] * is_buddhist + [MINGUO] * is_minguo
    orders = orders_of(short.values(), _likely_orders(column)) or orders_of(short.values()) or ORDERS
    # Whoever answers has to see what could be a day; those that need no order show the century best.
    values = sorted(short, key=lambda text: (not may_be_day(short[text]), is_open(short[text], orders)))
    choices = [*others, str(this_year - 99), "1900", "2000", REFUSED]
    doubts[CENTURY] = _doubt(values, choices) | {"is_bare": all(map(is_bare, short))}
    if not (unclear := [text for text in short if is_open(short[text], orders)]):
        return orders[0]
    doubts[SHORT_ORDER] = _doubt(unclear, list(orders))
    return ""


def _likely_orders(column: DateColumn) -> tuple[str, ...]:
    """The dates with whole years tell how those with short ones are written, where they end in the year."""
    if column.day_first is None:
        return ORDERS
    return ("dmy",) if column.day_first else ("mdy",)
