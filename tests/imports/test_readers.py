"""Files that are read, and files that are refused with one sentence and nothing worse."""

import contextlib
import io
import random
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from sistercities.imports import limits
from sistercities.imports.errors import SheetRefused
from sistercities.imports.readers import read_sheet
from tests.imports.files import csv_bytes, ods_bytes, ods_cell, saved, xlsx_bytes

HEADERS = ["slug", "name_zh_hans"]
ROW = ["bangkok", "曼谷"]
ODS_ROWS = "".join(f"<table:table-row>{ods_cell(one)}{ods_cell(two)}</table:table-row>" for one, two in (HEADERS, ROW))

ENDING = "A file of this kind is not read. Save it as one of: csv, tsv, txt, xlsx, xls, ods."
WEB_PAGE = "This is a web page, not a sheet. Open it in a spreadsheet program and save it as xlsx."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "This workbook is locked with a password. Save it without one."
DAMAGED = "This workbook is damaged. Open it in a spreadsheet program and save it again."
BINARY = "This is no text file: it holds characters no text has. Save it again as csv in UTF-8."
QUOTE = "Row 2 cannot be read: a quotation mark is missing or misplaced, or a cell is too long."
NO_WORKBOOK = "The name ends in .xlsx, but this is a text file. Save it as a workbook, or name it .csv."
LONG_CELL = "Row 2, column A holds more than 50000 characters, the most that is read."
MANY_ROWS = "The file has 200001 rows; at most 200000 are read. Split it into several files."


def cells_of(name: str, data: bytes) -> list[list[object]]:
    return [row.cells for row in read_sheet(name, data).rows]


def refusal_of(name: str, data: bytes) -> str:
    with pytest.raises(SheetRefused) as caught:
        read_sheet(name, data)
    (sentence, *_others) = caught.value.sentences
    return sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_csv_in_unicode_is_read_without_a_note(encoding: str) -> None:
    data = csv_bytes(HEADERS, ROW, encoding=encoding)
    data = b"\xff\xfe" + data if encoding == "utf-16-le" else data
    sheet = read_sheet("cities.csv", data)
    assert (sheet.headers, sheet.rows[0].cells, sheet.notes) == (HEADERS, ROW, [])


def test_csv_in_gb18030_is_read_and_its_encoding_told() -> None:
    rows = [["bangkok", "曼谷"], ["chongqing", "重庆市"], ["vientiane", "万象，老挝首都"]]
    sheet = read_sheet("城市.csv", csv_bytes(HEADERS, *rows, encoding="gb18030"))
    assert [row.cells for row in sheet.rows] == rows
    assert sheet.notes == ["The file was read as GB18030. Check a name with accents or characters."]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(delimiter: str) -> None:
    assert cells_of("cities.csv", csv_bytes(HEADERS, ROW, delimiter=delimiter)) == [ROW]


def test_line_that_tells_the_delimiter_is_followed_and_not_counted() -> None:
    sheet = read_sheet("cities.csv", b"sep=;\r\nslug;name_en\r\nhue;Hue, Vietnam\r\n")
    assert (sheet.headers, sheet.rows[0].number, sheet.rows[0].cells) == (
        ["slug", "name_en"],
        2,
        ["hue", "Hue, Vietnam"],
    )


def test_rows_keep_the_numbers_that_the_spreadsheet_shows() -> None:
    data = b'\n\nslug,name_en\nbangkok,"two\nlines"\n,,,\nhue,Hu\xc3\xa9\n,\n'
    assert [row.number for row in read_sheet("cities.csv", data).rows] == [4, 6]


def test_xlsx_is_read_with_its_types() -> None:
    assert cells_of("cities.xlsx", xlsx_bytes(["slug", "population"], ["bangkok", 5527994])) == [["bangkok", 5527994.0]]


def test_ods_is_read() -> None:
    assert cells_of("cities.ods", ods_bytes(ODS_ROWS)) == [ROW]


def test_workbook_with_a_second_filled_sheet_says_that_it_is_not_read() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(HEADERS, ROW)))
    workbook.create_sheet("Other").append(["x"])
    assert read_sheet("cities.xlsx", saved(workbook)).notes == ["Only the sheet “Sheet” was read. Not read: Other."]


def png() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def html() -> bytes:
    return b"<html><body><table><tr><td>slug</td></tr></table></body></html>"


def far_away_cell() -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(HEADERS, ROW)))
    workbook.active["XFD1048576"] = "x"
    return saved(workbook)


def repeated_cell() -> bytes:
    cell = ods_cell("x", 'table:number-columns-repeated="16384"')
    return ods_bytes(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


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


def entity_bomb() -> bytes:
    file = io.BytesIO(xlsx_bytes(HEADERS, ROW))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/worksheets/sheet2.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>')
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.csv", b"", "The file is empty."),
        ("a.csv", b" \n\n", "The file is empty."),
        ("a.csv", b",,\n,,\n", "The file is empty."),
        ("a.xlsx", saved(openpyxl.Workbook()), "The file is empty."),
        ("a.csv", b"slug,name_en\n", "The file has headings but no rows."),
        ("a.doc", b"slug\nx\n", ENDING),
        ("a", b"slug\nx\n", ENDING),
        ("a.csv", html(), WEB_PAGE),
        ("a.xlsx", png(), "This is a picture, not a sheet."),
        ("a.csv", png(), "This is a picture, not a sheet."),
        ("a.csv", xlsx_bytes(HEADERS, ROW), "The name ends in .csv, but this is an xlsx workbook. Name it .xlsx."),
        ("a.xlsx", b"slug\nx\n", NO_WORKBOOK),
        ("a.csv", b"%PDF-1.7", "This is no sheet. Save the sheet itself as one of: csv, tsv, txt, xlsx, xls, ods."),
        ("a.xlsx", b"PK\x03\x04 nothing", DAMAGED),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), DAMAGED),
        ("a.xlsx", OLE + bytes(60) + "EncryptedPackage".encode("utf-16-le"), LOCKED),
        ("a.csv", b"slug,name_en\nx,a\0b\n", BINARY),
        ("a.csv", b'slug,name_en\nx,"open\n', QUOTE),
        ("a.csv", b"slug\nx,y\n", "Row 2 has a value in column B, which has no heading."),
        ("a.csv", b"slug,,name_en\nx,y,z\n", "Row 2 has a value in column B, which has no heading."),
        ("a.csv", b"slug\n" + b"x" * 100_000 + b"\n", LONG_CELL),
        ("a.csv", b"a," * 1_000_000 + b"\nx\n", "The file has 1000000 columns; at most 200 are read."),
        ("a.csv", b"slug\n" + b"x\n" * 200_001, MANY_ROWS),
        ("a.csv", b"x" * (limits.FILE_BYTES + 1), "The file is larger than 75 MB. Split it into several files."),
    ],
)
def test_bad_file_is_refused_in_one_sentence(name: str, data: bytes, sentence: str) -> None:
    assert refusal_of(name, data) == sentence


def test_cell_in_the_last_corner_is_refused_before_the_grid_is_made() -> None:
    assert refusal_of("a.xlsx", far_away_cell()).startswith("This sheet reaches 1048576 rows down")


def test_cell_repeated_a_billion_times_is_refused() -> None:
    assert refusal_of("a.ods", repeated_cell()).startswith("This sheet reaches 1048576 rows down")


@pytest.mark.parametrize("stated_size", [None, 10])
def test_workbook_that_unpacks_too_large_is_refused_whatever_it_states(stated_size: int | None) -> None:
    sentence = refusal_of("a.xlsx", bomb(stated_size))
    assert sentence == "This workbook unpacks to far more than a sheet needs. It is not opened."


def test_workbook_with_entities_is_refused() -> None:
    sentence = refusal_of("a.xlsx", entity_bomb())
    assert sentence == "This workbook holds definitions that no sheet needs. Save it again as xlsx."


@pytest.mark.parametrize("make", [lambda: xlsx_bytes(HEADERS, ROW), lambda: ods_bytes(ODS_ROWS)], ids=["xlsx", "ods"])
@pytest.mark.parametrize("depth", ["container", "parts"])
def test_file_with_changed_bytes_is_read_or_refused_and_no_more(make: Callable[[], bytes], depth: str) -> None:
    chance = random.Random(2011)  # noqa: S311 (not for secrets)
    content = make()
    name = "a.xlsx" if b"xl/workbook.xml" in content else "a.ods"
    for _attempt in range(150):
        damaged = with_changed_bytes(content, chance) if depth == "container" else with_changed_part(content, chance)
        with contextlib.suppress(SheetRefused):
            read_sheet(name, damaged)


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
