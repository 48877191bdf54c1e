"""The questions about a column of dates in words, with what each answer would make of its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sistercities.common.told import listed, listed_apart
from sistercities.common.told import told as _
from sistercities.imports.column_contents import Json, fields_of
from sistercities.imports.date_answers import LEAVE_EMPTY, TAKE_YEAR
from sistercities.imports.date_columns import DateColumn
from sistercities.imports.date_doubts import CALENDAR, CENTURY, COMMON, DECADES, SHORT_ORDER, VAGUE
from sistercities.imports.date_eras import Era
from sistercities.imports.date_plans import answers_of, date_column, open_doubts
from sistercities.imports.short_years import BUDDHIST, MINGUO, REFUSED, Meanings, meanings


@dataclass(frozen=True)
class Choice:
    """One answer: what it is stored as, in words, and what it makes of the quoted cells."""

    value: str
    words: str
    effects: tuple[str, ...] = ()


@dataclass(frozen=True)
class DateQuestion:
    """One question about a column; `answer` is empty while it is open."""

    aspect: str
    sentence: str
    choices: tuple[Choice, ...]
    answer: str = ""

    @property
    def effects(self) -> tuple[str, ...]:
        """What the answer given makes of the quoted cells."""
        return next((choice.effects for choice in self.choices if choice.value == self.answer), ())


def asked_of_dates(sheet: Json, column: Json) -> list[DateQuestion]:
    """What the plan of a sheet asks about one of its columns, in the active language."""
    names = fields_of(column)
    order = next((order for name in names if (order := sheet["date_orders"].get(name)) in ("dmy", "mdy")), "")
    return date_questions(column.get("reader") or {}, answers_of(sheet["answers"], names), order) if names else []


def effects_of_answers(plan: Json) -> list[str]:
    """What the answers given make of the dates that they are about, a line for each column."""
    lines: list[str] = []
    for sheet in (sheet for sheet in plan.get("sheets", []) if sheet["is_read"]):
        for column in sheet["columns"]:
            effects = dict.fromkeys(effect for each in asked_of_dates(sheet, column) for effect in each.effects)
            if effects:
                about = {"letter": column["letter"], "readings": listed_apart(effects)}
                lines.append(_("Column %(letter)s, as you have answered: %(readings)s") % about)
    return lines


def date_questions(reader: Json, answers: Mapping[str, str], order: str = "") -> list[DateQuestion]:
    """What a column of dates is asked, in the active language."""
    return [
        _question(aspect, doubt, reader, {name: text for name, text in answers.items() if text}, order)
        for aspect, doubt in sorted(open_doubts(reader, answers).items(), key=_place)
    ]


def _place(doubt: tuple[str, Json]) -> int:
    """Questions stand in one order: PostgreSQL keeps the keys of what it stores in another."""
    return [*SENTENCES].index(doubt[0])


def _question(aspect: str, doubt: Json, reader: Json, answers: Mapping[str, str], order: str) -> DateQuestion:
    answer = answers.get(aspect, "")
    values = list(doubt["values"])
    offered = dict.fromkeys([*doubt["choices"], *filter(None, [answer])])
    choices = tuple(
        Choice(
            each, CHOICES[aspect](each, values), _effects(values, date_column(reader, {**answers, aspect: each}, order))
        )
        for each in offered
    )
    return DateQuestion(aspect, SENTENCES[aspect]() % {"values": listed(values)}, choices, answer)


def _effects(values: list[str], column: DateColumn) -> tuple[str, ...]:
    """What becomes of each cell that is read: 26.9.11 → 26 September 2011."""
    return tuple(f"{value} → {words}" for value in values if (words := _read(value, column)))


def _read(value: str, column: DateColumn) -> str:
    try:
        return column.read(value).words() or _("no date")
    except ValueError:
        return ""


def _calendar_words(choice: str, values: list[str]) -> str:
    return {
        Era.BUDDHIST.value: _("Buddhist calendar: 2554 is 2011"),
        Era.MINGUO.value: _("Minguo calendar: 100 is 2011"),
        Era.PERSIAN.value: _("Iranian calendar: 1390 began in March 2011"),
        COMMON: _("common years, as they are written"),
    }.get(choice) or _refusal()


def _century_words(choice: str, values: list[str]) -> str:
    if choice == BUDDHIST:
        return _("Buddhist calendar: 54 is 2554, which is 2011")
    if choice == MINGUO:
        return _("Minguo calendar: 98 is 2009")
    if choice == REFUSED:
        return _refusal()
    first = int(choice)
    if first % 100 == 0:
        return _("all of them are from %(first)s to %(last)s") % {"first": first, "last": first + 99}
    about = {
        "turn": f"{first % 100:02}",
        "before": f"{first % 100 - 1:02}",
        "first": first,
        "last": first + 99,
        "end": first - first % 100 + 99,
        "new": first - first % 100 + 100,
    }
    return _("00 to %(before)s are %(new)s to %(last)s, %(turn)s to 99 are %(first)s to %(end)s") % about


def _order_words(choice: str, values: list[str]) -> str:
    if choice == REFUSED or not (short := _first_in(choice, values)):
        return {"dmy": _("day, month, year"), "mdy": _("month, day, year"), "ymd": _("year, month, day")}.get(
            choice, _refusal()
        )
    text, found = short
    month, day = [*found[choice].rest, "", ""][:2]
    about = {"text": text, "day": day, "month": month, "year": f"{found[choice].year:02}"}
    return {
        "dmy": _("day, month, year: %(text)s is day %(day)s, month %(month)s, year %(year)s"),
        "mdy": _("month, day, year: %(text)s is month %(month)s, day %(day)s, year %(year)s"),
        "ymd": _("year, month, day: %(text)s is year %(year)s, month %(month)s, day %(day)s"),
    }[choice] % about


def _first_in(order: str, values: list[str]) -> tuple[str, Meanings] | None:
    read = ((value, meanings(value)) for value in values)
    return next(((value, found) for value, found in read if order in found), None)


def _vague_words(choice: str, values: list[str]) -> str:
    return _("the year or month alone, which is sure") if choice == TAKE_YEAR else _refusal()


def _decade_words(choice: str, values: list[str]) -> str:
    return _("no date: the field stays empty in these rows") if choice == LEAVE_EMPTY else _refusal()


def _refusal() -> str:
    return _("none of these: I will correct the cells")


CHOICES: dict[str, Callable[[str, list[str]], str]] = {
    CALENDAR: _calendar_words,
    CENTURY: _century_words,
    SHORT_ORDER: _order_words,
    VAGUE: _vague_words,
    DECADES: _decade_words,
}
SENTENCES: dict[str, Callable[[], str]] = {
    CALENDAR: lambda: _("In which calendar are the years of this column? It holds %(values)s."),
    CENTURY: lambda: _("Which years are meant by two figures? The column holds %(values)s."),
    SHORT_ORDER: lambda: _("In which order do day, month and year stand? The column holds %(values)s."),
    VAGUE: lambda: _("The column names parts of years or months: %(values)s. What is to be taken of them?"),
    DECADES: lambda: _("The column names many years at once: %(values)s. What is to become of them?"),
}
