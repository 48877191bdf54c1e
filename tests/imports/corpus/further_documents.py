"""Word tables, OpenDocument sheets and old workbooks that hold what few do, or lie."""

import struct

from tests.imports.corpus.cases import Case, any_of, refused
from tests.imports.corpus.other_cases import GOOD_ODS, old_workbook, repeated
from tests.imports.corpus.packed import GOOD_ROWS, document_row, document_sheet, packed, unpacked
from tests.imports.files import ods_bytes, ods_cell
from tests.imports.planning import word_file

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def old(offset: int, value: bytes) -> bytes:
    data = old_workbook()
    return data[:offset] + value + data[offset + len(value) :]


def word(body: str) -> bytes:
    return packed({"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'})


def line(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in cells)}</w:tr>"


def run(content: str) -> str:
    return f"<w:p><w:r><w:t>{content}</w:t></w:r></w:p>"


HEAD = line(run("name_en"), run("country"))
INSERTED = (
    "<w:p><w:ins w:id='1'><w:r><w:t>Hue</w:t></w:r></w:ins>"
    "<w:del w:id='2'><w:r><w:delText>Lyon</w:delText></w:r></w:del></w:p>"
)
NESTED = f"<w:tbl>{line(run('x'), run('y'))}{line(run('1'), run('2'))}</w:tbl>{run('Hue')}"
LETTER = (
    "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>"
    "<office:body><office:text/></office:body></office:document-content>"
)
COVERED = "<table:covered-table-cell table:number-columns-repeated='3'/>"
WIDE = ods_cell("Hue", 'table:number-rows-spanned="1000000" table:number-columns-spanned="9000"')
GONE = f"<w:tr><w:trPr><w:del w:id='3'/></w:trPr><w:tc>{run('Lyon')}</w:tc><w:tc>{run('FR')}</w:tc></w:tr>"
GOOD, BACKWARDS = line(run("Hue"), run("VN")), "<w:gridSpan w:val='-3'/>"
DOCUMENTS = {
    "changes that were tracked": f"<w:tbl>{HEAD}{line(INSERTED, run('VN'))}</w:tbl>",
    "a table in a table": f"<w:tbl>{HEAD}{line(NESTED, run('VN'))}</w:tbl>",
    "fields of a form": f"<w:tbl>{HEAD}<w:sdt><w:sdtContent>{GOOD}</w:sdtContent></w:sdt></w:tbl>",
    "rows of different width": f"<w:tbl>{HEAD}{line(run('Hue'))}{line(run('Lyon'), run('FR'), run('x'))}</w:tbl>",
    "a width below nought": f"<w:tbl>{HEAD}<w:tr><w:tc><w:tcPr>{BACKWARDS}</w:tcPr>{run('Hue')}</w:tc></w:tr></w:tbl>",
    "a table of one row": f"<w:tbl>{HEAD}</w:tbl>",
    "a table of nothing": "<w:tbl><w:tr/><w:tr/></w:tbl>",
    "60 tables": f"<w:tbl>{HEAD}{line(run('Hue'), run('VN'))}</w:tbl>" * 60,
    "tables 300 deep": "<w:tbl><w:tr><w:tc>" * 300 + run("x") + "</w:tc></w:tr></w:tbl>" * 300,
    "200 equal rows": f"<w:tbl>{HEAD}{line(run('Hue'), run('VN')) * 200}</w:tbl>",
    "a row that was deleted": f"<w:tbl>{HEAD}{GONE}{line(run('Hue'), run('VN'))}</w:tbl>",
}
OTHERS: list[Case] = [
    *(any_of(f"word: {label}", "a.docx", lambda body=body: word(body)) for label, body in DOCUMENTS.items()),
    any_of("word: called doc", "a.doc", lambda: word_file([list(row) for row in GOOD_ROWS])),
    *(
        any_of(f"document: {label}", "a.ods", lambda rows=rows: document_sheet(rows))
        for label, rows in {
            "2^31 rows": repeated('table:number-rows-repeated="2147483648"'),
            "2^70 rows": repeated(f'table:number-rows-repeated="{2**70}"'),
            "2^31 blank rows and one more": repeated('table:number-rows-repeated="2147483648"', "", "")
            + document_row("Hue", "VN"),
            "rows in a group": f"<table:table-row-group>{GOOD_ODS}</table:table-row-group>",
            "rows of headings": f"<table:table-header-rows>{GOOD_ODS}</table:table-header-rows>",
            "a table in a cell": repeated("", "", "<table:table table:name='x'><table:table-row/></table:table>"),
            "a remark in a cell": repeated(
                "", "", "<office:annotation><text:p>secret</text:p></office:annotation><text:p>Hue</text:p>"
            ),
            "several paragraphs": repeated("", "", "<text:p>Hue</text:p><text:p>VN</text:p>"),
            "a sum of money": repeated("", 'office:value-type="currency" office:value="NaN"', ""),
            "a moment": repeated("", 'office:value-type="date" office:date-value="2011-13-45T99:00:00"', ""),
            "a duration": repeated("", 'office:value-type="time" office:time-value="PT99999999H"', ""),
            "a formula": repeated("", 'table:formula="of:=1+1" office:value-type="float"', ""),
            "cells that are covered": f"<table:table-row>{COVERED}</table:table-row>",
            "a span over all": f"<table:table-row>{WIDE}</table:table-row>",
        }.items()
    ),
    any_of("document: in one file", "a.ods", lambda: b"<?xml version='1.0'?><office:document xmlns:office='x'/>"),
    any_of(
        "document: locked",
        "a.ods",
        lambda: packed(
            unpacked(ods_bytes(document_row("a", "b")))
            | {"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": bytes(range(256))}
        ),
    ),
    any_of(
        "document: a letter",
        "a.ods",
        lambda: packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": LETTER,
            }
        ),
    ),
    *(
        any_of(f"old workbook: {label}", "a.xls", lambda offset=offset, value=value: old(offset, value))
        for label, offset, value in (
            ("sectors of 2^65535", 30, b"\xff\xff"),
            ("no sectors", 44, b"\0\0\0\0"),
            ("too many sectors", 44, b"\xff\xff\xff\x7f"),
            ("a folder elsewhere", 48, struct.pack("<i", 2**30)),
            ("a chain that bites its tail", 512, struct.pack("<i", 0) * 128),
            ("a chain to itself", 76, struct.pack("<i", 0) * 4),
            ("a beginning of records that lies", 600, b"\xff" * 40),
        )
    ),
]
OTHERS.append(
    refused("old workbook: a stray cell", "a.xls", lambda: old_workbook(*[()] * 65_535, ("x",) * 256), "stray value")
)
CASES = OTHERS
