"""Jobs and plans made from small files."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile

from sistercities.imports import jobs
from sistercities.imports.cells import RefusedCell
from sistercities.imports.models import ImportJob
from sistercities.imports.plan_edits import change_sheet
from sistercities.imports.plans import plan_of
from sistercities.imports.prepared_sheets import prepare


def job_of(name: str, data: bytes, kind: str = "", **edits: Any) -> ImportJob:
    """A job made from a file, with the plan of its first sheet changed."""
    job = jobs.create(None, ContentFile(data, name=name), kind)
    if edits:
        assert change_sheet(job, 0, edits) == []
    return job


def rows_of(job: ImportJob, kind: str) -> list[dict[str, Any]]:
    """The cells of the prepared rows of one kind."""
    return [row.cells for sheet in prepare(job) if sheet.kind == kind for row in sheet.rows]


def planned(name: str, data: bytes, kind: str = "") -> dict[str, Any]:
    return plan_of(name, data, kind)["sheets"][0]


def meanings(sheet: dict[str, Any]) -> dict[str, str]:
    return {column["heading"]: column["field"] for column in sheet["columns"]}


def refused(rows: Iterable[dict[str, Any]]) -> list[str]:
    return [cell.sentence for row in rows for cell in row.values() if isinstance(cell, RefusedCell)]


def word_file(rows: list[list[str]]) -> bytes:
    """A Word file with one table."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) for row in rows)
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {space}><w:body><w:tbl>{table}</w:tbl></w:body></w:document>"
        )
    return file.getvalue()
