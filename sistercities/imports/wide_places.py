"""The cells of a wide row that name places, with what the row says of each: country, parent, coordinates."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sistercities.common.told import joined
from sistercities.imports.cells import RefusedCell, cell_text
from sistercities.imports.lists import split
from sistercities.imports.place_decisions import PlaceDecisions
from sistercities.imports.places import PlaceText
from sistercities.imports.sheet_fields import CellKind, SheetFields
from sistercities.imports.sheets import is_blank
from sistercities.imports.wide_rows import WideRow

# A name of two characters that nobody could read, such as 日苯, is none.
COUNTRY_CODE = re.compile("[A-Za-z]{2}")


class PlaceInRow(NamedTuple):
    """A place that a row names; `cells` are what the row says of it, by column of the places' own sheets."""

    name: str
    said: PlaceText
    cells: dict[str, Any]


def places_in(row: WideRow, fields: SheetFields) -> Iterator[PlaceInRow]:
    """Each place that a row names."""
    if fields.expansion:
        for part in fields.expansion.parts:
            if part.is_place and (named := next((name for name in part.names if is_filled(row.cells.get(name))), "")):
                told = {column: row.cells.get(name) for name, column in part.fields.items()}
                where = told.get("latitude"), told.get("longitude")
                said = _said(row.cells[named], told.get("country"), told.get("parent"), where)
                yield PlaceInRow(part.role, said, {**told, **part.fixed})
    for name, kind in fields.places:
        if is_filled(row.cells.get(name)):
            texts = split(row.cells[name], ";") if kind is CellKind.PLACES else [row.cells[name]]
            country = row.cells.get("country") if name == "parent" else None
            yield from (PlaceInRow(name, _said(text, country, None), {}) for text in texts if text)


def _said(text: Any, country: Any, parent: Any, where: tuple[Any, Any] = (None, None)) -> PlaceText:
    code = country if is_filled(country) and COUNTRY_CODE.fullmatch(str(country)) else ""
    is_placed = all(isinstance(degrees, float) for degrees in where)
    return PlaceText(
        cell_text(text), code, cell_text(parent) if is_filled(parent) else "", where if is_placed else None
    )


def is_filled(cell: Any) -> bool:
    return not is_blank(cell) and not isinstance(cell, RefusedCell)


def note_places(row: WideRow, fields: SheetFields, position: int, decisions: PlaceDecisions) -> None:
    for place in places_in(row, fields):
        decisions.note(place.said, row.number, position, place.cells)


def settle_places(row: WideRow, fields: SheetFields, decisions: PlaceDecisions) -> dict[str, Any]:
    """The row's cells with each place by its slug; in a wide sheet also the slugs of its roles."""
    settled: dict[str, list[Any]] = {}
    for place in places_in(row, fields):
        settled.setdefault(place.name, []).append(decisions.cell(place.said))
    return row.cells | _refused_names(row, fields) | {name: _one_cell(cells) for name, cells in settled.items()}


def _refused_names(row: WideRow, fields: SheetFields) -> dict[str, Any]:
    """By role the cells that should name a place and cannot be read: their reason is that of the record."""
    parts = fields.expansion.parts if fields.expansion else ()
    refused = ((part.role, row.cells.get(name)) for part in parts for name in part.names)
    return {role: cell for role, cell in refused if isinstance(cell, RefusedCell)}


def _one_cell(cells: list[Any]) -> Any:
    if len(cells) == 1:
        return cells[0]
    refused = [cell for cell in cells if isinstance(cell, RefusedCell)]
    if refused:
        return RefusedCell("; ".join(map(str, cells)), joined(" ", dict.fromkeys(cell.sentence for cell in refused)))
    return ";".join(cell for cell in cells if cell)
