"""Loads the demo through the doors that staff use: an import with its photos, and the act of publishing."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import models
from openpyxl import Workbook

from partnerships import source_actions
from partnerships.models import Source
from sistercities.common.content_version import content_change
from sistercities.common.history import Act
from sistercities.common.languages import CONTENT_LANGUAGES, suffix
from sistercities.common.publishing import Publishable
from sistercities.common.publishing_actions import take_step
from sistercities.demo.profile import write_profile
from sistercities.imports import jobs, running
from sistercities.imports.errors import SheetRefused
from sistercities.imports.job_files import KEEPS_EXISTING
from sistercities.imports.models import ImportJob, JobState, RowOutcome
from sistercities.imports.outcome_counts import WRONG, counts_by_sheet, number_of
from sistercities.imports.plans import WORKBOOK
from sistercities.imports.report_lines import lines_of
from sistercities.imports.tidying import discard
from sistercities.sheet_kinds import KINDS

FOLDER = Path(__file__).parent


class DemoFaulty(Exception):  # noqa: N818 (callers read it as what happened)
    """A sheet of the demo is wrong; the message names sheet, row and column. Nothing was loaded."""


@dataclass
class Loaded:
    """What came of it: rows by outcome for each kind of sheet, and the texts that stay unpublished with the reason."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    unpublished: list[str] = field(default_factory=list)


def load_demo(folder: Path = FOLDER) -> Loaded:
    """Load what is missing; records that exist are left as they are, whoever changed them. All or nothing."""
    drafts = _drafts(folder / "keep_as_draft.txt")
    try:
        job = jobs.create(None, File(_workbook(folder / "sheets"), name="demo.xlsx"), WORKBOOK, folder / "pictures")
    except SheetRefused as refusal:
        raise DemoFaulty(str(refusal)) from refusal
    try:
        return _load(job, drafts)
    finally:
        discard(job)


def _workbook(sheets: Path) -> io.BytesIO:
    """The demo's sheets as one file, so that they are taken in as one whole."""
    workbook = Workbook(write_only=True)
    for kind in KINDS:
        sheet = workbook.create_sheet(kind)
        with (sheets / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.reader(lines):
                sheet.append([cell or None for cell in row])
    file = io.BytesIO()
    workbook.save(file)
    return file


def _load(job: ImportJob, drafts: set[tuple[str, str, str]]) -> Loaded:
    _take_in(job)
    loaded = Loaded({each["kind"]: Counter(each) for each in counts_by_sheet(job)})
    with content_change():
        for kind in KINDS:
            loaded.unpublished += _publish(kind, _new_records(job, kind), drafts)
        write_profile()
    return loaded


def _take_in(job: ImportJob) -> None:
    job.decisions[KEEPS_EXISTING] = True
    job.save()
    jobs.start_check(job, in_background=False)
    running.check(str(job.pk))
    job.refresh_from_db()
    if job.state != JobState.CHECKED or number_of(job, WRONG):
        raise DemoFaulty("\n".join([*filter(None, [job.problem]), *_told(job)]))
    jobs.start_apply(job, in_background=False)
    running.apply(str(job.pk))
    job.refresh_from_db()
    if job.state != JobState.APPLIED:
        raise DemoFaulty(job.problem)


def _told(job: ImportJob) -> Iterator[str]:
    """What is wrong, each with the name of its sheet."""
    for each in counts_by_sheet(job):
        yield from (f"{each['kind']}.csv: {line}" for line in lines_of(job, each["position"]))


def _new_records(job: ImportJob, kind: str) -> list[models.Model]:
    model = KINDS[kind]._meta.model
    rows = job.rows.filter(outcome=RowOutcome.NEW, record_type=ContentType.objects.get_for_model(model))
    return list(model._base_manager.in_bulk(list(rows.values_list("record_key", flat=True))).values())


def _publish(kind: str, records: list[models.Model], drafts: set[tuple[str, str, str]]) -> Iterator[str]:
    """Publish new records in each language, except what is listed as a draft; show sources, which have but one."""
    if KINDS[kind]._meta.model is Source:
        source_actions.show(records, None)  # type: ignore[arg-type]
        return
    for language in CONTENT_LANGUAGES:
        ready: list[Publishable] = [
            record  # type: ignore[misc]
            for record in records
            if not {(kind, record.slug, ""), (kind, record.slug, suffix(language))} & drafts  # type: ignore[attr-defined]
        ]
        outcome = take_step(Act.PUBLISH, ready, [language], None)
        yield from (f"{kind}:{record.slug}:{suffix(language)}: {reason}" for record, reason in outcome.refused)  # type: ignore[attr-defined]


def _drafts(path: Path) -> set[tuple[str, str, str]]:
    """Lines `sheet:slug` or `sheet:slug:language`, as triples; without a language all of them are meant."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    triples = ([*line.split(":"), ""][:3] for line in lines if line and not line.startswith("#"))
    return {(kind, slug, language) for kind, slug, language in triples}
