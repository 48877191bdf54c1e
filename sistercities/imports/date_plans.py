"""How a column of dates is read, as the plan keeps it: what its cells tell, what they leave open, what was answered."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from sistercities.imports.column_contents import Json, fields_of
from sistercities.imports.date_columns import DateColumn, study_dates
from sistercities.imports.date_doubts import CALENDAR, CENTURY, COMMON, DECADES, SHORT_ORDER, VAGUE, Doubts, doubts_of
from sistercities.imports.date_eras import Era
from sistercities.imports.short_years import FIRST_YEARS, MINGUO, ORDERS, REFUSED

BETWEEN = ":"
# Dates that mean what they say, as nearly all do; other years may be counted from elsewhere.
PLAIN = re.compile(r"(?:1[5-9]|2[01])\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
PLAIN_YEARS = range(1500, 2200)
ASKED = "asked"


def study_date_texts(cells: Iterable[Any], era: Era) -> Json:
    """What the cells of a column tell of how they are read. Raises UnreadableCell when they contradict each other."""
    cells = [cell for cell in cells if not _is_plain(cell)]
    found = replace(study_dates(cells), era=era)
    doubts, short_order = doubts_of(cells, found, timezone.localdate().year)
    order = None if found.day_first is None else ("dmy" if found.day_first else "mdy")
    return {
        "order": order,
        "dots": found.dots_day_first,
        "question": found.question,
        "language": found.language,
        "era": era.value,
        SHORT_ORDER: short_order,
        ASKED: doubts,
    }


def _is_plain(cell: Any) -> bool:
    if isinstance(cell, str):
        return PLAIN.fullmatch(cell) is not None
    return cell.year in PLAIN_YEARS if isinstance(cell, date) else cell in PLAIN_YEARS


def open_doubts(reader: Json, answers: Mapping[str, str]) -> Doubts:
    """What is still to be asked or was answered: under the calendar of the Republic, short years need no century."""
    asked: Doubts = reader.get(ASKED) or {}
    calendar = answers.get(CALENDAR, "")
    is_minguo = MINGUO in (asked.get(CALENDAR) or {}).get("choices", ()) if not calendar else calendar == MINGUO
    return {aspect: doubt for aspect, doubt in asked.items() if not (is_minguo and aspect in (CENTURY, SHORT_ORDER))}


def answer_key(field: str, aspect: str) -> str:
    """Under which name the plan keeps an answer about a column that fills this field."""
    return f"{field}{BETWEEN}{aspect}"


def answers_of(given: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """What was answered about a column that fills the fields of these names, by aspect."""
    pairs = ((key.partition(BETWEEN), answer) for key, answer in given.items() if answer)
    names = set(names)
    return {aspect: answer for (name, between, aspect), answer in pairs if between and name in names}


def settle_doubts(sheet: Json) -> None:
    """Do not ask for the century of two figures that are the month or day of a date in several columns."""
    used = [name for column in sheet["columns"] for name in fields_of(column)]
    for column in sheet["columns"]:
        doubts: Doubts = (column.get("reader") or {}).get(ASKED) or {}
        if doubts.get(CENTURY, {}).get("is_bare") and any(used.count(name) > 1 for name in fields_of(column)):
            del doubts[CENTURY]


def dates_of(sheet: Json, column: Json, date_1904: bool = False) -> DateColumn:
    """How the plan of a sheet reads one of its columns, as far as it holds dates."""
    names = fields_of(column)
    orders = {sheet["date_orders"].get(name) for name in names} & {"dmy", "mdy"}
    answers = answers_of(sheet.get("answers") or {}, names)
    return date_column(column.get("reader") or {}, answers, min(orders, default=""), date_1904)


def is_answer(aspect: str, answer: str) -> bool:
    """Whether this can be answered to a question of this kind."""
    if aspect == CENTURY and answer.isascii() and answer.isdecimal() and len(answer) == 4:
        return int(answer) in FIRST_YEARS
    allowed = {
        CALENDAR: (*(era.value for era in Era if era), COMMON, REFUSED),
        CENTURY: (Era.BUDDHIST.value, Era.MINGUO.value, REFUSED),
        SHORT_ORDER: ORDERS,
        VAGUE: ("year", REFUSED),
        DECADES: ("empty", REFUSED),
    }
    return answer in allowed.get(aspect, ())


def date_column(reader: Json, answers: Mapping[str, str], order: str = "", date_1904: bool = False) -> DateColumn:
    """How a column is read, by its cells and by the answers to what they leave open."""
    asked = reader.get(ASKED) or {}
    calendar = answers.get(CALENDAR, "")
    era = reader.get("era") or (calendar if calendar in set(Era) else "")
    return DateColumn(
        day_first=order == "dmy" if order in ("dmy", "mdy") else None,
        dots_day_first=reader.get("dots"),
        date_1904=date_1904,
        language=reader.get("language", ""),
        era=Era(era),
        century=answers.get(CENTURY, "") if CENTURY in asked else "",
        short_order=answers.get(SHORT_ORDER) or reader.get(SHORT_ORDER, ""),
        vague=answers.get(VAGUE, "") if VAGUE in asked else "",
        decades=answers.get(DECADES, "") if DECADES in asked else "",
        doubts_old_years=COMMON in (asked.get(CALENDAR) or {}).get("choices", ()) and calendar != COMMON,
    )
