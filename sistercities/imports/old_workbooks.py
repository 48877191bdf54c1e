"""How far the cells of a workbook of the old format reach, before anything sets that many aside."""

import re

from sistercities.imports.containers import check_extent

# Each cell is a record: its kind and length in two bytes each, then its row and column. A few bytes of text may look
# like one by chance, which is of no harm: they name no more than 65,536 rows, and columns below 256.
CELL = re.compile(
    rb"(?:\x03\x02\x0e\0|\x7e\x02\x0a\0|\xfd\0\x0a\0|\x01\x02\x06\0|\x05\x02\x08\0"
    rb"|(?:\x04\x02|\x06\0|\xd6\0|\xbd\0|\xbe\0)[\x08-\xff]\0)(..)(.)\0",
    re.DOTALL,
)


def check_old_workbook(data: bytes) -> None:
    """Raise SheetRefused when a cell lies so far away that the cells up to it cannot be held."""
    row = column = 0
    for low_high, place in CELL.findall(data):
        row, column = max(row, int.from_bytes(low_high, "little")), max(column, place[0])
    check_extent(row + 1, column + 1)
