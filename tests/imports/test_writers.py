"""Exported files read back as they were."""

from collections.abc import Callable

import pytest
import tablib

from sistercities.imports.errors import SheetRefused
from sistercities.imports.writers import FORMATS, write_xlsx
from tests.imports.files import read_sheet

ROW = ["text", "#N/A", "2011-09", "line\nbreak", "曼谷 🏙", '"quoted", comma; semicolon', "", -12.5, 5527994]


@pytest.mark.parametrize("file_format", FORMATS)
def test_row_comes_back_from_a_file(file_format: str) -> None:
    write: Callable[[tablib.Dataset], bytes] = FORMATS[file_format][0]
    dataset = tablib.Dataset(ROW, headers=[f"column_{number}" for number in range(len(ROW))])
    sheet = read_sheet(f"export.{file_format}", write(dataset))
    assert ["" if cell is None else str(cell).removesuffix(".0") for cell in sheet.rows[0].cells] == [
        *ROW[:-2],
        "-12.5",
        "5527994",
    ]


def test_text_too_long_for_a_workbook_is_refused_rather_than_cut() -> None:
    with pytest.raises(SheetRefused, match="longer than a workbook"):
        write_xlsx(tablib.Dataset(["x" * 40_000], headers=["profile_en"]))
