"""What the cells below a heading say about its meaning: they settle, refute, or propose a field; never more."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from sistercities.common.dates import InvalidPartialDate
from sistercities.common.folding import fold
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell, clean_line, is_unknown
from sistercities.imports.countries import find_country
from sistercities.imports.date_columns import DateColumn
from sistercities.imports.sheet_fields import CellKind, SheetFields
from sistercities.imports.sheets import is_blank

Json = dict[str, Any]
# Certainties of a column, as the plan writes them; with these its field is used.
TAKEN = ("code", "alias", "chosen", "remembered", "content")
STUDIED = 400
# So many of the different texts have to be of a kind before that says something about a column without known heading.
MOST_OF_THEM, LEAST_TEXTS = 0.8, 2
LONGEST_CODE = 3
ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
# Field → whether a column fits, and what is said when it is proposed.
Wanted = dict[str, tuple[Callable[[Json], bool], str]]


def taken(columns: Iterable[Json]) -> set[str]:
    """The fields that columns fill."""
    return {field for column in columns for field in fields_of(column)}


def fields_of(column: Json) -> tuple[str, ...]:
    """The fields that one column fills: none, one, or the two into which it is split."""
    if not column["field"] or column["certainty"] not in TAKEN:
        return ()
    return tuple(field for field in column.get("into") or (column["field"],) if field)


def cells_of(rows: Sequence[Sequence[Any]], column: int, most: int = STUDIED) -> list[Any]:
    """The first filled cells of a column."""
    filled = (row[column] for row in rows if column < len(row) and not is_blank(row[column]))
    return list(islice(filled, most))


def tell_by_content(columns: list[Json], rows: Sequence[Sequence[Any]], fields: SheetFields) -> None:
    """Let the cells speak, after the headings have."""
    texts = {column["index"]: _texts(rows, column["index"]) for column in columns}
    for column in columns:
        _refute(column, texts[column["index"]], fields, taken(columns))
    for column in columns:
        _settle(column, texts[column["index"]], columns, fields)
    _propose(columns, rows, texts, fields)


def _texts(rows: Sequence[Sequence[Any]], column: int) -> list[str]:
    """The different texts of a column, those left out that say that nothing is known."""
    return list(dict.fromkeys(_plain(cell) for cell in cells_of(rows, column) if isinstance(cell, str)))


def _plain(cell: str) -> str:
    try:
        text = clean_line(cell)
    except UnreadableCell:
        return ""
    return "" if is_unknown(text) else text


def _refute(column: Json, texts: list[str], fields: SheetFields, used: set[str]) -> None:
    """Take proposals away that none of the cells can be: a "state" full of provinces is no country.

    Of several proposals those go too that another column is for certain.
    """
    if not texts or column["certainty"] != "proposed":
        return
    others = used if len(column["candidates"]) > 1 else set()
    possible = [name for name in column["candidates"] if name not in others and _is_possible(name, texts, fields)]
    if len(possible) == len(column["candidates"]):
        return
    column.update(field=possible[0] if possible else "", candidates=possible)
    if not possible:
        why = _("The texts in this column are none that this field can have. Choose a field, or leave the column out.")
        column.update(certainty="none", why=why, unit=None)


def _is_possible(name: str, texts: list[str], fields: SheetFields) -> bool:
    kind = fields.cell_kind(name)
    if kind is CellKind.COUNTRY:
        return any(find_country(text).candidates for text in texts)
    if kind is CellKind.CHOICE and (codes := fields.codes(name)):
        return any(fold(text) in codes for text in texts)
    return True


def _settle(column: Json, texts: list[str], columns: list[Json], fields: SheetFields) -> None:
    """Settle a heading with several meanings where the words below it are those of one of them."""
    if column["certainty"] != "proposed" or len(column["candidates"]) < 2:
        return
    words = set(map(fold, texts))
    fitting = [name for name in column["candidates"] if words and words <= set(fields.codes(name))]
    if free := [name for name in fitting if name not in taken(columns)]:
        # What the sheet cannot do without goes first: a list of ties tells their class rather than a document's.
        needed = fields.expansion.required if fields.expansion else ()
        chosen = next((name for name in free if name in needed), free[0])
        column.update(field=chosen, certainty="content", why=_("The words in this column are those of this field."))


def _propose(
    columns: list[Json], rows: Sequence[Sequence[Any]], texts: dict[int, list[str]], fields: SheetFields
) -> None:
    """Propose a field that nothing else claims for the one column of unknown heading that is full of such values."""
    claimed = {column["field"] for column in columns}
    has_headings = any(column["heading"] for column in columns)
    wanted = _wanted(rows, texts) if has_headings else {**_wanted(rows, texts), **_wanted_unheaded(texts, fields)}
    for name, (fits, why) in wanted.items():
        if name not in fields.names or name in claimed:
            continue
        unknown = [each for each in columns if each["certainty"] == "none" and not each["is_known"] and fits(each)]
        if len(unknown) == 1:
            unknown[0].update(field=name, candidates=[name], certainty="proposed", why=why)
            claimed.add(name)


def _wanted(rows: Sequence[Sequence[Any]], texts: dict[int, list[str]]) -> Wanted:
    """Fields that cells can be recognised as, with how, and with what is said then."""
    return {
        "country": (
            lambda each: _mostly(texts[each["index"]], _is_country),
            _("These texts are names of countries. Confirm what the column means."),
        ),
        "signed_on": (
            lambda each: _holds_days(cells_of(rows, each["index"])),
            _("These cells are dates. Confirm what the column means."),
        ),
    }


def _wanted_unheaded(texts: dict[int, list[str]], fields: SheetFields) -> Wanted:
    """What else is proposed where no column has a heading: words of a vocabulary, addresses."""
    why = _("The words in this column are those of this field. Confirm what the column means.")
    worded = (name for name in fields.names if fields.cell_kind(name) in (CellKind.CHOICE, CellKind.REFERENCE))
    found: Wanted = {name: (partial(_holds_words, texts, fields.codes(name)), why) for name in worded}
    found["website"] = (
        lambda each: _mostly(texts[each["index"]], lambda text: ADDRESS.match(text) is not None),
        _("These texts are addresses of web pages. Confirm what the column means."),
    )
    return found


def _holds_words(texts: dict[int, list[str]], codes: dict[str, str], column: Json) -> bool:
    return _mostly(texts[column["index"]], lambda text: fold(text) in codes)


def _mostly(values: Sequence[Any], is_one: Callable[[Any], bool]) -> bool:
    filled = [value for value in values if value]
    return len(filled) >= LEAST_TEXTS and sum(map(is_one, filled)) >= MOST_OF_THEM * len(filled)


def _is_country(text: str) -> bool:
    """Whether a text is the name of a country; a code of two or three letters may be anything."""
    return not (text.isascii() and len(text) <= LONGEST_CODE) and find_country(text).code is not None


def _holds_days(cells: Sequence[Any]) -> bool:
    """Whether nearly all cells are dates with a month; a lone number may be anything."""
    return _mostly(list(dict.fromkeys(cells)), _is_day)


def _is_day(cell: Any) -> bool:
    if isinstance(cell, date):
        return True
    if not isinstance(cell, str) or cell.strip().isdigit():
        return False
    try:
        return bool(DateColumn(day_first=True).read(cell).month)
    except (UnreadableCell, InvalidPartialDate):
        return False
