"""What has happened to the register since a check, and stands in the way of taking it in."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery, UniqueConstraint
from django.db.models.functions import Coalesce

from sistercities.common.history import Revision
from sistercities.common.told import told_number as ngettext
from sistercities.imports.kinds import kinds
from sistercities.imports.models import ImportJob, RowOutcome, StagedRow, StagedWrite, WriteAct
from sistercities.imports.rules import TakenKeys
from sistercities.imports.tables import as_text, staged_table
from sistercities.imports.versions import has_versions

CHUNK = 500
Keys = dict[type[models.Model], set[int]]


class Conflicts(Exception):  # noqa: N818 (callers read it as what happened)
    """Rows whose records somebody has changed since they were checked, `number` of them: nothing was taken in."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)

    def __str__(self) -> str:
        message = ngettext(
            "%(number)s row cannot be taken in as it was checked: the register has changed meanwhile. "
            "Nothing was taken in. Check the file again.",
            "%(number)s rows cannot be taken in as they were checked: the register has changed meanwhile. "
            "Nothing was taken in. Check the file again.",
            self.number,
        )
        return message % {"number": self.number}


def changed_since(job: ImportJob) -> QuerySet[StagedRow]:
    """The rows whose records are not any more what they were compared with: one query."""
    wrong: Any = Q(pk=None)
    changed = job.rows.filter(outcome=RowOutcome.CHANGED)
    for record_type in ContentType.objects.filter(pk__in=changed.values("record_type")):
        model: Any = record_type.model_class()
        stored = model._base_manager.filter(pk=OuterRef("record_key"))
        mine = Q(record_type=record_type)
        if has_versions(model):
            wrong |= mine & ~Exists(stored.filter(version=OuterRef("version")))
        else:
            last = Revision.objects.filter(record_type=record_type, record_key=OuterRef("record_key")).order_by()
            last_key = Subquery(last.values("record_key").annotate(last=Max("id")).values("last"))
            wrong |= mine & (~Exists(stored) | ~Q(version=Coalesce(last_key, 0)))
    return changed.filter(wrong)


def obstacles(job: ImportJob) -> Keys:
    """The records that cannot be stored, since their key is taken meanwhile, or something that they name is gone."""
    found: Keys = defaultdict(set)
    staged = job.writes.exclude(act=WriteAct.DELETE)
    for record_type in ContentType.objects.filter(pk__in=staged.values("record_type")):
        model: Any = record_type.model_class()
        writes = staged.filter(record_type=record_type)
        found[model] |= _taken(model, writes)
        for owner, keys in _dangling(job, model, writes):
            found[owner] |= keys
    return found


def _taken(model: type[models.Model], writes: QuerySet[StagedWrite]) -> set[int]:
    table = staged_table(model)
    constraints = [each for each in model._meta.constraints if isinstance(each, UniqueConstraint)]
    constraints += [
        UniqueConstraint(fields=[field.name], name=field.name)
        for field in table.fields
        if field.unique and not field.primary_key
    ]
    found: set[int] = set()
    for constraint in constraints:
        taken = TakenKeys(model, constraint)
        stored = {tuple(map(as_text, values)): key for values, key in taken.stored()}
        columns = [f"v{table.places[field.attname]:02d}" for field in taken.fields]
        for key, *values in writes.values_list("record_key", *columns).iterator():
            if stored.get(tuple(values), key) != key:
                found.add(key)
    return found


def _dangling(
    job: ImportJob, model: type[models.Model], writes: QuerySet[StagedWrite]
) -> Iterable[tuple[type[models.Model], set[int]]]:
    """The records that point to what is gone, themselves or through their rows and ties, by model."""
    table = staged_table(model)
    relations = [field for field in table.fields if isinstance(field, models.ForeignKey)]
    for relation in relations:
        column = f"v{table.places[relation.attname]:02d}"
        named = {int(key) for key in writes.exclude(**{column: None}).values_list(column, flat=True).distinct()}
        lost = {str(key) for key in named - _existing(job, relation.related_model, named)}
        if lost:
            pointing = writes.filter(**{f"{column}__in": list(lost)[:CHUNK]})
            yield model, {key for key in pointing.values_list("record_key", flat=True) if key is not None}
            for other in relations:
                keys = pointing.values_list(f"v{table.places[other.attname]:02d}", flat=True)
                yield other.related_model, {int(key) for key in keys if key is not None}


def _existing(job: ImportJob, model: type[models.Model], keys: set[int]) -> set[int]:
    """Those of `keys` that are in the register, or would be."""
    record_type = ContentType.objects.get_for_model(model)
    wanted = list(keys)
    found: set[int] = set()
    staged = job.writes.filter(act=WriteAct.INSERT, record_type=record_type)
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        found.update(model._base_manager.filter(pk__in=chunk).values_list("pk", flat=True))
        found.update(staged.filter(record_key__in=chunk).values_list("record_key", flat=True))  # type: ignore[arg-type]
    return found


def mark(job: ImportJob, rows: QuerySet[StagedRow]) -> int:
    """Show these rows as conflicts, also in the job's counts; how many there are."""
    marked = rows.update(outcome=RowOutcome.CONFLICT)
    counted: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: dict.fromkeys(RowOutcome.values, 0))
    grouped = job.rows.order_by().values_list("sheet", "record_type", "outcome").annotate(number=models.Count("id"))
    for sheet, record_type, outcome, number in grouped:
        counted[sheet, record_type][outcome] = number
    total = dict.fromkeys(RowOutcome.values, 0)
    for entry in job.counts.get("sheets", []):
        model = kinds()[entry["kind"]]._meta.model
        entry |= counted[entry["position"], ContentType.objects.get_for_model(model).pk]
        total = {outcome: number + entry[outcome] for outcome, number in total.items()}
    job.counts["total"] = total
    job.save(update_fields=["counts"])
    return marked


def rows_of(job: ImportJob, keys: Keys) -> QuerySet[StagedRow]:
    """The rows about these records."""
    wanted = Q(pk=None)
    for model, some in keys.items():
        wanted |= Q(record_type=ContentType.objects.get_for_model(model), record_key__in=list(some)[:CHUNK])
    return job.rows.filter(wanted, outcome__in=(RowOutcome.NEW, RowOutcome.CHANGED))
