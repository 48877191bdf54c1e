"""Workbooks and documents put together part by part, so that each part can be wrong."""

import io
import zipfile
from collections.abc import Mapping

from tests.imports.files import ods_bytes, ods_cell, xlsx_bytes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
GOOD_ROWS = (("slug", "name_en", "country"), ("hue", "Hue", "VN"), ("lyon", "Lyon", "FR"))
ROW_OF_HEADINGS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>name_en</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>country</t></is></c><c r="C1" t="inlineStr"><is><t>population</t></is></c></row>'
)


def good_workbook() -> bytes:
    return xlsx_bytes(*GOOD_ROWS)


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_workbook(changes: Mapping[str, str | bytes | None]) -> bytes:
    """A good workbook with parts changed, added, or left out where there is None."""
    parts = unpacked(good_workbook()) | {name: part for name, part in changes.items() if part is not None}
    return packed({name: part for name, part in parts.items() if changes.get(name, "") is not None})


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook_of(rows: str, **parts: str) -> bytes:
    """A small workbook whose only sheet has these `<row>` elements; `parts` change others by their file name."""
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    kinds = f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    return packed(
        {
            "[Content_Types].xml": kinds,
            "_rels/.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
                f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": parts.get("book", book),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
                f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            ),
            "xl/worksheets/sheet1.xml": parts.get("sheet", sheet_xml(ROW_OF_HEADINGS + rows)),
            **({"xl/sharedStrings.xml": parts["strings"]} if "strings" in parts else {}),
            **({"xl/styles.xml": parts["styles"]} if "styles" in parts else {}),
        }
    )


def document_sheet(rows: str) -> bytes:
    """An OpenDocument sheet with headings and these rows."""
    cells = "".join(ods_cell(text) for text in ("name_en", "country"))
    return ods_bytes(f"<table:table-row>{cells}</table:table-row>{rows}")


def document_row(*texts: str) -> str:
    return f"<table:table-row>{''.join(ods_cell(text) for text in texts)}</table:table-row>"
