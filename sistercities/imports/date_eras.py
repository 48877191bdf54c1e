"""Columns whose heading says from where their years are counted: 締結日期（民國）, "Year (B.E.)", ปี พ.ศ."""

import re
from enum import StrEnum
from typing import Any

from sistercities.common.date_parsing import BUDDHIST_YEAR


class Era(StrEnum):
    """From where years are counted; NONE is the common count."""

    NONE = ""
    MINGUO = "minguo"
    BUDDHIST = "buddhist"


HEADINGS = (
    (re.compile(r"民[國国]"), Era.MINGUO),
    (re.compile(r"พ\.?\s?ศ|(?<!\w)b\.?\s?e\.?(?!\w)|buddhist|佛[曆历]", re.IGNORECASE), Era.BUDDHIST),
)
MINGUO_PARTS = re.compile(r"(\d{1,3})(?:([./-])(\d{1,2})(?:\2(\d{1,2}))?)?")
# 1030721: three figures for the year, or two, before month and day.
MINGUO_COMPACT = re.compile(r"(\d{2,3})(\d\d)(\d\d)")
MINGUO_YEAR = re.compile(r"^(\d{1,3})(?=\s?年)")
BUDDHIST_YEARS = range(2400, 2700)


def era_of(heading: str) -> Era:
    """What a heading says of the years below it."""
    return next((era for pattern, era in HEADINGS if pattern.search(heading)), Era.NONE)


def with_era(cell: Any, era: Era) -> Any:
    """A cell of such a column in a writing that says itself how its year is counted; others are left as they are."""
    if era is Era.NONE or isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip() if isinstance(cell, int | str) else ""
    if not text:
        return cell
    return _minguo(text, cell) if era is Era.MINGUO else _buddhist(text, cell)


def _minguo(text: str, cell: Any) -> Any:
    if match := MINGUO_PARTS.fullmatch(text) or MINGUO_COMPACT.fullmatch(text):
        year, *rest = (part for part in match.groups() if part and part.isdigit())
        marked = "".join(f"{int(part)}{unit}" for part, unit in zip(rest, "月日", strict=False))
        return f"民國{int(year)}年{marked}"
    return MINGUO_YEAR.sub(r"民國\1", text) if isinstance(cell, str) else cell


def _buddhist(text: str, cell: Any) -> Any:
    if isinstance(cell, int):
        return f"พ.ศ. {text}" if cell in BUDDHIST_YEARS else cell
    return text if "พ.ศ" in text else BUDDHIST_YEAR.sub(r" พ.ศ. \g<0>", text).strip()
