"""Old workbooks, OpenDocument sheets, Word tables and archives."""

import io
import zipfile

import xlwt  # type: ignore[import-untyped]

from tests.imports.corpus.cases import Case, any_of, read, refused, wrong
from tests.imports.corpus.packed import GOOD_ROWS, document_row, document_sheet, good_workbook, packed, unpacked
from tests.imports.files import csv_bytes, ods_bytes
from tests.imports.planning import word_file

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CSV = csv_bytes(*GOOD_ROWS)
DOCUMENT = "word/document.xml"
GOOD_ODS = document_row("Hue", "VN")


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WIDE_CELL = (
    f'<w:document xmlns:w="{WORD}"><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p/></w:tc>'
    "</w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:document>"
)


def repeated(row: str, cell: str = "", content: str = "<text:p>x</text:p>") -> str:
    """A row of an OpenDocument sheet that says how often it, or its cell, is to be repeated."""
    return f"<table:table-row {row}><table:table-cell {cell}>{content}</table:table-cell></table:table-row>"


def old_workbook(*rows: tuple[object, ...]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for number, cells in enumerate(rows or GOOD_ROWS):
        for column, cell in enumerate(cells):
            sheet.write(number, column, cell)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(method: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    return packed({name.replace("__", "."): data for name, data in files.items()}, method)


def good_ods() -> bytes:
    return document_sheet(GOOD_ODS)


def changed_ods(**parts: str) -> bytes:
    named = {"content.xml": parts["content"]} if "content" in parts else {}
    return packed(unpacked(good_ods()) | named)


CASES: list[Case] = [
    read("an old workbook", "a.xls", old_workbook),
    read("an old workbook called et", "a.et", old_workbook),
    refused("an old workbook called xlsx", "a.xlsx", old_workbook, "kind .xls"),
    refused("an old workbook called csv", "a.csv", old_workbook, "kind .xls"),
    refused(
        "an old workbook with macros", "a.xls", lambda: old_workbook() + "_VBA_PROJECT".encode("utf-16-le"), "macros"
    ),
    refused("an old workbook, empty", "a.xls", lambda: old_workbook(("",)), "empty"),
    refused("the beginning of an old workbook", "a.xls", lambda: OLD, ""),
    refused("an old workbook of noughts", "a.xls", lambda: OLD + b"\0" * 5000, ""),
    refused("an old Word file called xls", "a.xls", lambda: OLD + "WordDocument".encode("utf-16-le") * 50, ""),
    refused("an old workbook before compound files", "a.xls", lambda: b"\x09\x08\x08\0\0\x05\x10\0" + b"\0" * 50, ""),
    wrong(
        "an old workbook with a wrong cell",
        "a.xls",
        lambda: old_workbook(("name_en", "country"), ("Hue", "Atlantis")),
        "",
    ),
    read("an OpenDocument sheet", "a.ods", good_ods),
    refused("an OpenDocument sheet called xlsx", "a.xlsx", good_ods, "kind .ods"),
    refused("an OpenDocument sheet, empty", "a.ods", lambda: ods_bytes(""), "empty"),
    refused("an OpenDocument sheet, headings only", "a.ods", lambda: document_sheet(""), "no rows"),
    refused("an OpenDocument sheet that is no xml", "a.ods", lambda: changed_ods(content="hello"), "damaged"),
    refused(
        "an OpenDocument sheet with definitions",
        "a.ods",
        lambda: changed_ods(content='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        "damaged",
    ),
    refused(
        "a million columns in OpenDocument",
        "a.ods",
        lambda: document_sheet(repeated("", 'table:number-columns-repeated="1000000"')),
        "stray value",
    ),
    refused(
        "a million filled rows in OpenDocument",
        "a.ods",
        lambda: document_sheet(repeated('table:number-rows-repeated="9000000"')),
        "stray value",
    ),
    read(
        "a million blank rows in OpenDocument",
        "a.ods",
        lambda: document_sheet(
            GOOD_ODS + repeated('table:number-rows-repeated="1048000"', 'table:number-columns-repeated="1024"', "")
        ),
    ),
    any_of(
        "repetitions that are no number",
        "a.ods",
        lambda: document_sheet(repeated('table:number-rows-repeated="many"')),
    ),
    any_of(
        "repetitions below nought",
        "a.ods",
        lambda: document_sheet(repeated('table:number-rows-repeated="-5"')),
    ),
    read("a table in a Word file", "a.docx", lambda: word_file([list(row) for row in GOOD_ROWS])),
    refused(
        "a Word file without a table",
        "a.docx",
        lambda: packed(
            {DOCUMENT: "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"}
        ),
        "no table",
    ),
    refused("a Word file that is no xml", "a.docx", lambda: packed({DOCUMENT: "hello"}), ""),
    refused(
        "a Word file with macros", "a.docx", lambda: packed({DOCUMENT: "<x/>", "word/vbaProject.bin": b"x"}), "macros"
    ),
    refused("a Word file with macros by name", "a.docm", lambda: packed({DOCUMENT: "<x/>"}), "macros"),
    refused(
        "a Word file with definitions",
        "a.docx",
        lambda: packed({DOCUMENT: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "",
    ),
    refused("an old Word file", "a.doc", lambda: OLD + b"\0" * 600, "not read"),
    refused(
        "a Word cell over a million columns",
        "a.docx",
        lambda: packed({DOCUMENT: WIDE_CELL}),
        "stray value",
    ),
    refused("a presentation", "a.pptx", lambda: packed({"ppt/presentation.xml": "<x/>"}), "not read"),
    refused("a Numbers sheet", "a.numbers", lambda: packed({"Index/Document.iwa": b"x"}), "not read"),
    read("an archive with a sheet", "a.zip", lambda: zipped(list__csv=CSV)),
    refused("an archive of nothing", "a.zip", lambda: packed({}), ""),
    refused("an archive without a sheet", "a.zip", lambda: zipped(photo__jpg=b"\xff\xd8\xff"), ""),
    refused("an archive with two sheets", "a.zip", lambda: zipped(a__csv=CSV, b__csv=CSV), ""),
    refused("an archive in an archive", "a.zip", lambda: zipped(b__zip=zipped(list__csv=CSV)), ""),
    refused("a text called zip", "a.zip", lambda: CSV, "zip"),
    refused("half an archive", "a.zip", lambda: zipped(list__csv=CSV * 50)[:60], "zip"),
    refused("an archive that leads out of its folder", "a.zip", lambda: packed({"../../etc/list.csv": CSV}), ""),
    refused("an archive with an absolute path", "a.zip", lambda: packed({"/etc/list.csv": CSV}), ""),
    refused("an archive with a bad sheet", "a.zip", lambda: zipped(list__xlsx=b"hello"), ""),
    refused("an archive with a workbook of macros", "a.zip", lambda: zipped(list__xlsm=good_workbook()), ""),
    any_of("an archive with names of another encoding", "a.zip", lambda: packed({"城市.csv": CSV})),
    refused("a rar archive", "a.rar", lambda: b"Rar!\x1a\x07\0", "not read"),
    refused("a gzip file", "a.csv.gz", lambda: b"\x1f\x8b\x08\0", "not read"),
    refused("a gzip file called csv", "a.csv", lambda: b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + bytes(range(256)), ""),
    refused("a database called xlsx", "a.xlsx", lambda: b"SQLite format 3\0" + b"\0" * 100, ""),
]


def damaged(name: str, data: bytes) -> list[Case]:
    """The same file cut off, and with bits turned over, at many places."""
    places = [len(data) * number // 12 for number in range(1, 12)]
    cut = [any_of(f"{name} cut at {place}", name, lambda place=place: data[:place]) for place in places]
    flips = [len(data) * number // 21 for number in range(1, 21)]
    return cut + [
        any_of(f"{name} flipped at {place}", name, lambda place=place: _flipped(data, place)) for place in flips
    ]


def _flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0b01010101]) + data[place + 1 :]


DAMAGED = [
    *damaged("a.xlsx", good_workbook()),
    *damaged("a.xls", old_workbook()),
    *damaged("a.ods", good_ods()),
    *damaged("a.docx", word_file([list(row) for row in GOOD_ROWS])),
    *damaged("a.zip", zipped(list__csv=CSV)),
]
