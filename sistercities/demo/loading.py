"""Loads the demo through the doors that staff use: the sheets' import and the act of publishing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import models

from partnerships import source_actions
from partnerships.models import Source
from sistercities.common.content_version import content_change
from sistercities.common.history import Act
from sistercities.common.languages import CONTENT_LANGUAGES, suffix
from sistercities.common.publishing import Publishable
from sistercities.common.publishing_actions import take_step
from sistercities.demo.profile import write_profile
from sistercities.imports.brought_files import FolderFiles
from sistercities.imports.readers import read_sheet
from sistercities.imports.reports import Report
from sistercities.imports.runs import apply_sheet
from sistercities.sheet_kinds import KINDS

FOLDER = Path(__file__).parent


class DemoFaulty(Exception):  # noqa: N818 (callers read it as what happened)
    """A sheet of the demo is wrong; the message names sheet, row and column. Nothing was loaded."""


@dataclass
class Loaded:
    """What came of it: the reports by kind of sheet, and the texts that stay unpublished with the reason."""

    reports: dict[str, Report] = field(default_factory=dict)
    unpublished: list[str] = field(default_factory=list)


def load_demo(folder: Path = FOLDER) -> Loaded:
    """Load what is missing; records that exist are left as they are, whoever changed them. All or nothing."""
    loaded = Loaded()
    drafts = _drafts(folder / "keep_as_draft.txt")
    with content_change():
        for kind in KINDS:
            loaded.reports[kind] = _take_in(kind, folder)
        for kind, report in loaded.reports.items():
            records = _records(kind, report)
            loaded.unpublished += _publish(kind, records, drafts)
        write_profile()
    return loaded


def _take_in(kind: str, folder: Path) -> Report:
    resource = KINDS[kind](keeps_existing=True)
    resource.files = FolderFiles(folder / "pictures")
    path = folder / "sheets" / f"{kind}.csv"
    report = apply_sheet(resource, read_sheet(path.name, path.read_bytes()))
    if not report.is_clean:
        raise DemoFaulty("\n".join(f"{path.name}: {problem}" for problem in report.problems))
    return report


def _records(kind: str, report: Report) -> list[models.Model]:
    model = KINDS[kind]._meta.model
    return list(model._base_manager.in_bulk(report.new_keys).values())


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
