"""Reads the cells of prepared rows. What the same cell meant before is remembered, within bounds."""

from typing import Any

from django.core.exceptions import ValidationError

from sistercities.common.told import sentences_of
from sistercities.imports.cell_reading import UnreadableCell
from sistercities.imports.fields import Column
from sistercities.imports.prepared import CellReader, PreparedRow, PreparedSheet
from sistercities.imports.readings import RowReading
from sistercities.imports.sheets import is_blank
from sistercities.imports.widgets import TextWidget

MOST_REMEMBERED = 10_000
# Where so few rows have so many different cells, remembering them is of no use.
SELDOM_SEEN_AGAIN = 15_000


class RowReader:
    """Makes the readings of one sheet's rows.

    What is remembered of names of records holds only as long as no record is added: then call `forget_names`.
    """

    def __init__(self, sheet: PreparedSheet, columns: list[Column]) -> None:
        self.columns = columns
        self._readers: dict[str, CellReader] = {each.name: sheet.readers.get(each.name, each.read) for each in columns}
        self._seen: dict[str, dict[str, Any]] = {each.name: {} for each in columns if not _says_much(each)}
        model = sheet.resource._meta.model
        self._to_own_type = [each for each in columns if each.reads_directory and each.widget.model is model]

    def read(self, row: PreparedRow, number: int) -> RowReading:
        """What the row says, as its `number`th."""
        reading = RowReading(number)
        for column in self.columns:
            self._read(column, row.cells.get(column.name), reading)
        return reading

    def read_again(self, row: PreparedRow, reading: RowReading) -> None:
        """Look up once more what may have been named by a row that stands in between."""
        for column in self._to_own_type:
            reading.errors.pop(column.name, None)
            reading.values.pop(column.name, None)
            self._read(column, row.cells.get(column.name), reading)

    def forget_names(self) -> None:
        for column in self._to_own_type:
            self._seen.get(column.name, {}).clear()

    def _read(self, column: Column, cell: Any, reading: RowReading) -> None:
        if is_blank(cell):
            reading.blank.add(column.name)
            return
        seen = self._seen.get(column.name) if type(cell) is str else None
        if seen is not None and cell in seen:
            reading.values[column.name] = seen[cell]
            return
        try:
            value = reading.values[column.name] = self._readers[column.name](cell)
        except ValidationError as error:
            reading.errors[column.name] = sentences_of(error)
        except UnreadableCell as error:
            reading.errors[column.name] = [str(error)]
        else:
            if seen is not None:
                if len(seen) == MOST_REMEMBERED:
                    seen.clear()
                    if reading.number < SELDOM_SEEN_AGAIN:
                        del self._seen[column.name]
                seen[cell] = value


def _says_much(column: Column) -> bool:
    """Whether hardly any two cells are the same, or their values must not be shared."""
    return type(column.widget) is TextWidget or (column.is_put_after_saving and not column.reads_directory)
