"""Remembers what columns mean, for the next file with the same headings."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from sistercities.common.told import told as _
from sistercities.imports.column_contents import TAKEN, Json, fields_of
from sistercities.imports.date_plans import ASKED, answer_key
from sistercities.imports.header_rows import Header, header_at
from sistercities.imports.heading_aliases import heading_key
from sistercities.imports.models import ColumnMapping, ImportJob
from sistercities.imports.sheet_fields import SheetFields

KEPT_OF_A_COLUMN = ("field", "transformation", "into")


def signature(columns: list[Json]) -> str:
    """Equal for sheets with the same headings in the same order, however they are written."""
    keys = [heading_key(column["heading"]) for column in columns]
    return hashlib.sha256(json.dumps(keys).encode()).hexdigest()


def remember(job: ImportJob) -> None:
    """Keep what the columns of a job's sheets mean, when it was decided by hand or has proved right."""
    for sheet in job.plan.get("sheets", []):
        if not sheet["is_read"] or not has_headings(sheet):
            # Without headings nothing tells that another file has the same columns.
            continue
        mapping: dict[str, Any] = {
            "columns": [
                {name: column[name] for name in KEPT_OF_A_COLUMN} if column["certainty"] in TAKEN else None
                for column in sheet["columns"]
            ],
            "constants": sheet["constants"],
            "answers": sheet["answers"],
            "words": sheet.get("words", {}),
        }
        ColumnMapping.objects.update_or_create(
            kind=sheet["kind"],
            signature=signature(sheet["columns"]),
            defaults={"mapping": mapping, "made_by": job.owner, "used_at": timezone.now()},
        )


def recall(sheet: Json) -> None:
    """Fill a new plan with what was decided for the same headings before. Constants are only proposed again."""
    if not has_headings(sheet):
        return
    known = ColumnMapping.objects.filter(kind=sheet["kind"], signature=signature(sheet["columns"])).first()
    if known is None:
        return
    fields = set(SheetFields(sheet["kind"]).names)
    for column, kept in zip(sheet["columns"], known.mapping.get("columns", []), strict=False):
        if kept and (not kept["field"] or kept["field"] in fields):
            column.update(
                kept,
                certainty="remembered",
                split_is_decided=True,
                why=_("This was chosen for the same headings before."),
            )
    sheet["proposed_constants"] = known.mapping.get("constants", {})
    sheet["remembered_answers"] = known.mapping.get("answers", {})
    sheet["words"] = known.mapping.get("words", {})


def answers_before(sheet: Json, column: Json, reader: Json) -> Json:
    """What was answered for the same headings before, where this column is asked the same and nobody has answered."""
    names, given = fields_of(column), sheet["answers"]
    before = sheet.get("remembered_answers") or {}
    asked = set(names) if reader.get("question") else set()
    asked |= {answer_key(name, aspect) for name in names for aspect in reader.get(ASKED) or {}}
    return {name: text for name, text in before.items() if text and name in asked and not given.get(name)}


def has_headings(sheet: Json) -> bool:
    return bool(sheet["header"]["last"] >= sheet["header"]["first"])


def header_before(rows: Sequence[Any], before: Json | None) -> Header | None:
    """Where the headings of a mended sheet stand, if somebody has pointed at them, or said that there are none."""
    header = (before or {}).get("header") or {}
    if not header.get("is_chosen") or header["first"] >= len(rows):
        return None
    return header_at(rows, header["first"], header["last"])


def plan_before(plan: Json, name: str) -> Json | None:
    """What was planned for the sheet of this name in the file that was mended; if it has only one, for that."""
    sheets = plan.get("sheets", [])
    return next((sheet for sheet in sheets if sheet["name"] == name), sheets[0] if len(sheets) == 1 else None)


def take_over(sheet: Json, before: Json) -> None:
    """Fill the plan of a mended sheet with all that was chosen for it before, if its headings are the same."""
    if before["kind"] != sheet["kind"] or signature(before["columns"]) != signature(sheet["columns"]):
        return
    why = _("As for the file that you have mended.")
    for column, old in zip(sheet["columns"], before["columns"], strict=True):
        kept = {name: old[name] for name in KEPT_OF_A_COLUMN if name in old}
        if old["certainty"] in TAKEN and kept != {name: column.get(name) for name in kept}:
            column.update(kept, certainty="remembered", split_is_decided=True, why=why)
    sheet |= {name: before[name] for name in ("constants", "answers", "words", "section_field") if name in before}
    sheet["is_read"] = before["is_read"] and bool(sheet["rows"])
