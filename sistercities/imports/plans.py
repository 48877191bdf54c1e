"""Plans how a file is read: which sheets, which kinds, where the headings stand, what each column means.

A plan is JSON, so that it can be kept with the job, shown, edited (`plan_edits`) and read again (`prepared_sheets`):
`{"sheets": [{"position", "name", "kind", "kinds", "is_read", "header": {"first", "last", "is_certain", "is_chosen"},
"titles", "encoding", "delimiter", "encoding_is_certain", "columns", "constants": {field: text}, "date_orders": {field:
"dmy" | "mdy" | "?"}, "marks": {field: "." | "," | "?"}, "answers": {field: order or mark, "field:aspect": an answer of
`date_questions`}, "section_field", "sections",
"questions", "notes", "rows"}], "notes"}`.
"""

from typing import Any

from django.utils.translation import ngettext_lazy

from sistercities.common.told import listed, listed_apart, told_of
from sistercities.common.told import told as _
from sistercities.common.translatable import Translatable
from sistercities.imports import limits
from sistercities.imports.body_rows import BodyRow, RowKind, body_rows, unmet_claims
from sistercities.imports.brought_files import BroughtFiles
from sistercities.imports.cell_reading import shortened
from sistercities.imports.cells import cell_text
from sistercities.imports.column_plans import Json, plan_columns, study_column, taken
from sistercities.imports.countries import find_country
from sistercities.imports.date_plans import settle_doubts
from sistercities.imports.errors import SheetRefused
from sistercities.imports.file_grids import read_grids
from sistercities.imports.grids import Grid, TextForm
from sistercities.imports.header_rows import Header, NoHeadings, find_header
from sistercities.imports.kind_guessing import guess_kinds
from sistercities.imports.other_tables import LEAST_KNOWN, doubled_headings
from sistercities.imports.plan_memory import answers_before, has_headings, header_before, plan_before, recall, take_over
from sistercities.imports.plan_questions import offer_constants, questions_of
from sistercities.imports.sheet_fields import CellKind, SheetFields
from sistercities.imports.sheets import is_blank
from sistercities.imports.word_questions import unknown_words

WORKBOOK = "workbook"
NUMBERS_SHOWN = 10
NOTES_ON_ROWS = {
    RowKind.SECTION: ngettext_lazy(
        "Row %(rows)s is the heading of a section.", "Rows %(rows)s are headings of sections.", "number"
    ),
    RowKind.TOTAL: ngettext_lazy(
        "Row %(rows)s is a total and is not taken in.", "Rows %(rows)s are totals and are not taken in.", "number"
    ),
    RowKind.NOTE: ngettext_lazy(
        "Row %(rows)s is a remark on the sheet and is not taken in.",
        "Rows %(rows)s are remarks on the sheet and are not taken in.",
        "number",
    ),
    RowKind.HEADINGS_AGAIN: ngettext_lazy(
        "Row %(rows)s repeats the headings and is not taken in.",
        "Rows %(rows)s repeat the headings and are not taken in.",
        "number",
    ),
    RowKind.OTHER_TABLE: ngettext_lazy(
        "Row %(rows)s belongs to another table further down and is not read. Put that table into a sheet of its own.",
        "Rows %(rows)s belong to another table further down and are not read. Put that table into a sheet of its own.",
        "number",
    ),
}
HIDDEN_ROWS = ngettext_lazy(
    "Row %(rows)s is hidden; it is read like the others.",
    "Rows %(rows)s are hidden; they are read like the others.",
    "number",
)
UNNAMED_FILES = ngettext_lazy(
    "No row names this file, so it is not taken in: %(names)s.",
    "No row names these %(number)s files, so they are not taken in: %(names)s.",
    "number",
)
SAMPLE_LINES = 4


def plan_of(name: str, data: bytes, kind: str = "", form: TextForm | None = None, before: Json | None = None) -> Json:
    """The plan of a file. `kind` is that of its rows; empty or `workbook` when each sheet is to tell.
    `before` is the plan of the file that this one has mended.

    Raises SheetRefused when nothing of the file can be read.
    """
    wanted = "" if kind == WORKBOOK else kind
    if wanted and not SheetFields(wanted).is_known:
        raise SheetRefused(_("There are no sheets of the kind “%(kind)s”.") % {"kind": wanted})
    grids = read_grids(name, data, form)
    sheets = [
        plan_sheet(grid, position, wanted, before=plan_before(before or {}, grid.name))
        for position, grid in enumerate(grids)
    ]
    if wanted:
        _read_only_one(sheets)
    if not any(sheet["is_read"] for sheet in sheets):
        raise SheetRefused(*_why_none(sheets))
    return {"sheets": sheets, "notes": [_note_unread(sheet) for sheet in sheets if not sheet["is_read"]]}


def plan_sheet(
    grid: Grid, position: int, kind: str = "", header: Header | None = None, before: Json | None = None
) -> Json:
    """The plan of one sheet, of the kind given or of the likeliest; `header` says where its headings stand."""
    sheet = _blank_plan(grid, position)
    kind = kind or (before or {}).get("kind", "")
    is_chosen = header is not None or bool((before or {}).get("header", {}).get("is_chosen"))
    try:
        header = header or header_before(grid.rows, before) or find_header(grid.rows)
    except NoHeadings as error:
        return sheet | {"notes": [*sheet["notes"], str(error)]}
    guesses = guess_kinds(grid.name, header.titles, header.headings)
    body = read_body(grid, header)
    records = [row.cells for row in body if row.kind is RowKind.RECORD]
    sheet |= {
        "header": {
            "first": header.first,
            "last": header.last,
            "is_certain": header.is_certain,
            "is_chosen": is_chosen,
        },
        "titles": list(header.titles),
        "kinds": [guess.kind for guess in guesses],
        "kind": kind or (guesses[0].kind if guesses else ""),
        "rows": len(records),
        "sections": list(dict.fromkeys(row.section for row in body if row.section)),
        "notes": [*sheet["notes"], *_notes_on_headings(header), *_notes_on_rows(grid, body)],
    }
    sheet["is_read"] = bool(sheet["kind"] and records and not grid.is_hidden)
    _check_rows(len(records))
    if sheet["kind"]:
        fields = SheetFields(sheet["kind"])
        sheet["columns"] = plan_columns(header.headings, records, fields)
        recall(sheet)
        if before:
            take_over(sheet, before)
        _use_sections(sheet, fields)
        study_sheet(sheet, records, fields)
    return sheet


def study_sheet(sheet: Json, records: list[Any], fields: SheetFields) -> None:
    """Decide how dates and figures are read, by all rows and by the answers given; put the questions that remain."""
    sheet["date_orders"], sheet["marks"] = {}, {}
    answers = sheet.setdefault("answers", {})
    for column in sheet["columns"]:
        found = study_column(column, records, fields) if column["field"] else {}
        answers |= answers_before(sheet, column, found)
        column["reader"] = found
        column["unknown_words"] = unknown_words(column, records, fields)
        for name in column.get("into") or [column["field"]]:
            if name and "order" in found and fields.cell_kind(name) is CellKind.DATE:
                sheet["date_orders"][name] = _decided(found, "order", answers.get(name))
            elif name and "mark" in found:
                sheet["marks"][name] = _decided(found, "mark", answers.get(name))
    settle_doubts(sheet)
    sheet["questions"] = questions_of(sheet, fields)
    offer_constants(sheet, fields)


def _decided(found: Json, name: str, answer: str | None) -> str:
    """What is known of a column: by an answer, which settles the question; by its rows; `?` while it is open."""
    if answer:
        found["question"] = ""
    return answer or ("?" if found["question"] else found[name] or "")


def read_body(grid: Grid, header: Header) -> list[BodyRow]:
    """The rows below the headings, vertically merged cells repeated."""
    grid.carry_down(header.last)
    return list(body_rows(grid.rows, header))


def _blank_plan(grid: Grid, position: int) -> Json:
    form = grid.form or TextForm()
    lines = [" · ".join(cell_text(cell) for cell in row if not is_blank(cell)) for row in grid.rows[:SAMPLE_LINES]]
    return {
        "position": position,
        "name": grid.name,
        "kind": "",
        "kinds": [],
        "is_read": False,
        "is_hidden": grid.is_hidden,
        "header": {"first": 0, "last": 0, "is_certain": False, "is_chosen": False},
        "titles": [],
        "encoding": form.encoding,
        "delimiter": form.delimiter,
        "encoding_is_certain": form.is_certain,
        "text_sample": [shortened(line, 200) for line in lines],
        "columns": [],
        "constants": {},
        "date_orders": {},
        "marks": {},
        "answers": {},
        "section_field": "",
        "sections": [],
        "questions": [],
        "notes": list(grid.notes),
        "rows": 0,
    }


def _notes_on_headings(header: Header) -> list[str]:
    """That a sheet may hold two lists, of which only one can be read."""
    doubled = doubled_headings(header)
    if len(doubled) < LEAST_KNOWN:
        return []
    message = _("Several columns are called %(headings)s. Put lists that stand side by side one below the other.")
    return [message % {"headings": listed_apart(doubled)}]


def _notes_on_rows(grid: Grid, body: list[BodyRow]) -> list[str]:
    """What was seen of rows that are no records, and of rows that are hidden."""
    numbers = {kind: [row.number + 1 for row in body if row.kind is kind] for kind in NOTES_ON_ROWS}
    notes = [*unmet_claims(body), *(about_rows(NOTES_ON_ROWS[kind], found) for kind, found in numbers.items() if found)]
    if grid.hidden_rows:
        notes.append(about_rows(HIDDEN_ROWS, grid.hidden_rows))
    if any(first != last for first, _left, last, _right in grid.merged):
        notes.append(_("Cells merged over several rows count in each of these rows."))
    return notes


def about_rows(message: Translatable, numbers: list[int]) -> str:
    return told_of(message, {"rows": rows_in_words(numbers), "number": len(numbers)})


def rows_in_words(numbers: list[int]) -> str:
    """Numbers of rows as people read them, the first ones when there are many."""
    shown = listed(map(str, numbers[:NUMBERS_SHOWN]))
    more = len(numbers) - NUMBERS_SHOWN
    return _("%(shown)s and %(more)s more") % {"shown": shown, "more": more} if more > 0 else shown


def note_at_check(sheet: Json, notes: list[str]) -> None:
    """Put notes into a plan that the last check of it has found, instead of those of the check before."""
    kept = [note for note in sheet["notes"] if note not in sheet.get("notes_of_check", [])]
    sheet["notes"], sheet["notes_of_check"] = [*kept, *notes], notes


def note_unnamed(plan: Json, files: BroughtFiles | None) -> None:
    """Note which of the files that came with the sheets no row has named, as a check has found."""
    unnamed = files.unnamed() if files else []
    names = {"names": listed(unnamed[:NUMBERS_SHOWN]), "number": len(unnamed)}
    note_at_check(plan, [told_of(UNNAMED_FILES, names)] if unnamed else [])


def notes_of_check(plan: Json) -> list[str]:
    """What only a look at all rows has told."""
    read = (sheet for sheet in plan.get("sheets", []) if sheet.get("is_read"))
    return [note for part in (plan, *read) for note in part.get("notes_of_check", [])]


def _use_sections(sheet: Json, fields: SheetFields) -> None:
    """Sections that are all countries fill that field, unless a column does."""
    is_free = "country" in fields.names and "country" not in taken(sheet["columns"])
    if is_free and sheet["sections"] and all(find_country(section).code for section in sheet["sections"]):
        sheet["section_field"] = "country"


def _check_rows(number: int) -> None:
    if number > limits.ROWS_OF_A_JOB:
        message = _("The file has %(number)s rows; at most %(most)s are read. Split it into several files.")
        raise SheetRefused(message % {"number": number, "most": limits.ROWS_OF_A_JOB})


def _read_only_one(sheets: list[Json]) -> None:
    """Of several sheets, the kind given is that of the first that can be read; the others are named and left out."""
    fitting = [sheet for sheet in sheets if sheet["is_read"]]
    headed = [sheet for sheet in fitting if has_headings(sheet)] or fitting
    best = next((sheet for sheet in fitting if sheet["kind"] in sheet["kinds"]), headed[0] if headed else None)
    for sheet in sheets:
        sheet["is_read"] = sheet is best


def _why_none(sheets: list[Json]) -> list[str]:
    """Why no sheet of a file is read, and what to do."""
    filled = [sheet for sheet in sheets if sheet["rows"]]
    if filled and all(sheet["is_hidden"] for sheet in filled):
        return [_("All rows of this file stand in hidden sheets. Show the sheet that is meant, and save the file.")]
    if filled:
        return [_("No sheet of this file has headings that are known. Say what kind of records it holds.")]
    notes = list(dict.fromkeys(note for sheet in sheets for note in sheet["notes"]))
    if notes and not any(sheet["columns"] for sheet in sheets):
        return notes
    return [_("The file has headings but no rows."), *notes]


def _note_unread(sheet: Json) -> str:
    about = {"name": sheet["name"]}
    if sheet["is_hidden"]:
        return _("The sheet “%(name)s” is hidden and is not read.") % about
    if not sheet["rows"]:
        return _("The sheet “%(name)s” holds no rows and is not read.") % about
    return _("The sheet “%(name)s” is not read.") % about
