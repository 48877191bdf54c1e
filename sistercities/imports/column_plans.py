"""What is planned for each column of a sheet, as JSON: its meaning, how certain that is, and how its cells are read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell, clean_line, shortened
from sistercities.imports.cells import cell_text
from sistercities.imports.column_contents import Json, cells_of, fields_of, taken, tell_by_content
from sistercities.imports.date_columns import DateColumn
from sistercities.imports.date_eras import Era, era_of
from sistercities.imports.date_plans import study_date_texts
from sistercities.imports.date_spans import is_span
from sistercities.imports.date_texts import dates_in_text
from sistercities.imports.entity_columns import entity_columns, tell_entities
from sistercities.imports.errors import column_letter
from sistercities.imports.headers import Certainty, HeadingMatch, match_headings
from sistercities.imports.heading_aliases import is_known_heading
from sistercities.imports.headings import KEYS_OF_THE_DATABASE, PUBLISHING, column_name
from sistercities.imports.lists import WIDE
from sistercities.imports.place_names import country_beside, readings
from sistercities.imports.rows import LinesWidget
from sistercities.imports.sheet_fields import COORDINATES, DATE_SPAN, SPLIT_FIELDS, CellKind, SheetFields
from sistercities.imports.transformations import (
    DATE_IN_TEXT,
    MANY_PARTNERS,
    NAME_AND_COUNTRY,
    ONE_CELL_COORDINATES,
    SPAN,
    split_partners,
)
from sistercities.imports.written_numbers import AmbiguousNumber, decimal_mark, read_count, read_number

SAMPLES = 3
MOST_DIFFERENT = 20_000
REMARKS = "internal_remarks"
# Also spans of dates that are asked about first are spans.
ANSWERED = DateColumn(century="2000", short_order="dmy", era=Era.BUDDHIST)


def plan_columns(headings: Sequence[str], rows: Sequence[Sequence[Any]], fields: SheetFields) -> list[Json]:
    """One entry for each column, in order."""
    numbered = entity_columns(headings, rows)
    # Numbers of a database stand under the same words as the names beside them, and compete with none.
    worded = ["" if column in numbered else heading for column, heading in enumerate(headings)]
    found = match_headings(_telling(worded, fields), fields.names, fields.kind)
    matches = [replace(match, heading=heading) for match, heading in zip(found, headings, strict=True)]
    columns = [_entry(match, cells_of(rows, match.column)) for match in matches]
    tell_entities(columns, numbered, fields)
    tell_by_content(columns, rows, fields)
    _keep_bare_lines(columns, rows, fields)
    propose_splits(columns, rows, fields)
    return columns


def _telling(headings: Sequence[str], fields: SheetFields) -> list[str]:
    """Of a heading in several rows the lowest, where it is certain alone: "partner city / country" is the country."""
    lowest = [heading.split("\n")[-1] for heading in headings]
    whole, alone = (match_headings(each, fields.names, fields.kind) for each in (headings, lowest))
    return [
        heading if match.is_taken or not by_itself.is_taken else last
        for heading, last, match, by_itself in zip(headings, lowest, whole, alone, strict=True)
    ]


def _entry(match: HeadingMatch, cells: Iterable[Any]) -> Json:
    unit, name = match.unit, column_name(match.heading)
    why = match.why
    if name in KEYS_OF_THE_DATABASE:
        match = replace(match, field=None, certainty=Certainty.NONE, candidates=())
        why = _("This is a number of one database and no key. Use slug.")
    elif not match.field and PUBLISHING.fullmatch(name):
        why = _("This is not taken from a sheet: records are published in the admin.")
    return {
        "index": match.column,
        "letter": column_letter(match.column),
        "heading": match.heading,
        "field": match.field or "",
        "candidates": list(match.candidates),
        "certainty": match.certainty.name.lower(),
        "why": why,
        "unit": {"word": unit.word, "factor": str(unit.factor)}
        if unit and match.field and unit.fits(match.field)
        else None,
        "transformation": "",
        "into": [],
        "series": match.number,
        "is_known": is_known_heading(match.heading) or name in KEYS_OF_THE_DATABASE or bool(PUBLISHING.fullmatch(name)),
        "sample": [shortened(cell_text(cell)) for cell in islice(cells, SAMPLES)],
    }


def _different(rows: Sequence[Sequence[Any]], column: int, kinds: type | tuple[type, ...] = str) -> list[Any]:
    """The different texts of a column; numbers and days tell nothing about how texts are to be read."""
    seen: dict[Any, None] = {}
    for row in rows:
        if column < len(row) and isinstance(cell := row[column], kinds) and cell:
            seen[cell] = None
            if len(seen) >= MOST_DIFFERENT:
                break
    return list(seen)


def _keep_bare_lines(columns: list[Json], rows: Sequence[Sequence[Any]], fields: SheetFields) -> None:
    """Names alone, without side and office, make no signatories: they are kept as remarks, under their heading."""
    for column in columns:
        # Of those who signed for us and for them each has a column: none is sure to be the field, both are remarks.
        is_told = bool(fields_of(column)) or len(column["candidates"]) == 1
        target = fields.column(column["field"]) if is_told and column["field"] else None
        if target is None or not isinstance(target.widget, LinesWidget) or REMARKS not in fields.names:
            continue
        texts = [cell for cell in cells_of(rows, column["index"]) if isinstance(cell, str)]
        if texts and not any(
            target.widget.separator in text or WIDE[target.widget.separator] in text for text in texts
        ):
            why = _("These texts lack the parts that this field has. They are kept in the internal remarks.")
            column.update(field=REMARKS, certainty="content", why=why, is_labelled=True)


def propose_splits(columns: list[Json], rows: Sequence[Sequence[Any]], fields: SheetFields) -> None:
    """Choose how columns are taken apart that hold more than one field; shown, and open to change."""
    for column in columns:
        name = column["field"]
        if not name or column["transformation"] or column.get("split_is_decided"):
            continue
        if name in SPLIT_FIELDS:
            split = {DATE_SPAN: SPAN, COORDINATES: ONE_CELL_COORDINATES}[name]
            column.update(transformation=split, into=list(SPLIT_FIELDS[name]))
        elif fields.cell_kind(name) is CellKind.PLACE and fields.expansion:
            # Several columns of partners do not take each other's country.
            others = taken(other for other in columns if other["field"] != name)
            _propose_places(column, cells_of(rows, column["index"]), others, fields)
        elif name == "starts_on" and "ends_on" not in taken(columns):
            _propose_span(column, cells_of(rows, column["index"]))
        elif name.startswith(("title", "kind", "wording")):
            _propose_date(column, cells_of(rows, column["index"]), taken(columns), fields)


def _propose_places(column: Json, cells: list[Any], used: set[str], fields: SheetFields) -> None:
    part = fields.expansion.named_by(column["field"]) if fields.expansion else None
    country = next((name for name, target in part.fields.items() if target == "country"), "") if part else ""
    lists = [split_partners(cell) for cell in cells if isinstance(cell, str)]
    several = [names for names in lists if len(names) > 1]
    with_country = [name for names in several or lists for name in names if _names_country(name)]
    if several and len(with_country) * 2 > sum(map(len, several)):
        column.update(transformation=MANY_PARTNERS, into=[column["field"], "" if country in used else country])
    elif country and country not in used and len(with_country) * 2 > len(lists):
        column.update(transformation=NAME_AND_COUNTRY, into=[column["field"], country])


def _names_country(text: str) -> bool:
    return any(country_beside(reading) for reading in readings(text))


def _propose_date(column: Json, cells: list[Any], used: set[str], fields: SheetFields) -> None:
    wanted = next((name for name in ("signed_on", "starts_on") if name in fields.names), "")
    if not wanted or wanted in used:
        return
    dated = sum(1 for cell in cells if isinstance(cell, str) and _holds_date(cell))
    if dated and dated * 2 >= len(cells):
        column.update(transformation=DATE_IN_TEXT, into=[column["field"], wanted])


def _propose_span(column: Json, cells: list[Any]) -> None:
    if any(isinstance(cell, str) and (is_span(cell) or is_span(cell, ANSWERED)) for cell in cells):
        column.update(transformation=SPAN, into=list(SPLIT_FIELDS[DATE_SPAN]))


def _holds_date(cell: str) -> bool:
    try:
        return bool(dates_in_text(clean_line(cell)))
    except ValueError:
        return False


def study_column(column: Json, rows: Sequence[Sequence[Any]], fields: SheetFields) -> Json:
    """How the texts of a column are read, told by all of them: `order`, `dots`, `mark`, and a `question` if none tells.

    A split column is studied for the dates in it.
    """
    kinds = {fields.cell_kind(name) for name in fields_of(column)}
    study: Callable[[list[Any]], Json] | None = None
    if CellKind.DATE in kinds:
        study = partial(study_date_texts, era=era_of(column["heading"]))
    elif kinds & {CellKind.NUMBER, CellKind.COUNT}:
        study = partial(_study_numbers, read=read_number if CellKind.NUMBER in kinds else read_count)
    if study is None:
        return {}
    # Also numbers and days can be of years that are counted from elsewhere.
    told_by = (str, int, float, date) if CellKind.DATE in kinds else str
    try:
        return study(_different(rows, column["index"], told_by))
    except UnreadableCell as contradiction:
        return {"order": None, "dots": None, "mark": None, "question": str(contradiction)}


def _study_numbers(texts: list[Any], read: Callable[[Any], Any]) -> Json:
    mark = decimal_mark(texts)
    if mark is not None:
        return {"mark": mark.value, "question": ""}
    for text in texts:
        try:
            read(text)
        except AmbiguousNumber as doubt:
            return {"mark": None, "question": str(doubt)}
        except UnreadableCell:
            continue
    return {"mark": None, "question": ""}
