"""Workbooks with changed bytes, and workbooks that lie about what is in them: read, or refused with a sentence."""

import contextlib
import io
import random
import zipfile
from collections.abc import Callable

import pytest

from sistercities.imports import limits
from sistercities.imports.errors import SheetRefused
from sistercities.imports.file_grids import read_grids
from tests.imports.files import ods_bytes, ods_cell, xlsx_bytes

HEADERS = ["slug", "name_zh_hans"]
ROW = ["bangkok", "曼谷"]
ODS_ROWS = "".join(f"<table:table-row>{ods_cell(one)}{ods_cell(two)}</table:table-row>" for one, two in (HEADERS, ROW))


def bomb(stated_size: int | None = None) -> bytes:
    """A workbook of which one part unpacks to more than is allowed; perhaps it lies about that."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/media/x.bin", "w", force_zip64=True) as part:
            for _number in range(limits.UNPACKED_BYTES // (1 << 20) + 1):
                part.write(bytes(1 << 20))
        if stated_size is not None:
            archive.getinfo("xl/media/x.bin").file_size = stated_size
    return file.getvalue()


@pytest.mark.parametrize("stated_size", [None, 10])
def test_workbook_that_unpacks_too_large_is_refused_whatever_it_states(stated_size: int | None) -> None:
    with pytest.raises(SheetRefused, match="This workbook unpacks to far more than a sheet needs. It is not opened."):
        read_grids("a.xlsx", bomb(stated_size))


@pytest.mark.parametrize("make", [lambda: xlsx_bytes(HEADERS, ROW), lambda: ods_bytes(ODS_ROWS)], ids=["xlsx", "ods"])
@pytest.mark.parametrize("depth", ["container", "parts"])
def test_file_with_changed_bytes_is_read_or_refused_and_no_more(make: Callable[[], bytes], depth: str) -> None:
    chance = random.Random(2011)  # noqa: S311 (not for secrets)
    content = make()
    name = "a.xlsx" if b"xl/workbook.xml" in content else "a.ods"
    for _attempt in range(150):
        damaged = with_changed_bytes(content, chance) if depth == "container" else with_changed_part(content, chance)
        with contextlib.suppress(SheetRefused):
            read_grids(name, damaged)


def with_changed_bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _change in range(chance.choice([1, 3, 20])):
        place = chance.randrange(len(changed))
        if chance.random() < 0.7:
            changed[place] = chance.randrange(256)
        else:
            del changed[place : place + chance.randrange(1, 40)]
        changed = changed or bytearray(b"x")
    return bytes(changed)


def with_changed_part(content: bytes, chance: random.Random) -> bytes:
    """One part of the archive is damaged, the archive itself is whole."""
    source, file = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        victim = chance.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            archive.writestr(name, with_changed_bytes(part, chance) if name == victim and part else part)
    return file.getvalue()
