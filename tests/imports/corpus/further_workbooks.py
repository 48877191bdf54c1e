"""Workbooks and documents with parts that few have, that lie, or that lead elsewhere."""

import io
import zipfile

from tests.imports.corpus.cases import Case, any_of, refused
from tests.imports.corpus.other_cases import OLD
from tests.imports.corpus.packed import (
    GOOD_ROWS,
    MAIN,
    PACKAGE,
    ROW_OF_HEADINGS,
    changed_workbook,
    good_workbook,
    packed,
    sheet_xml,
    unpacked,
    workbook_of,
)
from tests.imports.files import csv_bytes

SHEET, BOOK, RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
CSV = csv_bytes(*GOOD_ROWS)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def text(place: str, content: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{content}</t></is></c>'


ROW = f'<row r="2">{text("A2", "Hue")}{text("B2", "VN")}</row>'


def sheet(label: str, rows: str = ROW, before: str = "", after: str = "", **parts: str) -> Case:
    made = sheet_xml(ROW_OF_HEADINGS + rows, before, after)
    return any_of(f"workbook: {label}", "a.xlsx", lambda: workbook_of("", sheet=made, **parts))


def cell(label: str, inside: str, **parts: str) -> Case:
    return sheet(label, f'<row r="2">{text("A2", "Hue")}{text("B2", "VN")}{inside}</row>', **parts)


def part(label: str, changes: dict[str, str | bytes | None]) -> Case:
    return any_of(f"part: {label}", "a.xlsx", lambda: changed_workbook(changes))


def book_of(change: str, to: str) -> bytes:
    parts = unpacked(good_workbook())
    return packed(parts | {BOOK: bytes(parts[BOOK]).replace(change.encode(), to.encode())})  # type: ignore[arg-type]


def with_entry(name: str, mode: int, content: bytes = b"/etc/passwd") -> bytes:
    """A good workbook and an entry that its archive says is a link or a folder."""
    file = io.BytesIO(good_workbook())
    with zipfile.ZipFile(file, "a") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, content)
    return file.getvalue()


def patched(data: bytes, offset: int, value: bytes) -> bytes:
    """An archive with a field of each of its directory's entries changed."""
    made, start = bytearray(data), data.find(b"PK\x01\x02")
    while start >= 0:
        made[start + offset : start + offset + len(value)] = value
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(made)


SHEETS: list[Case] = [
    sheet("an extent that lies", before='<dimension ref="A1:XFD1048576"/>'),
    sheet("an extent that is none", before='<dimension ref="abc:-1"/>'),
    sheet("an extent too small", before='<dimension ref="A1"/>'),
    sheet("rows below nought", '<row r="-1"><c r="A-1"><v>1</v></c></row>' + ROW),
    sheet("rows in letters", '<row r="abc"><c><v>1</v></c></row>' + ROW),
    sheet("a row of 10^20", '<row r="100000000000000000000"><c><v>1</v></c></row>'),
    sheet("a row of 4,000,000,000", '<row r="4000000000"><c><v>1</v></c></row>'),
    sheet("the same row three times", ROW * 3),
    sheet("all cells merged", after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    sheet("merged backwards", after='<mergeCells><mergeCell ref="C9:A1"/></mergeCells>'),
    sheet("merged in words", after='<mergeCells><mergeCell ref="here:there"/></mergeCells>'),
    sheet("columns hidden beyond the last", before='<cols><col min="1" max="99999" hidden="1"/></cols>'),
    sheet("columns hidden backwards", before='<cols><col min="9" max="1" hidden="1"/></cols>'),
    sheet(
        "rules, filters, links and checks",
        after='<autoFilter ref="A1:B2"/><hyperlinks><hyperlink ref="A2" r:id="x" xmlns:r="y"/></hyperlinks>'
        '<dataValidations count="1"><dataValidation sqref="A1"><formula1>cmd</formula1></dataValidation>'
        "</dataValidations>",
    ),
    sheet(
        "rows of another prefix",
        ROW.replace("<row", "<x:row").replace("</row", "</x:row").replace("<x:row", f'<x:row xmlns:x="{MAIN}"'),
    ),
    cell("a lower-case address", '<c r="c2"><v>5</v></c>'),
    cell("a number of 400 digits", f'<c r="C2"><v>{"9" * 400}</v></c>'),
    cell("a number with a sign before nought", '<c r="C2"><v>-0</v></c>'),
    cell("a number too large to hold", '<c r="C2"><v>1e309</v></c>'),
    cell("a formula shared from elsewhere", '<c r="C2"><f t="shared" si="7"/></c>'),
    cell("a formula over many cells", '<c r="C2"><f t="array" ref="C2:C9">A1:A9*2</f><v>4</v></c>'),
    cell("a call of a program", '<c r="C2"><f>DDE("cmd";"/c calc";"x")</f><v>5</v></c>'),
    cell("a question to a web service", '<c r="C2"><f>WEBSERVICE("http://example.org/x")</f></c>'),
    cell("an error inside a text", '<c r="C2" t="str"><v>#NULL!</v></c>'),
    cell("text in several runs", '<c r="C2" t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c>'),
    cell(
        "a reading aid beside the text",
        '<c r="C2" t="inlineStr"><is><t>5</t><rPh sb="0" eb="1"><t>go</t></rPh></is></c>',
    ),
    cell("marked data", '<c r="C2" t="inlineStr"><is><t><![CDATA[5]]></t></is></c>'),
    cell("a style that there is not", '<c r="C2" s="9999"><v>5</v></c>'),
    cell("a style below nought", '<c r="C2" s="-1"><v>5</v></c>'),
    cell("a truth that is neither", '<c r="C2" t="b"><v>7</v></c>'),
    cell("a string whose number is a word", '<c r="C2" t="s"><v>x</v></c>', strings=f'<sst xmlns="{MAIN}"/>'),
    cell(
        "strings that say they are many",
        '<c r="C2" t="s"><v>0</v></c>',
        strings=f'<sst xmlns="{MAIN}" count="999999999" uniqueCount="999999999"><si><t>5</t></si></sst>',
    ),
    cell(
        "a bomb among the strings",
        '<c r="C2" t="s"><v>0</v></c>',
        strings='<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>',
    ),
    cell("strings cut off", '<c r="C2" t="s"><v>0</v></c>', strings=f'<sst xmlns="{MAIN}"><si><t>5</t>'),
    cell(
        "a bomb among the styles",
        '<c r="C2" s="0"><v>5</v></c>',
        styles='<!DOCTYPE x [<!ENTITY a "aa">]><styleSheet>&a;</styleSheet>',
    ),
    cell(
        "a format of its own",
        '<c r="C2" s="0"><v>5</v></c>',
        styles=f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm;;;@"/>'
        '</numFmts><cellXfs count="1"><xf numFmtId="164"/></cellXfs></styleSheet>',
    ),
]
STRAY = sheet_xml('<row r="1048576">' + text("XFD1048576", "x") + "</row>")
LEADING_AWAY = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Target="/xl/away.xml"/></Relationships>'
)
PARTS: list[Case] = [
    refused(
        "part: a stray cell in a sheet that lies elsewhere",
        "a.xlsx",
        lambda: changed_workbook({RELATIONS: LEADING_AWAY, "xl/away.xml": STRAY}),
        "stray value",
    ),
    refused(
        "part: a stray cell in other quotation marks",
        "a.xlsx",
        lambda: changed_workbook({SHEET: STRAY.replace('"', "'")}),
        "stray value",
    ),
    part("links to other files", {"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
    part(
        "connections to data", {"xl/connections.xml": '<connections><connection name="x" odbc="DSN=x"/></connections>'}
    ),
    part(
        "a pivot and its cache",
        {"xl/pivotCache/pivotCacheDefinition1.xml": "<x/>", "xl/pivotTables/pivotTable1.xml": "<x/>"},
    ),
    part("other files inside", {"xl/embeddings/oleObject1.bin": OLD, "xl/embeddings/x.xlsm": b"PK"}),
    part("a sheet of old macros", {"xl/macrosheets/sheet1.xml": "<x/>"}),
    part("controls and a ribbon", {"xl/activeX/activeX1.bin": b"x", "customUI/customUI.xml": "<x/>"}),
    part("a part that leads out", {"../../../tmp/evil.xml": "<x/>"}),
    part("a part from the root", {"/etc/passwd": "x"}),
    part("a part of another system", {"xl\\worksheets\\sheet9.xml": "<x/>"}),
    part("a name of 5,000 letters", {"xl/" + "x" * 5_000: "x"}),
    part("a sheet in UTF-16", {SHEET: sheet_xml(ROW).encode("utf-16")}),
    part(
        "a sheet that says it is gb2312",
        {SHEET: b'<?xml version="1.0" encoding="gb2312"?>' + sheet_xml(ROW).encode("gb2312")},
    ),
    part("a sheet of bytes that are no text", {SHEET: sheet_xml(ROW.replace("Hue", "H\xfce")).encode("latin-1")}),
    part("a sheet with a nought", {SHEET: sheet_xml(ROW.replace("Hue", "H\0e"))}),
    part("a sheet with a forbidden sign", {SHEET: sheet_xml(ROW.replace("Hue", "H&#0;&#xFFFF;e"))}),
    part(
        "a sheet that includes another",
        {
            SHEET: f'<worksheet xmlns="{MAIN}" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></worksheet>'
        },
    ),
    part("elements 1,000 deep", {SHEET: "<a>" * 1_000}),
    part(
        "relations elsewhere on the web",
        {
            RELATIONS: '<Relationships><Relationship Id="rId1" TargetMode="External" Target="http://example.org/x"/></Relationships>'
        },
    ),
    part(
        "relations to themselves",
        {RELATIONS: f'<Relationships><Relationship Id="rId1" Target="../{BOOK}"/></Relationships>'},
    ),
    *(
        any_of(f"book: {label}", "a.xlsx", lambda change=change, to=to: book_of(change, to))
        for label, change, to in (
            ("days from 1904", "<workbookPr", '<workbookPr date1904="1" a'),
            ("a sheet without name", 'name="Sheet"', 'name=""'),
            ("a sheet with a name of signs", 'name="Sheet"', 'name="../&lt;b&gt;\u202e{{7*7}}"'),
            ("a sheet with a name of 3,000 letters", 'name="Sheet"', f'name="{"n" * 3_000}"'),
            (
                "two sheets of one name",
                "</sheets>",
                '<sheet name="Sheet" sheetId="2" r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></sheets>',
            ),
            ("no sheets", "<sheets>", "<sheets/><x>"),
            ("strict names", MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        )
    ),
]
ARCHIVES: list[Case] = [
    any_of("archive: a link", "a.xlsx", lambda: with_entry("xl/link.xml", 0o120777)),
    any_of("archive: a folder", "a.xlsx", lambda: with_entry("xl/extra/", 0o040755, b"")),
    any_of("archive: words before it", "a.xlsx", lambda: b"MZ" + b"x" * 500 + good_workbook()),
    any_of("archive: words behind it", "a.xlsx", lambda: good_workbook() + b"x" * 5_000),
    any_of("archive: a sum that is wrong", "a.xlsx", lambda: patched(good_workbook(), 16, b"\1\2\3\4")),
    any_of("archive: an unknown method", "a.xlsx", lambda: patched(good_workbook(), 10, b"\x63\0")),
    any_of("archive: sizes of nought", "a.xlsx", lambda: patched(good_workbook(), 20, b"\0" * 8)),
    any_of("archive: sizes of 4 GB", "a.xlsx", lambda: patched(good_workbook(), 24, b"\xff\xff\xff\xff")),
    any_of("archive: all parts in one place", "a.xlsx", lambda: patched(good_workbook(), 42, b"\0\0\0\0")),
    any_of("archive: lzma", "a.xlsx", lambda: packed(unpacked(good_workbook()), zipfile.ZIP_LZMA)),
    any_of("archive: bzip2", "a.xlsx", lambda: packed(unpacked(good_workbook()), zipfile.ZIP_BZIP2)),
    any_of("archive: stored", "a.xlsx", lambda: packed(unpacked(good_workbook()), zipfile.ZIP_STORED)),
    any_of(
        "archive: other case",
        "a.xlsx",
        lambda: packed({name.upper(): data for name, data in unpacked(good_workbook()).items()}),
    ),
    refused("archive: only its end", "a.xlsx", lambda: b"PK\x05\x06" + b"\0" * 18, ""),
    any_of(
        "zip: what a Mac adds",
        "a.zip",
        lambda: packed({"list.csv": CSV, "__MACOSX/._list.csv": b"\0\5\x16\7", ".DS_Store": b"\0"}),
    ),
    any_of("zip: a folder around all", "a.zip", lambda: packed({"list/list.csv": CSV})),
    any_of("zip: an ending in capitals", "a.zip", lambda: packed({"LIST.CSV": CSV})),
    any_of("zip: 5,000 files", "a.zip", lambda: packed({"list.csv": CSV} | {f"{n}.jpg": b"x" for n in range(5_000)})),
    any_of("zip: a locked sheet", "a.zip", lambda: patched(packed({"list.csv": CSV}), 8, b"\1\0")),
    any_of("zip: names of devices", "a.zip", lambda: packed({"CON.csv": CSV, "nul": b"x", "a:b.jpg": b"x"})),
    any_of(
        "zip: a workbook saved by a phone",
        "a.xlsx",
        lambda: packed({"Index/Document.iwa": b"x", "preview.jpg": b"\xff\xd8\xff"}),
    ),
]
CASES: list[Case] = [*SHEETS, *PARTS, *ARCHIVES]
