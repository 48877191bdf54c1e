"""The form of one sheet's plan: what it shows of each column, and which changes of the plan a sent form means."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sistercities.common.enumerations import listed
from sistercities.imports.cells import RefusedCell, cell_text, plain
from sistercities.imports.column_contents import TAKEN, Json, fields_of
from sistercities.imports.column_labels import allowed_values, field_words
from sistercities.imports.date_plans import answer_key, dates_of
from sistercities.imports.date_questions import DateQuestion, asked_of_dates
from sistercities.imports.pages.word_forms import AskedWord, asked_words, words_sent
from sistercities.imports.plan_questions import MISSING
from sistercities.imports.sheet_fields import SheetFields
from sistercities.imports.transformations import MANY_PARTNERS, TRANSFORMATIONS, split_cell, split_partners

CERTAINTIES: dict[str, str | Promise] = {
    "code": gettext_lazy("certain"),
    "alias": gettext_lazy("usual heading"),
    "content": gettext_lazy("told by its content"),
    "remembered": gettext_lazy("remembered"),
    "chosen": gettext_lazy("chosen"),
    "proposed": gettext_lazy("please choose"),
    "none": gettext_lazy("not imported"),
}
ANSWERS: dict[str, str | Promise] = {
    "dmy": gettext_lazy("day before month: 03/04 is 3 April"),
    "mdy": gettext_lazy("month before day: 03/04 is 4 March"),
    ".": gettext_lazy("a point before the decimals: 1,234.5"),
    ",": gettext_lazy("a comma before the decimals: 1.234,5"),
}
# Of a sample that lists many partners, so many are shown.
MOST_PARTS = 6
Option = tuple[str, str]


@dataclass(frozen=True)
class ShownColumn:
    """One column of the file, as its row of the form shows it."""

    index: int
    letter: str
    heading: str
    sample: list[str]
    field: str
    candidates: list[Option]
    certainty: str
    certainty_words: str
    why: str
    unit: str
    transformation: str
    into: list[str]
    taken_apart: list[str]
    likely: str = ""
    question: str = ""
    answer_name: str = ""
    answers: list[tuple[str, str, bool]] = dataclasses.field(default_factory=list)
    words: list[AskedWord] = dataclasses.field(default_factory=list)
    # What else a column of dates is asked, each with the name of its answer in the form.
    date_questions: list[tuple[str, DateQuestion]] = dataclasses.field(default_factory=list)


@dataclass(frozen=True)
class Constant:
    """A value for all rows; `choices` when only some are allowed."""

    name: str
    label: str
    value: str
    choices: list[Option]
    is_missing: bool = False
    was_used: bool = False


def shown_columns(sheet: Json, fields: SheetFields) -> list[ShownColumn]:
    return [_shown(column, sheet, fields) for column in sheet["columns"]]


def _shown(column: Json, sheet: Json, fields: SheetFields) -> ShownColumn:
    is_taken = column["certainty"] in TAKEN
    reader = column.get("reader") or {}
    names = fields_of(column)
    answered = next((sheet["answers"][name] for name in names if sheet.get("answers", {}).get(name)), "")
    has_question = bool(names) and bool(reader.get("question") or answered)
    choices = (("dmy", "mdy") if "order" in reader else (".", ",")) if has_question else ()
    return ShownColumn(
        index=column["index"],
        letter=column["letter"],
        heading=" ".join(column["heading"].split()),
        sample=column["sample"],
        field=column["field"] if is_taken else "",
        candidates=[(name, field_words(fields, name)) for name in column["candidates"]],
        certainty=column["certainty"],
        certainty_words=str(CERTAINTIES.get(column["certainty"], "")) if column["field"] else str(CERTAINTIES["none"]),
        why=column["why"],
        unit=_unit(column),
        transformation=column["transformation"],
        into=(list(column.get("into") or []) + ["", ""])[:2],
        taken_apart=_taken_apart(column, sheet),
        likely=listed(field_words(fields, name) for name in column["candidates"] or [column["field"]]),
        question=reader.get("question", "") if has_question else "",
        answer_name=f"answer-{names[0]}" if has_question else "",
        answers=[(value, str(ANSWERS[value]), value == answered) for value in choices],
        words=asked_words(column, sheet, fields),
        date_questions=[
            (f"answer-{answer_key(names[0], each.aspect)}", each) for each in asked_of_dates(sheet, column)
        ],
    )


def _taken_apart(column: Json, sheet: Json) -> list[str]:
    """What becomes of the sample cells of a column that is taken apart."""
    split = column["transformation"]
    if not split:
        return []
    cells = [part for cell in column["sample"] for part in (split_partners(cell) if split == MANY_PARTNERS else [cell])]
    dates = dates_of(sheet, column)
    parts = (split_cell(split, cell, dates) for cell in cells[:MOST_PARTS])
    return [" | ".join(_told(part) for part in pair) for pair in parts]


def _told(part: Any) -> str:
    return part.sentence if isinstance(part, RefusedCell) else cell_text(part) or "–"


def _unit(column: Json) -> str:
    unit = column.get("unit")
    return _("Figures are multiplied by %(factor)s (%(word)s).") % unit if unit and unit["factor"] != "1" else ""


def constants_of(sheet: Json, fields: SheetFields) -> list[Constant]:
    """The values for all rows: those given, those that are missing, and those of the last such file."""
    missing = [name for each in sheet["questions"] if each["kind"] == MISSING for name in each["fields"]]
    proposed = sheet.get("proposed_constants") or {}
    names = dict.fromkeys([*sheet["constants"], *missing, *proposed])
    return [
        Constant(
            name,
            field_words(fields, name),
            sheet["constants"].get(name, "") or proposed.get(name, ""),
            _choices(fields, name),
            name in missing,
            name not in sheet["constants"] and bool(proposed.get(name)),
        )
        for name in names
        if name in fields.names
    ]


def _choices(fields: SheetFields, name: str) -> list[Option]:
    column = fields.column(name)
    return allowed_values(column) if column is not None and fields.target(name).column == column.name else []


def options(fields: SheetFields) -> list[Option]:
    """All fields that a column can mean, in the order of the sheets."""
    return [(name, field_words(fields, name)) for name in fields.names]


def transformations() -> list[Option]:
    return [(name, str(words)) for name, words in TRANSFORMATIONS.items()]


def nowhere(columns: Iterable[ShownColumn]) -> list[ShownColumn]:
    """The columns whose cells are not imported."""
    return [column for column in columns if not column.field]


def edits_of(sent: QueryDict, sheet: Json) -> Json:
    """The changes that a sent form makes to a sheet's plan: what it leaves as it is, is not decided anew."""
    edits: dict[str, Any] = {}
    if ("is_read" in sent) != sheet["is_read"]:
        edits["is_read"] = "is_read" in sent
    if sent.get("kind") and sent["kind"] != sheet["kind"]:
        return {**edits, "kind": sent["kind"]}
    if (header := _header(sent)) and header != {name: sheet["header"][name] for name in ("first", "last")}:
        return {**edits, "header": header}
    edits["columns"] = {column["index"]: edit for column in sheet["columns"] if (edit := _column_edit(sent, column))}
    edits["constants"] = _changed(_named(sent, "constant-") | _new_constant(sent), sheet["constants"])
    edits["words"] = words_sent(sent, sheet)
    edits["answers"] = _changed(_named(sent, "answer-"), sheet.get("answers", {}))
    if sent.get("section_field", sheet["section_field"]) != sheet["section_field"]:
        edits["section_field"] = sent["section_field"]
    return {name: edit for name, edit in edits.items() if edit != {}}


def _named(sent: QueryDict, beginning: str) -> dict[str, str]:
    """What was sent under names with this beginning, by the rest of the name."""
    return {name.removeprefix(beginning): plain(str(sent[name])) for name in sent if name.startswith(beginning)}


def _new_constant(sent: QueryDict) -> dict[str, str]:
    name = sent.get("new-constant")
    return {name: plain(sent.get("new-constant-value", ""))} if name else {}


def _changed(wanted: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in wanted.items() if text != now.get(name, "")}


def _header(sent: QueryDict) -> dict[str, int] | None:
    """The rows of the headings, sent as the spreadsheet counts them."""
    rows = [sent.get(name, "") for name in ("header-first", "header-last")]
    if not all(row.isascii() and row.isdecimal() and len(row) < 7 for row in rows):
        return None
    first, last = int(rows[0]) - 1, int(rows[1]) - 1
    # Without headings the first row is that of the first record.
    return {"first": first, "last": first - 1 if "header-none" in sent else last}


def _column_edit(sent: QueryDict, column: Json) -> Json | None:
    number = column["index"]
    if f"field-{number}" not in sent:
        return None
    split = sent.get(f"transformation-{number}", "")
    into = [sent.get(f"into-{number}-{place}", "") for place in (0, 1)] if split else []
    wanted = {"field": sent[f"field-{number}"], "transformation": split, "into": into}
    now = {"field": column["field"], "transformation": column["transformation"], "into": list(column.get("into") or [])}
    if column["certainty"] not in TAKEN:
        now = {"field": "", "transformation": column["transformation"], "into": list(column.get("into") or [])}
    return wanted if wanted != now else None
