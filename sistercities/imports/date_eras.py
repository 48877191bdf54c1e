"""Columns whose years are counted from elsewhere: their heading says so (締結日期（民國）, ปี พ.ศ.), or staff do."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sistercities.common.date_names import BUDDHIST_LEAD, BUDDHIST_MARK, FIRST_BUDDHIST_YEAR
from sistercities.common.date_normalising import normalised
from sistercities.common.date_parsing import BUDDHIST_YEAR
from sistercities.common.date_persian import MONTHS, from_persian


class Era(StrEnum):
    """From where years are counted; NONE is the common count."""

    NONE = ""
    MINGUO = "minguo"
    BUDDHIST = "buddhist"
    PERSIAN = "persian"


HEADINGS = (
    (re.compile(r"民[國国]"), Era.MINGUO),
    (re.compile(r"พ\.?\s?ศ|(?<!\w)b\.?\s?e\.?(?!\w)|buddhist|佛[曆历]", re.IGNORECASE), Era.BUDDHIST),
    (re.compile(r"شمسی|jalali|shamsi|solar hijri", re.IGNORECASE), Era.PERSIAN),
)
WHOLE_AS_FRACTION = re.compile(r"^(\d{3,8})\.0+$")
MINGUO_PARTS = re.compile(r"(\d{1,3})(?:([./-])(\d{1,2})(?:\2(\d{1,2}))?)?")
# 1030721: three figures for the year, or two, before month and day.
MINGUO_COMPACT = re.compile(r"(\d{2,3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
MINGUO_YEAR = re.compile(r"^(\d{1,3})(?=\s?年(?!代))")
# Where nothing marks them, years of three figures alone can be taken for such.
LIKELY_MINGUO = re.compile(r"1[0-4]\d(?:([./-])\d{1,2}(?:\1\d{1,2})?|\s?年.*)?|(?:0[3-9]\d|1[0-4]\d)[01]\d[0-3]\d")
BUDDHIST_YEARS = range(2400, 2700)
BUDDHIST_COMPACT = re.compile(r"(2[4-6]\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
# Of the common years, those in which neither towns had partners nor sheets their dates.
PERSIAN_YEARS = range(1300, 1471)
PERSIAN_YEAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
PERSIAN_DAY = re.compile(r"(\d{4})(?:([-./]) ?(\d{1,2})(?:\2 ?(\d{1,2}))?)?")
PERSIAN_DAY_LAST = re.compile(r"(\d{1,2})([-./]) ?(\d{1,2})\2 ?(\d{4})")
PERSIAN_NAMED = re.compile(rf"(?:(\d{{1,2}})\s)?({'|'.join(MONTHS)})(?:\sماه)?\s(\d{{4}})")


def era_of(heading: str) -> Era:
    """What a heading says of the years below it."""
    return next((era for pattern, era in HEADINGS if pattern.search(heading)), Era.NONE)


def likely_era(cell: Any) -> Era:
    """How the years of a cell may be counted that says nothing about it; NONE for all common dates."""
    if isinstance(cell, datetime | date):
        return Era.BUDDHIST if cell.year in BUDDHIST_YEARS else Era.NONE
    text = _figures(cell)
    if LIKELY_MINGUO.fullmatch(text):
        return Era.MINGUO
    if BUDDHIST_YEAR.search(text) or BUDDHIST_COMPACT.fullmatch(text):
        return Era.BUDDHIST
    found = PERSIAN_YEAR.search(text)
    return Era.PERSIAN if found and int(found.group()) in PERSIAN_YEARS else Era.NONE


def with_era(cell: Any, era: Era) -> Any:
    """A cell of such a column in a writing that says itself how its year is counted; others are left as they are.

    Raises InvalidPartialDate for what no common date is equal to.
    """
    if era is Era.NONE or isinstance(cell, bool):
        return cell
    if isinstance(cell, datetime | date):
        return _buddhist_day(cell) if era is Era.BUDDHIST and cell.year in BUDDHIST_YEARS else cell
    if not (text := _figures(cell)):
        return cell
    return {Era.MINGUO: _minguo, Era.BUDDHIST: _buddhist, Era.PERSIAN: _persian}[era](text, cell)


def persian_in_words(text: str) -> str:
    """A date with the name of an Iranian month as a common one; empty when the text is none."""
    match = PERSIAN_NAMED.fullmatch(normalised(text).translate(str.maketrans("يك", "یک")))
    if not match:
        return ""
    day = [int(match[1])] if match[1] else []
    return from_persian(int(match[3]), MONTHS.index(match[2]) + 1, *day).text


def _figures(cell: Any) -> str:
    """The text of a cell with figures as 0 to 9; empty for what is no date."""
    if isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip() if isinstance(cell, int | str) else ""
    text = WHOLE_AS_FRACTION.sub(r"\1", text)
    return text if text.isascii() else normalised(text)


def _minguo(text: str, cell: Any) -> Any:
    if match := MINGUO_PARTS.fullmatch(text) or MINGUO_COMPACT.fullmatch(text):
        year, *rest = (part for part in match.groups() if part and part.isdigit())
        marked = "".join(f"{int(part)}{unit}" for part, unit in zip(rest, "月日", strict=False))
        return f"民國{int(year)}年{marked}"
    return MINGUO_YEAR.sub(r"民國\1", text) if isinstance(cell, str) else cell


def _buddhist(text: str, cell: Any) -> Any:
    if isinstance(cell, int | float) and not BUDDHIST_COMPACT.fullmatch(text):
        return f"พ.ศ. {text}" if int(cell) in BUDDHIST_YEARS else cell
    if match := BUDDHIST_COMPACT.fullmatch(text):
        text = "-".join(match.groups())
    return (
        text
        if "พ.ศ" in text or BUDDHIST_MARK.search(text.casefold())
        else BUDDHIST_YEAR.sub(r" พ.ศ. \g<0>", text).strip()
    )


def _buddhist_day(day: date) -> str:
    """What a workbook holds as a day of the year 2554. Raises InvalidPartialDate for the 29th of February of most."""
    year = day.year - BUDDHIST_LEAD
    # Until 1940 the years began in April.
    return f"{year:04}-{day.month:02}-{day.day:02}" if year >= FIRST_BUDDHIST_YEAR else f"พ.ศ. {day.year}"


def _persian(text: str, cell: Any) -> Any:
    if match := PERSIAN_DAY.fullmatch(text):
        parts = [int(part) for part in match.group(1, 3, 4) if part]
    elif match := PERSIAN_DAY_LAST.fullmatch(text):
        parts = [int(part) for part in match.group(4, 3, 1)]
    else:
        return cell
    return from_persian(*parts).text if parts[0] in PERSIAN_YEARS else cell
