"""Changes to a plan by hand: kind, headings, meanings of columns, values for all rows, day or month first.

Every change is checked before it is kept; what cannot be kept is told in sentences, and then nothing is changed.
"""

import copy
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from sistercities.common.told import joined, sentences_of
from sistercities.common.told import told as _
from sistercities.imports.body_rows import RowKind
from sistercities.imports.cell_conversion import Converter, Reading
from sistercities.imports.cells import RefusedCell
from sistercities.imports.column_labels import coded_field
from sistercities.imports.column_plans import Json, propose_splits
from sistercities.imports.date_plans import BETWEEN, is_answer
from sistercities.imports.directories import Directory
from sistercities.imports.errors import SheetRefused
from sistercities.imports.file_grids import DELIMITERS, read_grids
from sistercities.imports.grids import Grid, TextForm
from sistercities.imports.header_rows import Header, header_at
from sistercities.imports.job_files import sheet_of
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.plans import plan_of, plan_sheet, read_body, study_sheet
from sistercities.imports.sheet_fields import CellKind, SheetFields
from sistercities.imports.transformations import TRANSFORMATIONS
from sistercities.imports.word_questions import set_words

ORDERS, MARKS = ("dmy", "mdy"), (".", ",")
STALE = (JobState.CHECKED, JobState.FAILED, JobState.CANCELLED)


def read_as(job: ImportJob, encoding: str, delimiter: str = "") -> list[str]:
    """Read a text file in another encoding or with another delimiter; the plan is made anew.

    Sentences if it cannot be read so, and then nothing is changed.
    """
    if delimiter and delimiter not in DELIMITERS:
        return [_("Choose one of the delimiters offered.")]
    try:
        job.plan = plan_of(*sheet_of(job), job.kind, TextForm(encoding, delimiter))
    except SheetRefused as refusal:
        return refusal.sentences
    _keep(job)
    return []


def change_sheet(job: ImportJob, position: int, edits: Json) -> list[str]:
    """Change the plan of one sheet; sentences for what cannot be, and then nothing is changed.

    `edits` may hold `is_read`, `kind`, `header` ({"first", "last"}, counted from 0; no headings if `last` lies before
    `first`), `columns` ({index: {"field",
    "transformation", "into"}}), `constants` ({field: text}), `answers` ({field: "dmy" | "mdy" | "." | ","}),
    `words` ({field: {word: value}}) and `section_field`. A field of "" leaves a column out.
    """
    before = next((sheet for sheet in job.plan["sheets"] if sheet["position"] == position), None)
    if before is None:
        return [_("There is no such sheet in the file.")]
    grid = _grid(job, position)
    try:
        sheet = _edited(copy.deepcopy(before), grid, edits)
    except SheetRefused as refusal:
        return refusal.sentences
    job.plan["sheets"] = [sheet if each["position"] == position else each for each in job.plan["sheets"]]
    _keep(job)
    return []


def _edited(sheet: Json, grid: Grid, edits: Json) -> Json:
    if "kind" in edits or "header" in edits:
        sheet = _replanned(sheet, grid, edits)
    if "is_read" in edits:
        sheet["is_read"] = bool(edits["is_read"])
    fields = SheetFields(sheet["kind"])
    problems = [
        *_set_columns(sheet, fields, edits.get("columns", {})),
        *_set_constants(sheet, fields, edits.get("constants", {})),
        *_set_answers(sheet, fields, edits.get("answers", {})),
        *set_words(sheet, fields, edits.get("words", {})),
        *_set_section_field(sheet, fields, edits.get("section_field")),
    ]
    if problems:
        raise SheetRefused(*problems)
    header = Header(sheet["header"]["first"], sheet["header"]["last"], _headings(sheet))
    records = [row.cells for row in read_body(grid, header) if row.kind is RowKind.RECORD]
    propose_splits(sheet["columns"], records, fields)
    study_sheet(sheet, records, fields)
    return sheet


def _replanned(sheet: Json, grid: Grid, edits: Json) -> Json:
    """Planned anew under another kind, or with the headings in other rows."""
    kind = str(edits["kind"] if "kind" in edits else sheet["kind"])
    if not SheetFields(kind).is_known:
        raise SheetRefused(_("There are no sheets of the kind “%(kind)s”.") % {"kind": kind})
    header = None
    if "header" in edits:
        first, last = int(edits["header"]["first"]), int(edits["header"]["last"])
        if not 0 <= first <= last + 1 <= len(grid.rows):
            raise SheetRefused(_("The sheet has no such row."))
        header = header_at(grid.rows, first, last)
    elif sheet["header"].get("is_chosen"):
        header = header_at(grid.rows, sheet["header"]["first"], sheet["header"]["last"])
    planned = plan_sheet(grid, sheet["position"], kind, header)
    planned["constants"] = {name: text for name, text in sheet["constants"].items() if name in SheetFields(kind).names}
    planned["is_read"] = planned["is_read"] or (sheet["is_read"] and bool(planned["rows"]))
    return planned


def _headings(sheet: Json) -> tuple[str, ...]:
    return tuple(column["heading"] for column in sheet["columns"])


def _set_columns(sheet: Json, fields: SheetFields, edits: dict[Any, Json]) -> Iterator[str]:
    columns = {column["index"]: column for column in sheet["columns"]}
    for index, edit in edits.items():
        column, name = columns.get(int(index)), edit.get("field", "")
        split, into = edit.get("transformation", ""), edit.get("into", [])
        unknown = [field for field in (name, *into) if field and field not in fields.names]
        if column is None:
            yield _("The sheet has no such column.")
        elif unknown:
            yield _("Sheets of this kind have no field “%(field)s”.") % {"field": unknown[0]}
        elif split and (split not in TRANSFORMATIONS or len(into) != 2):
            yield _("Choose how the column is to be taken apart, and the two fields that it fills.")
        else:
            why = _("You chose this.") if name else _("You left this column out.")
            column.update(field=name, certainty="chosen", why=why, transformation=split, into=list(into))
            # Whoever chose the field alone has not refused to have the column taken apart.
            column["split_is_decided"] = "transformation" in edit
            column.pop("is_labelled", None)


def _set_constants(sheet: Json, fields: SheetFields, edits: dict[str, str]) -> Iterator[str]:
    for name, text in edits.items():
        if name not in fields.names:
            yield _("Sheets of this kind have no field “%(field)s”.") % {"field": name}
            continue
        if problem := _problem_with(name, text, fields) if text else "":
            yield _("Value for all rows of %(field)s: %(problem)s") % {
                "field": coded_field(fields.kind, name),
                "problem": problem,
            }
            continue
        sheet["constants"][name] = text
    sheet["constants"] = {name: text for name, text in sheet["constants"].items() if text}


def _problem_with(name: str, text: str, fields: SheetFields) -> str:
    """Why a value cannot be that of a field; empty when it can."""
    kind, column = fields.cell_kind(name), fields.column(name)
    cell = Converter(kind, Reading(codes=fields.codes(name)))(text)
    if isinstance(cell, RefusedCell):
        return cell.sentence
    try:
        if kind is CellKind.REFERENCE and column is not None:
            Directory(column.widget.model).find(str(cell))
        elif kind in (CellKind.CHOICE, CellKind.COUNTRY) and column is not None:
            column.read(cell)
    except ValidationError as error:
        return joined(" ", sentences_of(error))
    return ""


def _set_answers(sheet: Json, fields: SheetFields, edits: dict[str, str]) -> Iterator[str]:
    for name, answer in edits.items():
        field, _between, aspect = name.partition(BETWEEN)
        is_date = fields.cell_kind(field) is CellKind.DATE
        is_allowed = is_answer(aspect, answer) and is_date if aspect else answer in (ORDERS if is_date else MARKS)
        if field not in fields.names or (answer and not is_allowed):
            yield _("Choose one of the answers offered.")
        else:
            sheet["answers"][name] = answer


def _set_section_field(sheet: Json, fields: SheetFields, name: str | None) -> Iterator[str]:
    if name is None:
        return
    if name and name not in fields.names:
        yield _("Sheets of this kind have no field “%(field)s”.") % {"field": name}
    sheet["section_field"] = name


def _grid(job: ImportJob, position: int) -> Grid:
    first = job.plan["sheets"][0]
    form = TextForm(first["encoding"], first["delimiter"]) if first["encoding"] else None
    return read_grids(*sheet_of(job), form, is_known=True)[position]


def _keep(job: ImportJob) -> None:
    """What was checked before is of another plan: it has to be checked again."""
    if job.state in STALE:
        job.state = JobState.UPLOADED
    job.save(update_fields=["plan", "state"])
