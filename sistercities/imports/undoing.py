"""Takes a whole import back: new records go, changed ones become what they were, as an act of its own in history."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from sistercities.common.content_version import content_change, raise_version
from sistercities.common.history import Act, ChangeSet, Revision, touched_in
from sistercities.common.people import User
from sistercities.common.told import listed_apart
from sistercities.common.told import told as _
from sistercities.imports import mover
from sistercities.imports.applying import move, staged_tables
from sistercities.imports.belongings import Belonging, belonging
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.restoring import stage_former
from sistercities.imports.staging import clear_writes

MOST_NAMED = 10
# They change nothing of what a record says, and a new record takes them with it.
STEPS_OF_PUBLICATION = (Act.SEND_TO_REVIEW, Act.SEND_BACK, Act.PUBLISH, Act.WITHDRAW)


class EditedSince(Exception):  # noqa: N818 (callers read it as what happened)
    """Somebody has gone on working with these records, named by their labels: nothing was taken back."""

    def __init__(self, labels: list[str]) -> None:
        self.labels = labels
        super().__init__(labels)

    def __str__(self) -> str:
        named = listed_apart(self.labels[:MOST_NAMED])
        if len(self.labels) > MOST_NAMED:
            message = _("Nothing was taken back: since then %(number)s records were worked on, among them %(named)s.")
            return message % {"number": len(self.labels), "named": named}
        return _("Nothing was taken back: these records were worked on since: %(named)s.") % {"named": named}


def undo(job: ImportJob, by: User | None) -> None:
    """Take an applied job back, and note it as undone.

    Raises EditedSince when one of its records was edited since, or something that stays hangs on a new one.
    """
    _check_untouched(job)
    clear_writes(job)
    stage_former(job)
    tables = staged_tables(job)
    with content_change():
        _check_untouched(job)
        change_set = ChangeSet(act=Act.REVERT, note=job.given_name[:300])
        move(job, tables, change_set, by)
        _delete_new(job)
        _tell_history(job, change_set)
        raise_version(touched_in(change_set))
        ImportJob.objects.filter(pk=job.pk).update(state=JobState.UNDONE, finished_at=change_set.made_at)
    job.state, job.finished_at = JobState.UNDONE, change_set.made_at
    clear_writes(job)


def edited_since(job: ImportJob) -> list[str]:
    """The labels of the records that hold taking the job back: they were edited since, or something hangs on them."""
    return list(dict.fromkeys([*_edited(job), *_hung_on(job)]))


def _check_untouched(job: ImportJob) -> None:
    if labels := edited_since(job):
        raise EditedSince(labels)


def _revisions(job: ImportJob) -> QuerySet[Revision]:
    return Revision.objects.filter(change_set=job.change_set)


def _edited(job: ImportJob) -> QuerySet[Any]:
    """The labels of records with a later entry in history; a new one may have been published since all the same."""
    same = Revision.objects.filter(record_type=OuterRef("record_type"), record_key=OuterRef("record_key"))
    later = same.filter(pk__gt=OuterRef("pk"))
    was_changed = Q(before__isnull=False) & Exists(later)
    edited = _revisions(job).filter(was_changed | Exists(later.exclude(change_set__act__in=STEPS_OF_PUBLICATION)))
    return edited.order_by("pk").values_list("label", flat=True)


def published_since(job: ImportJob) -> bool:
    """Whether visitors may see something that goes when the job is taken back."""
    published = Revision.objects.filter(change_set__act=Act.PUBLISH, pk__gt=OuterRef("pk"))
    same = published.filter(record_type=OuterRef("record_type"), record_key=OuterRef("record_key"))
    return _revisions(job).filter(Exists(same)).exists()


def _touched_models(job: ImportJob) -> Iterator[type[models.Model]]:
    for key in _revisions(job).order_by().values_list("record_type", flat=True).distinct():
        model = ContentType.objects.get_for_id(key).model_class()
        if model is not None:
            yield model


def _new_keys(job: ImportJob, model: type[models.Model]) -> QuerySet[Any]:
    return _touched_keys(job, model).filter(before__isnull=True)


def _touched_keys(job: ImportJob, model: type[models.Model]) -> QuerySet[Any]:
    of_model = _revisions(job).filter(record_type=ContentType.objects.get_for_model(model)).order_by()
    return of_model.values("record_key")


def _hung_on(job: ImportJob) -> Iterator[str]:
    """The labels of new records to which something points that the import did not bring."""
    for model in _touched_models(job):
        for relation in model._meta.get_fields(include_hidden=True):
            if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
                continue
            owned = belonging(relation.related_model)
            if owned is not None and owned.owner is model and owned.field is relation.field:
                continue
            hanging = _hanging(job, relation, owned).filter(**{f"{relation.field.attname}__in": _new_keys(job, model)})
            keys = hanging.values_list(relation.field.attname, flat=True)
            record_type = ContentType.objects.get_for_model(model)
            yield from (
                _revisions(job).filter(record_type=record_type, record_key__in=keys).values_list("label", flat=True)
            )


def _hanging(job: ImportJob, relation: Any, owned: Belonging | None) -> QuerySet[Any]:
    """The rows on the other side of a relation that do not belong to a record of the import themselves."""
    rows = relation.related_model._base_manager.order_by()
    owner, key = (owned.owner, owned.field.attname) if owned else (relation.related_model, "pk")
    return rows.exclude(**{f"{key}__in": _touched_keys(job, owner)})


def _delete_new(job: ImportJob) -> None:
    """Without looking at each record: nothing hangs on them any more but their own rows and ties."""
    for model in _touched_models(job):
        new = _new_keys(job, model)
        for relation in model._meta.get_fields(include_hidden=True):
            if not (relation.auto_created and not relation.concrete):
                continue
            owned = belonging(relation.related_model)
            if owned is not None and owned.owner is model and owned.field is getattr(relation, "field", None):
                rows = relation.related_model._base_manager.filter(**{f"{owned.field.attname}__in": new})
                rows._raw_delete(using=rows.db)
        records = model._base_manager.filter(pk__in=new)
        records._raw_delete(using=records.db)


def _tell_history(job: ImportJob, change_set: ChangeSet) -> None:
    """The entries of the new records that are gone; those of the changed ones were staged."""
    new = _revisions(job).filter(before__isnull=True)
    if new.exists():
        if change_set._state.adding:
            change_set.save(force_insert=True)
        mover.take_back_history(job, change_set)
