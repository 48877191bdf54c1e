"""Workbooks of the new format that are locked, lie, or lack a part."""

from datetime import datetime

import openpyxl

from tests.imports.corpus.cases import Case, any_of, asked, read, refused, wrong
from tests.imports.corpus.packed import (
    changed_workbook,
    good_workbook,
    packed,
    sheet_xml,
    unpacked,
    workbook_of,
)
from tests.imports.files import saved, xlsx_bytes

SHEET = "xl/worksheets/sheet1.xml"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 400
ELSEWHERE = "<Relationships><Relationship Id='rId1' Target='../../../../etc/passwd'/></Relationships>"
HEAD = ("slug", "name_en", "country")


def row(*cells: str) -> str:
    return f'<row r="2">{"".join(cells)}</row>'


def text(place: str, content: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{content}</t></is></c>'


GOOD = text("A2", "Hue") + text("B2", "VN")


def odd_row(label: str, cell: str) -> Case:
    return any_of(label, "a.xlsx", lambda: workbook_of(row(GOOD, cell)))


def hidden_columns() -> bytes:
    workbook = openpyxl.Workbook()
    for cells in (HEAD, ("hue", "Hue", "VN")):
        workbook.active.append(cells)
    workbook.active.column_dimensions["C"].hidden = True
    return saved(workbook)


def only_hidden() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.title = "empty"
    sheet = workbook.create_sheet("old")
    for cells in (HEAD, ("hue", "Hue", "VN")):
        sheet.append(cells)
    sheet.sheet_state = "hidden"
    return saved(workbook)


def many_sheets() -> bytes:
    workbook = openpyxl.Workbook()
    for number in range(60):
        workbook.create_sheet(f"s{number}").append(HEAD)
    return saved(workbook)


def twice_the_same_part() -> bytes:
    # Python warns of the same name twice: another of the same length is changed into it.
    return packed(unpacked(good_workbook()) | {"xl/worksheets/sheet2.xml": sheet_xml("")}).replace(
        b"worksheets/sheet2.xml", b"worksheets/sheet1.xml"
    )


def encrypted_part() -> bytes:
    data = bytearray(good_workbook())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def lying_size() -> bytes:
    data = bytearray(good_workbook())
    start = data.find(b"PK\x01\x02")
    data[start + 24 : start + 28] = b"\x05\0\0\0"
    return bytes(data)


CASES: list[Case] = [
    refused("locked with a password", "a.xlsx", lambda: LOCKED, ""),
    refused("locked, called xls", "a.xls", lambda: LOCKED, "password"),
    refused("parts locked", "a.xlsx", encrypted_part, "password"),
    refused("macros by name", "a.xlsm", good_workbook, "macros"),
    refused("macros inside", "a.xlsx", lambda: changed_workbook({"xl/vbaProject.bin": b"x"}), "macros"),
    refused("macros elsewhere", "a.xlsx", lambda: changed_workbook({"xl/sub/VBAPROJECT.BIN": b"x"}), "macros"),
    refused("a binary workbook", "a.xlsb", lambda: packed({"xl/workbook.bin": b"x"}), "macros"),
    refused("a template with macros", "a.xltm", good_workbook, "macros"),
    refused("an add-in", "a.xlam", good_workbook, "macros"),
    refused("a zip called xlsx", "a.xlsx", lambda: packed({"readme.txt": "hello"}), "no sheet"),
    refused("a Word file called xlsx", "a.xlsx", lambda: packed({"word/document.xml": "<x/>"}), "kind .docx"),
    refused("an OpenDocument file called xlsx", "a.xlsx", lambda: packed({"content.xml": "<x/>"}), "kind .ods"),
    refused("a workbook called csv", "a.csv", good_workbook, "kind .xlsx"),
    refused("a workbook called docx", "a.docx", good_workbook, "kind .xlsx"),
    refused("no sheet", "a.xlsx", lambda: changed_workbook({SHEET: None}), ""),
    refused("no book", "a.xlsx", lambda: changed_workbook({"xl/workbook.xml": None}), ""),
    refused("an empty book", "a.xlsx", lambda: changed_workbook({"xl/workbook.xml": ""}), "damaged"),
    refused("an empty sheet part", "a.xlsx", lambda: changed_workbook({SHEET: ""}), ""),
    refused("a sheet that is no xml", "a.xlsx", lambda: changed_workbook({SHEET: "hello"}), ""),
    refused(
        "half a sheet", "a.xlsx", lambda: changed_workbook({SHEET: bytes(unpacked(good_workbook())[SHEET])[:300]}), ""
    ),
    refused(
        "definitions in the sheet", "a.xlsx", lambda: changed_workbook({SHEET: BOMB + sheet_xml("")}), "definitions"
    ),
    refused(
        "definitions in the book", "a.xlsx", lambda: changed_workbook({"xl/workbook.xml": BOMB + "<workbook/>"}), ""
    ),
    refused(
        "an outside entity",
        "a.xlsx",
        lambda: changed_workbook({SHEET: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
        "definitions",
    ),
    refused(
        "3,000 parts", "a.xlsx", lambda: changed_workbook({f"xl/x{n}.xml": "" for n in range(3000)}), "too many parts"
    ),
    refused("60 sheets", "a.xlsx", many_sheets, ""),
    refused(
        "a cell at XFD1048576",
        "a.xlsx",
        lambda: workbook_of('<row r="1048576">' + text("XFD1048576", "x") + "</row>"),
        "stray value",
    ),
    refused("a cell in column ZZZ", "a.xlsx", lambda: workbook_of(row(text("ZZZ2", "x"))), "stray value"),
    refused("an empty workbook", "a.xlsx", lambda: saved(openpyxl.Workbook()), "empty"),
    refused("headings only", "a.xlsx", lambda: xlsx_bytes(HEAD), "no rows"),
    refused("only a hidden sheet", "a.xlsx", only_hidden, "hidden"),
    asked("figures only", "a.xlsx", lambda: xlsx_bytes((1, 2), (3, 4)), "headings"),
    refused(
        "pictures only",
        "a.xlsx",
        lambda: changed_workbook({SHEET: sheet_xml(""), "xl/media/a.png": b"\x89PNG"}),
        "empty",
    ),
    refused(
        "a 40,000 character cell twice over", "a.xlsx", lambda: workbook_of(row(text("A2", "x" * 60_000))), "characters"
    ),
    any_of("a part twice", "a.xlsx", twice_the_same_part),
    any_of("a size that lies", "a.xlsx", lying_size),
    any_of("strings missing", "a.xlsx", lambda: changed_workbook({"xl/sharedStrings.xml": None})),
    any_of(
        "strings out of range",
        "a.xlsx",
        lambda: workbook_of(row(GOOD, '<c r="C2" t="s"><v>99</v></c>'), strings="<sst/>"),
    ),
    any_of(
        "strings below range",
        "a.xlsx",
        lambda: workbook_of(row(GOOD, '<c r="C2" t="s"><v>-1</v></c>'), strings="<sst/>"),
    ),
    any_of("no styles", "a.xlsx", lambda: changed_workbook({"xl/styles.xml": None})),
    any_of("broken styles", "a.xlsx", lambda: changed_workbook({"xl/styles.xml": "<styleSheet>"})),
    any_of("no kinds of content", "a.xlsx", lambda: changed_workbook({"[Content_Types].xml": None})),
    any_of("no relations", "a.xlsx", lambda: changed_workbook({"xl/_rels/workbook.xml.rels": None})),
    any_of(
        "a sheet elsewhere",
        "a.xlsx",
        lambda: changed_workbook({"xl/_rels/workbook.xml.rels": ELSEWHERE}),
    ),
    any_of("a theme that is no xml", "a.xlsx", lambda: changed_workbook({"xl/theme/theme1.xml": "x"})),
    odd_row("a kind of cell that there is not", '<c r="C2" t="zz"><v>1</v></c>'),
    odd_row("a number that is none", '<c r="C2"><v>abc</v></c>'),
    odd_row("infinity", '<c r="C2"><v>1e999</v></c>'),
    odd_row("not a number", '<c r="C2"><v>NaN</v></c>'),
    odd_row("an error", '<c r="C2" t="e"><v>#DIV/0!</v></c>'),
    odd_row("a truth", '<c r="C2" t="b"><v>1</v></c>'),
    odd_row("a date in words", '<c r="C2" t="d"><v>2011-09-26</v></c>'),
    odd_row("a date that is none", '<c r="C2" t="d"><v>never</v></c>'),
    odd_row("no address", "<c><v>5</v></c>"),
    odd_row("an address that is none", '<c r="2C"><v>5</v></c>'),
    odd_row("the same address twice", '<c r="B2"><v>5</v></c>'),
    odd_row("a row number that lies", '</row><row r="1"><c r="A1"><v>5</v></c>'),
    odd_row("a row number of nought", '</row><row r="0"><c r="A0"><v>5</v></c>'),
    odd_row("unseen characters", text("C2", "_x0007__x0000_")),
    wrong(
        "a formula without its value",
        "a.xlsx",
        lambda: workbook_of(row(GOOD, '<c r="C2"><f>1+1</f></c>')),
        "never computed",
    ),
    wrong(
        "a call of another program",
        "a.xlsx",
        lambda: workbook_of(row(GOOD, "<c r=\"C2\"><f>cmd|'/c calc'!A1</f></c>")),
        "never computed",
    ),
    wrong(
        "the error of a formula",
        "a.xlsx",
        lambda: workbook_of(row(GOOD, '<c r="C2" t="str"><f>1/0</f><v>#DIV/0!</v></c>')),
        "#DIV/0!",
    ),
    wrong("the text of an error", "a.xlsx", lambda: xlsx_bytes(HEAD, ["hue", "#N/A", "VN"]), "#N/A"),
    read("a formula with its value", "a.xlsx", lambda: workbook_of(row(GOOD, '<c r="C2"><f>1+1</f><v>2</v></c>'))),
    read(
        "values of other files",
        "a.xlsx",
        lambda: changed_workbook({"xl/externalLinks/externalLink1.xml": "<x/>"}),
        "other files",
    ),
    read("a hidden column", "a.xlsx", hidden_columns, "Hidden columns"),
    read("called et", "a.et", good_workbook),
    read("called xls", "a.xls", good_workbook),
    *(
        any_of(
            f"a day numbered {serial}",
            "a.xlsx",
            lambda serial=serial: xlsx_bytes(
                ("home_city", "partner_city", "country", "tie_class", "signed_on"),
                ["chongqing", "Lyon", "FR", "sister_city", serial],
            ),
            "ties",
        )
        for serial in (
            0,
            1,
            59,
            60,
            61,
            -1,
            0.5,
            2958465,
            2958466,
            10**9,
            10**300,
            1e308,
            40812.75,
            datetime(1, 1, 1),
            datetime(9999, 12, 31),
            True,
        )
    ),
]
