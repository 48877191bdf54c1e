"""History: who changed what, when, from what to what, one change set for one act.

`change` is the door through which every act goes: it opens the transaction, photographs the records before and after,
raises their version, and writes one Revision for each that really differs.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sistercities.common.content_version import content_change, raise_version
from sistercities.common.derived import refresh_derived
from sistercities.common.former_slugs import keep_former, renamed
from sistercities.common.people import User
from sistercities.common.snapshots import CHUNK, Snapshot, restore, snapshots
from sistercities.common.touched import KEYS, Touch, kind_of, touches


class Act(models.TextChoices):
    ADD = "add", _("Added")
    EDIT = "edit", _("Edited")
    DELETE = "delete", _("Deleted")
    IMPORT = "import", _("Imported")
    SEND_TO_REVIEW = "send_to_review", _("Sent to review")
    SEND_BACK = "send_back", _("Sent back")
    PUBLISH = "publish", _("Published")
    WITHDRAW = "withdraw", _("Withdrawn")
    REVERT = "revert", _("Reverted")


class ChangeSet(models.Model):
    """One act of one person: everything in it was changed together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField(_("act"), max_length=20, choices=Act.choices)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    # The name as it was, so that history keeps its author when the account is deleted.
    author = models.CharField(_("author"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("change set")
        verbose_name_plural = _("change sets")
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} · {self.author}"


class Revision(models.Model):
    """One record in one change set: whole before and after; `before` None is a new one, `after` None a deleted one."""

    change_set = models.ForeignKey(ChangeSet, models.CASCADE, related_name="revisions", verbose_name=_("change set"))
    record_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind of record"))
    record_key = models.BigIntegerField(_("record"))
    label = models.CharField(_("name then"), max_length=300)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["record_type", "record_key", "-id"], name="revision_of_record")]

    def __str__(self) -> str:
        return self.label


class Changes:
    """The records touched by the act that is under way. Made by `change`."""

    def __init__(self, change_set: ChangeSet) -> None:
        self.change_set = change_set
        self._before: dict[type[models.Model], dict[Any, Snapshot | None]] = {}
        self._labels: dict[tuple[type[models.Model], Any], str] = {}

    def lock(self, *records: models.Model) -> None:
        """Photograph records that are about to be changed or deleted, and hold their rows until the act ends.

        They are read again from the database: what another act has changed meanwhile is not lost.
        """
        for model, group in _by_model(records).items():
            rows = model._base_manager.select_for_update().in_bulk([record.pk for record in group])
            for record in group:
                if record.pk in rows:
                    record.refresh_from_db(from_queryset=model._base_manager.all())
                self._labels[model, record.pk] = str(record)
            self.note_before(model, rows)

    def note_before(self, model: type[models.Model], keys: Iterable[Any]) -> None:
        """Photograph records by key, without reading instances again."""
        known = self._before.setdefault(model, {})
        known.update(snapshots(model, [key for key in keys if key not in known]))

    def added(self, *records: models.Model) -> None:
        """Name records made in this act."""
        for record in records:
            self._before.setdefault(type(record), {}).setdefault(record.pk, None)

    def finish(self) -> set[Touch]:
        """Photograph everything again and write what differs; which records do."""
        revisions: list[Revision] = []
        touched: set[Touch] = set()
        for model, before in self._before.items():
            differing = self._revisions(model, before)
            touched |= touches(model, [revision.record_key for revision in differing])
            revisions += differing
        if revisions:
            self.change_set.save(force_insert=True)
            Revision.objects.bulk_create(revisions, batch_size=CHUNK)
        return touched

    def _revisions(self, model: type[models.Model], before: dict[Any, Snapshot | None]) -> list[Revision]:
        after = snapshots(model, before)
        differing = [key for key in before if before[key] != after.get(key)]
        keep_former(model, renamed(before, after, differing))
        if getattr(model, "derived_from_rows", ()):
            refresh_derived(model, [key for key in differing if key in after])
        self._stamp(model, [key for key in differing if key in after], before)
        record_type = ContentType.objects.get_for_model(model)
        now = {key: str(record) for key, record in _in_bulk(model, differing).items()}
        labels = {key: now.get(key) or self._labels.get((model, key)) for key in differing}
        return [
            Revision(
                change_set=self.change_set,
                record_type=record_type,
                record_key=key,
                label=(labels[key] or _old_label(record_type, key))[:300],
                before=before[key],
                after=after.get(key),
            )
            for key in differing
        ]

    def _stamp(self, model: type[models.Model], keys: list[Any], before: dict[Any, Snapshot | None]) -> None:
        if not hasattr(model, "changed_at"):
            return
        stamp = {"changed_at": self.change_set.made_at, "changed_by": self.change_set.made_by}
        new = [key for key in keys if before[key] is None]
        old = [key for key in keys if before[key] is not None]
        _update(model, old, version=F("version") + 1, **stamp)
        _update(model, new, created_at=self.change_set.made_at, created_by=self.change_set.made_by, **stamp)


def _old_label(record_type: ContentType, key: Any) -> str:
    """What a record deleted unseen was last called."""
    last = Revision.objects.filter(record_type=record_type, record_key=key).values_list("label", flat=True).first()
    return last or f"{record_type.name} {key}"


def _by_model(records: Iterable[models.Model]) -> dict[type[models.Model], list[models.Model]]:
    groups: dict[type[models.Model], list[models.Model]] = {}
    for record in records:
        groups.setdefault(type(record), []).append(record)
    return groups


def _in_bulk(model: type[models.Model], keys: list[Any]) -> dict[Any, models.Model]:
    records: dict[Any, models.Model] = {}
    for start in range(0, len(keys), CHUNK):
        queryset = model._base_manager.filter(pk__in=keys[start : start + CHUNK])
        related = getattr(model, "label_relations", ())
        records.update(queryset.select_related(*related).in_bulk() if related else queryset.in_bulk())
    return records


def _update(model: type[models.Model], keys: list[Any], **values: Any) -> None:
    for start in range(0, len(keys), CHUNK):
        model._base_manager.filter(pk__in=keys[start : start + CHUNK]).update(**values)


@contextmanager
def change(by: User | None, act: Act, note: str = "") -> Iterator[Changes]:
    """Open an act of `by` (None: the system itself). Everything inside is one transaction and one change set."""
    author = by.get_username() if by is not None else ""
    change_set = ChangeSet(act=act, made_by=by, author=author, note=note[:300])
    with content_change():
        changes = Changes(change_set)
        yield changes
        if touched := changes.finish():
            raise_version(touched)


def touched_in(change_set: ChangeSet) -> set[Touch]:
    """The records of an act, as its history has them; one query."""
    pieces = Revision.objects.filter(change_set=change_set).order_by().annotate(piece=F("record_key") / KEYS)
    kinds = ContentType.objects
    return {
        Touch(kind_of(model), piece)
        for key, piece in pieces.values_list("record_type", "piece").distinct()
        if (model := kinds.get_for_id(key).model_class())
    }


def history_of(record: models.Model) -> models.QuerySet[Revision]:
    """The revisions of `record`, newest first, with their change sets."""
    record_type = ContentType.objects.get_for_model(record)
    return Revision.objects.filter(record_type=record_type, record_key=record.pk).select_related("change_set")


def revert(revision: Revision, by: User | None) -> models.Model | None:
    """Take the record back to what it was before `revision`; a record that was new then is deleted.

    Raises IntegrityError when something it points to no longer exists.
    """
    model = revision.record_type.model_class()
    with change(by, Act.REVERT) as changes:
        changes.note_before(model, [revision.record_key])
        if revision.before is None:
            model._base_manager.filter(pk=revision.record_key).delete()
            return None
        record = restore(model, revision.before)
        changes.added(record)
        return record
