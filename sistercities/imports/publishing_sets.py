"""Publishes what an import has touched as one set, whatever its number.

What each record will be is worked out and staged in short transactions; then all is moved in one, so that visitors see
all of it at the same moment and other editors hardly wait.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from sistercities.common.content_version import raise_version
from sistercities.common.history import Act, ChangeSet, Revision, touched_in
from sistercities.common.people import User, may
from sistercities.common.publishing import Publishable
from sistercities.common.publishing_actions import STEPS, Outcome, move_one
from sistercities.common.snapshots import snapshots
from sistercities.common.told import told as _
from sistercities.imports.aggregates import Aggregate, Preparer
from sistercities.imports.applying import move, staged_tables
from sistercities.imports.drafts import Drafts
from sistercities.imports.errors import SheetRefused
from sistercities.imports.imported_records import numbers_by_kind
from sistercities.imports.keys import Keys
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.staging import Staging, clear_writes, tell_planner

CHUNK = 500
REFUSALS_TOLD = 10


@dataclass
class Publication:
    """How many records were published, and how many sentences there are about others; the first ones are `told`."""

    published: int = 0
    refused: int = 0
    told: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        self.refused += len(outcome.refused)
        room = max(0, REFUSALS_TOLD - len(self.told))
        self.told += [(str(record), str(sentence)) for record, sentence in outcome.refused[:room]]


def publish_set(
    job: ImportJob, languages: Iterable[str], by: User, progress: Callable[[int], None] = lambda done: None
) -> Publication:
    """Publish what the import has touched in these languages; what cannot be published is told and stays as it is.

    `progress` is told how many records were looked at. Raises PermissionDenied; SheetRefused when somebody has changed
    one of the records meanwhile: nothing is done then.
    """
    models_touched = _publishable(job)
    if not all(may(by, STEPS[Act.PUBLISH].right, model) for model in models_touched):
        raise PermissionDenied
    clear_writes(job)
    prepared = _Prepared(job, list(languages))
    for model in models_touched:
        for done in prepared.stage(model):
            progress(done)
    _move(job, prepared, by)
    tell_planner(models_touched)
    clear_writes(job)
    return prepared.publication


def number_of_records(job: ImportJob) -> int:
    """How many records the import has touched that can be published at all."""
    wanted = set(_publishable(job))
    return sum(number for resource, number in numbers_by_kind(job) if resource._meta.model in wanted)


def _publishable(job: ImportJob) -> list[Any]:
    touched = (resource._meta.model for resource, _number in numbers_by_kind(job))
    return [model for model in touched if issubclass(model, Publishable)]


class _Prepared:
    """What is staged so far; `versions` are those of the records when they were looked at, by model and key."""

    def __init__(self, job: ImportJob, languages: list[str]) -> None:
        self.job, self.languages = job, languages
        self.publication = Publication()
        self.versions: dict[Any, dict[Any, int]] = {}
        self._staging, self._keys, self._done = Staging(job), Keys(), 0

    def stage(self, model: Any) -> Iterator[int]:
        """Chunk by chunk, the number of records looked at."""
        preparer = Preparer(Drafts(model), self._keys, self._staging)
        self.versions[model] = {}
        labels = getattr(model, "label_relations", ())
        records = model._base_manager.select_related(*labels) if labels else model._base_manager.all()
        records = records.prefetch_related(*getattr(model, "derived_from_rows", ()))
        for keys in _chunks(touched_keys(self.job, model)):
            self._stage_chunk(preparer, list(records.filter(pk__in=keys)))
            self._staging.flush()
            self._done += len(keys)
            yield self._done

    def _stage_chunk(self, preparer: Preparer, records: list[Any]) -> None:
        outcome = Outcome()
        before = snapshots(preparer.model, [record.pk for record in records])
        for record in records:
            moved = [language for language in self.languages if move_one(Act.PUBLISH, record, language, outcome)]
            if not moved:
                continue
            self.versions[preparer.model][record.pk] = record.version
            aggregate = Aggregate(record, is_new=False)
            preparer.finish(aggregate)
            after = preparer.snapshot(aggregate, before[record.pk])
            preparer.stage(aggregate)
            preparer.stage_revision(record.pk, str(record), before[record.pk], after)
            self.publication.published += 1
        self.publication.count(outcome)


def touched_keys(job: ImportJob, model: Any) -> Iterator[Any]:
    """The keys of the records of this model that the import has touched."""
    revisions = Revision.objects.filter(change_set=job.change_set, record_type__model=model._meta.model_name)
    return revisions.order_by("pk").values_list("record_key", flat=True).iterator()


def _chunks(keys: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(keys, CHUNK)):
        yield chunk


def _move(job: ImportJob, prepared: _Prepared, by: User) -> None:
    tables = staged_tables(job)
    with transaction.atomic():
        for model, seen in prepared.versions.items():
            now = dict(model._base_manager.order_by().values_list("pk", "version").iterator()) if seen else {}
            if any(now.get(key) != version for key, version in seen.items()):
                raise SheetRefused(
                    _("Somebody has changed one of the records meanwhile. Nothing was published: try again.")
                )
        if prepared.publication.published:
            change_set = ChangeSet(act=Act.PUBLISH, note=job.given_name[:300])
            move(job, tables, change_set, by)
            raise_version(touched_in(change_set))
        ImportJob.objects.filter(pk=job.pk).update(state=JobState.APPLIED)
    job.state = JobState.APPLIED
