"""The fixed parts of the workbooks that `quick_workbooks` writes."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from sistercities.imports.errors import column_letter

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NAMESPACES = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
SHEET_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing{{number}}.vml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/comments" Target="../comments{{number}}.xml"/></Relationships>'
)
RED, YELLOW = "FFF6C6BE", "FFFBEFD9"
WRAPPED = '<alignment wrapText="1" vertical="top"/>'
# (number format, fill, font, wrapped) of each Style, in its order.
LOOKS = (
    *((0, 0, 0, False), (14, 0, 0, False), (22, 0, 0, False), (21, 0, 0, False)),
    *((0, 2, 0, False), (49, 2, 0, False), (49, 3, 0, True), (49, 0, 1, True), (14, 2, 0, False)),
)


def _look(format_id: int, fill: int, font: int, is_wrapped: bool) -> str:
    inside = WRAPPED if is_wrapped else ""
    return (
        f'<xf numFmtId="{format_id}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" '
        f'applyFill="1" applyFont="1" applyAlignment="1">{inside}</xf>'
    )


def _fill(color: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/></patternFill></fill>'


STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    f"{_fill(RED)}{_fill(YELLOW)}</fills>"
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(LOOKS)}">{"".join(_look(*look) for look in LOOKS)}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def content_types(numbers: Iterable[int], noted: Iterable[int]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    notes = "".join(
        f'<Override PartName="/xl/comments{number}.xml" ContentType="{SHEET_TYPE}.comments+xml"/>' for number in noted
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_TYPE}.styles+xml"/>{sheets}{notes}</Types>'
    )


def workbook_xml(sheets: Iterable[tuple[str, bool]]) -> str:
    """`sheets` are pairs of a quoted name and whether the sheet is hidden."""
    parts = "".join(
        f'<sheet name={name} sheetId="{number}"{" state=" + chr(34) + "hidden" + chr(34) if is_hidden else ""} '
        f'r:id="rId{number}"/>'
        for number, (name, is_hidden) in enumerate(sheets, 1)
    )
    views = "<bookViews><workbookView/></bookViews>"
    return f"{DECLARATION}<workbook {NAMESPACES}>{views}<sheets>{parts}</sheets></workbook>"


def workbook_relations(numbers: Iterable[int]) -> str:
    sheets = [
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    ]
    styles = f'<Relationship Id="rId{len(sheets) + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(sheets)}{styles}</Relationships>'


Notes = list[tuple[int, int, str]]


def comments_xml(notes: Notes) -> str:
    """`notes` hold the row, counted from 1, the column, counted from 0, and the text."""
    parts = "".join(
        f'<comment ref="{column_letter(column)}{row}" authorId="0"><text><t xml:space="preserve">{escape(text)}</t>'
        "</text></comment>"
        for row, column, text in notes
    )
    return (
        f'{DECLARATION}<comments xmlns="{MAIN}"><authors><author>register</author></authors><commentList>{parts}'
        "</commentList></comments>"
    )


def drawing_xml(notes: Notes) -> str:
    """The boxes in which programs show the notes."""
    shapes = "".join(
        f'<v:shape id="_x0000_s{1025 + number}" type="#_x0000_t202" '
        'style="position:absolute;width:240pt;height:90pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
        f"<x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        for number, (row, column, _text) in enumerate(notes)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
        f"{shapes}</xml>"
    )
