"""The rows of one sheet as its plan reads them: field → cell, each cell in the writing that records' columns read."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sistercities.imports.body_rows import RowKind, body_rows
from sistercities.imports.cell_conversion import MOST_REMEMBERED, Converter, Reading
from sistercities.imports.cell_reading import UnreadableCell
from sistercities.imports.cells import RefusedCell, cell_text
from sistercities.imports.column_contents import Json, fields_of
from sistercities.imports.coordinates import SwappedCoordinates, read_place
from sistercities.imports.date_columns import DateColumn
from sistercities.imports.date_plans import dates_of
from sistercities.imports.date_precision import with_precision
from sistercities.imports.errors import SheetRefused
from sistercities.imports.grids import Grid
from sistercities.imports.header_rows import Header
from sistercities.imports.headers import NAMES_OF_PARTNERS
from sistercities.imports.plan_questions import MISSING
from sistercities.imports.sheet_fields import CellKind, SheetFields
from sistercities.imports.sheets import is_blank
from sistercities.imports.transformations import MANY_PARTNERS, split_cell, split_partners
from sistercities.imports.units import Unit
from sistercities.imports.written_numbers import DecimalMark

COORDINATE_PAIRS = (("latitude", "longitude"), ("home_latitude", "home_longitude"))
# What stands between the cells of several columns that fill one field: 2011, 9 and 26 make a date.
JOINTS = {CellKind.DATE: "-", CellKind.LIST: ";", CellKind.PLACES: ";"}


@dataclass
class WideRow:
    """One row, or one partner of a row that lists several; `number` as the spreadsheet shows it."""

    number: int
    cells: dict[str, Any]


class WideRows:
    """Reads the rows of a sheet by its plan. Raises SheetRefused when the plan leaves out what must be said."""

    def __init__(self, sheet: Json, grid: Grid) -> None:
        missing = [question["sentence"] for question in sheet["questions"] if question["kind"] == MISSING]
        if missing:
            raise SheetRefused(*missing)
        self.sheet, self.grid = sheet, grid
        self.fields = SheetFields(sheet["kind"])
        self.columns = [column for column in sheet["columns"] if fields_of(column)]
        self.used = list(dict.fromkeys(name for column in self.columns for name in fields_of(column)))
        self._constants = {name: text for name, text in sheet["constants"].items() if text}
        self.names = list(dict.fromkeys([*self.used, *self._constants, *filter(None, [sheet["section_field"]])]))
        self._converters = {name: Converter(self.fields.cell_kind(name), self._reading(name)) for name in self.names}
        self._split: dict[tuple[int, type, Any], tuple[Any, Any]] = {}
        self._partners = self._columns_of_partners()
        self._dates = {column["index"]: dates_of(sheet, column, grid.date_1904) for column in self.columns}
        self.total = sheet["rows"]

    def letters(self) -> dict[str, tuple[str, str]]:
        """Over which letter and heading each field stands; empty texts for a constant."""
        found = dict.fromkeys(self.names, ("", ""))
        for column in reversed(self.columns):
            found |= dict.fromkeys(fields_of(column), (column["letter"], column["heading"]))
        return found

    def __iter__(self) -> Iterator[WideRow]:
        header = Header(self.sheet["header"]["first"], self.sheet["header"]["last"], self._headings())
        self.grid.carry_down(header.last)
        for row in body_rows(self.grid.rows, header):
            if row.kind is RowKind.RECORD:
                for cells in self._raw(row.cells):
                    yield WideRow(row.number + 1, self._converted(cells, row.section))

    def _headings(self) -> tuple[str, ...]:
        return tuple(column["heading"] for column in self.sheet["columns"])

    def _columns_of_partners(self) -> dict[int, int]:
        """For each column that tells of one of several partners, which: by its number, or each by itself."""
        found = {column["index"]: column["series"] for column in self.columns if column.get("series")}
        named: dict[str, list[int]] = {}
        for column in self.columns:
            if column["field"] in NAMES_OF_PARTNERS and column["index"] not in found:
                named.setdefault(column["field"], []).append(column["index"])
        several = (columns for columns in named.values() if len(columns) > 1 or found)
        return found | {index: -1 - index for columns in several for index in columns}

    def _raw(self, row: Any) -> Iterator[dict[str, Any]]:
        """The cells of a row by field, several times when it tells of several partners."""
        found: dict[str, list[Any]] = {}
        # Which of the columns of partners → what it says, once for each partner.
        partners: dict[int, list[dict[str, list[Any]]]] = {}
        for column in self.columns:
            cell = row[column["index"]] if column["index"] < len(row) else None
            if is_blank(cell):
                continue
            which = self._partners.get(column["index"], 0)
            if column["transformation"] == MANY_PARTNERS and isinstance(cell, str):
                told = partners.setdefault(which, [])
                for name in split_partners(cell):
                    told.append({})
                    self._put(told[-1], column, name)
            elif which:
                self._put(partners.setdefault(which, [{}])[0], column, cell)
            else:
                self._put(found, column, cell)
        joined = {name: self._joined(name, cells) for name, cells in found.items()}
        for own in [each for told in partners.values() for each in told] or [{}]:
            yield joined | {name: self._joined(name, cells) for name, cells in own.items()}

    def _put(self, found: dict[str, list[Any]], column: Json, cell: Any) -> None:
        if not column["transformation"]:
            label = f"{column['heading']}: " if column.get("is_labelled") and column["heading"] else ""
            found.setdefault(column["field"], []).append(f"{label}{cell_text(cell)}" if label else cell)
            return
        key = (column["index"], type(cell), cell)
        if key not in self._split:
            if len(self._split) >= MOST_REMEMBERED:
                self._split.clear()
            self._split[key] = split_cell(column["transformation"], cell, self._dates[column["index"]])
        for name, value in zip(column["into"], self._split[key], strict=False):
            if name and not is_blank(value):
                found.setdefault(name, []).append(value)

    def _joined(self, name: str, cells: list[Any]) -> Any:
        if len(cells) == 1:
            return cells[0]
        joint = JOINTS.get(self.fields.cell_kind(name), " ")
        return joint.join(cell_text(cell) for cell in cells)

    def _converted(self, raw: dict[str, Any], section: str) -> dict[str, Any]:
        raw = with_precision(raw)
        if section and (name := self.sheet["section_field"]) and is_blank(raw.get(name)):
            raw[name] = section
        for name, text in self._constants.items():
            if is_blank(raw.get(name)):
                raw[name] = text
        cells = {name: self._converters[name](cell) for name, cell in raw.items()}
        for pair in COORDINATE_PAIRS:
            if any(isinstance(cells.get(name), RefusedCell) for name in pair):
                self._tell_swapped(raw, cells, pair)
        return cells

    def _tell_swapped(self, raw: dict[str, Any], cells: dict[str, Any], pair: tuple[str, str]) -> None:
        place = raw.get(pair[0]), raw.get(pair[1])
        if _swapped(*place):
            for name in pair:
                cells[name] = RefusedCell(cell_text(raw.get(name)), _swapped(*place))

    def _reading(self, name: str) -> Reading:
        """What the plan has decided about a field."""
        column = next((column for column in self.columns if name in fields_of(column)), None)
        reader = (column or {}).get("reader") or {}
        unit, mark = (column or {}).get("unit"), self.sheet["marks"].get(name)
        return Reading(
            dates=dates_of(self.sheet, column, self.grid.date_1904) if column else DateColumn(),
            mark=DecimalMark(mark)
            if mark in (".", ",")
            else DecimalMark(reader["mark"])
            if reader.get("mark")
            else None,
            unit=Unit(unit["word"], Decimal(unit["factor"])) if unit else None,
            codes=self.fields.codes(name) | self.sheet.get("words", {}).get(name, {}),
        )


def _swapped(latitude: Any, longitude: Any) -> str:
    """That the two coordinates of a row stand in each other's place, if they do; empty otherwise."""
    try:
        read_place(latitude, longitude)
    except SwappedCoordinates as swapped:
        return str(swapped)
    except UnreadableCell:
        return ""
    return ""
