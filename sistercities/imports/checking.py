"""The check of a job: what each row of its sheets would do, worked out by sets and staged ready to be moved.

The outcome is that of `RecordResource.import_data`, whose columns, keys and rules it uses; only the questions to the
database are put once for many rows, and what would be stored is staged instead.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sistercities.common.people import may
from sistercities.common.snapshots import snapshots
from sistercities.common.told import told as _
from sistercities.imports.errors import SheetRefused
from sistercities.imports.headings import check_required
from sistercities.imports.keys import Keys
from sistercities.imports.models import ImportJob, RowOutcome
from sistercities.imports.prepared import PreparedRow, PreparedSheet
from sistercities.imports.row_reading import RowReader
from sistercities.imports.sheet_books import Books
from sistercities.imports.staged_files import forget
from sistercities.imports.staging import Staging, clear, tell_planner
from sistercities.imports.verdicts import Judge, Verdict
from sistercities.imports.versions import versions

# The first rows come alone, so that the first error is seen at once.
FIRST_CHUNK = 100
Counts = dict[str, Any]


def check(job: ImportJob, sheets: list[PreparedSheet], progress: Callable[[int], None]) -> Counts:
    """Stage what the sheets would do, in their order; how many rows came to what, in each sheet and in all.

    `progress` is told the number of rows done; whatever it raises ends the check. Raises SheetRefused when the owner
    may not import a kind, or a sheet does not say which records its rows are about.
    """
    for sheet in sheets:
        _check_usable(job, sheet)
    clear(job)
    forget(job)
    books, staging, keys = Books(job, sheets), Staging(job), Keys()
    counts: Counts = {"sheets": [], "total": Counter(dict.fromkeys(RowOutcome.values, 0))}
    done = 0
    with _few_collections():
        for sheet in sheets:
            counted = Counter(dict.fromkeys(RowOutcome.values, 0))
            for outcomes in SheetCheck(sheet, books, staging, keys).run():
                counted.update(outcomes)
                done += len(outcomes)
                gc.collect(1)
                progress(done)
            if sheet.total or counted.total():
                counts["sheets"].append({"position": sheet.position, "kind": sheet.kind, **counted})
            counts["total"].update(counted)
    tell_planner()
    return counts | {"total": dict(counts["total"])}


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage once a chunk: while keys pile up, Python would look through all of them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _check_usable(job: ImportJob, sheet: PreparedSheet) -> None:
    model = sheet.resource._meta.model
    if job.owner is not None and not may(job.owner, "import", model):
        kinds = model._meta.verbose_name_plural
        raise SheetRefused(_("You may not take in sheets of this kind: %(kinds)s.") % {"kinds": kinds})
    check_required(sheet.columns, [("slug",), *sheet.resource.ways_to_tell])


class SheetCheck:
    """The check of one sheet."""

    def __init__(self, sheet: PreparedSheet, books: Books, staging: Staging, keys: Keys) -> None:
        self.sheet, self.books, self.staging = sheet, books, staging
        self.resource = books.resource(sheet)
        self.reader = RowReader(sheet, self.resource.columns)
        self.judge = Judge(sheet, self.resource, self.reader, books, staging, keys)
        self.model = self.resource._meta.model

    def run(self) -> Iterator[list[str]]:
        """Chunk by chunk, the outcomes of its rows: they are staged when this goes on."""
        numbers: list[int] = []
        self.resource.numbers = numbers
        for chunk in _chunks(self.sheet.rows, self.resource.rows_at_once):
            readings = [self.reader.read(row, len(numbers) + place) for place, row in enumerate(chunk, 1)]
            numbers += [row.number for row in chunk]
            self.resource.known.load(reading.values for reading in readings)
            verdicts = [self.judge.judge(row, reading) for row, reading in zip(chunk, readings, strict=True)]
            self._stage(verdicts)
            self.staging.flush()
            yield [verdict.outcome for verdict in verdicts]

    def _stage(self, verdicts: list[Verdict]) -> None:
        changed = [verdict.record.pk for verdict in verdicts if verdict.outcome == RowOutcome.CHANGED]
        before = snapshots(self.model, changed)
        known_versions = versions(self.model, changed)
        record_type = self.staging.record_type(self.judge.preparer.table)
        for verdict in verdicts:
            version = verdict.version
            if verdict.aggregate is not None:
                key = verdict.record.pk
                version = known_versions.get(key, version)
                after = self.judge.preparer.snapshot(verdict.aggregate, before.get(key))
                if after != before.get(key):
                    self.judge.preparer.stage(verdict.aggregate)
                    self.judge.preparer.stage_revision(key, verdict.label, before.get(key), after)
            self.staging.row(*verdict.columns(self.sheet.position, record_type, version))


def _chunks(rows: Iterable[PreparedRow], most: int) -> Iterator[list[PreparedRow]]:
    rows = iter(rows)
    size = min(FIRST_CHUNK, most)
    while chunk := list(islice(rows, size)):
        yield chunk
        size = most
