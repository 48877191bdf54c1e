"""One file on its way into the register."""

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sistercities.common.told_fields import ToldDecoder, ToldEncoder, ToldTextField


class JobState(models.TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    APPLYING = "applying", _("Being taken in")
    APPLIED = "applied", _("Taken in")
    PUBLISHING = "publishing", _("Being published")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


def original_path(job: "ImportJob", name: str) -> str:
    """Where the file is kept: under a random name, in private storage."""
    return f"imports/{secrets.token_hex(20)}"


class ImportJob(models.Model):
    """`plan` says how the file is read, `decisions` what its owner has chosen, `counts` what came of it.

    `change_set` is fixed from the beginning: the job has been taken in exactly if a change set with this key exists.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="import_jobs", verbose_name=_("owner")
    )
    kind = models.CharField(_("kind of sheet"), max_length=40, blank=True)
    original = models.FileField(_("file"), upload_to=original_path, blank=True, max_length=200)
    given_name = models.CharField(_("name of the file"), max_length=255, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    state = models.CharField(_("state"), max_length=12, choices=JobState.choices, default=JobState.UPLOADED)
    plan = models.JSONField(_("how it is read"), default=dict, encoder=ToldEncoder, decoder=ToldDecoder)
    decisions = models.JSONField(_("decisions"), default=dict, encoder=ToldEncoder, decoder=ToldDecoder)
    counts = models.JSONField(_("counts"), default=dict)
    problem = ToldTextField(_("problem"), blank=True)
    change_set = models.UUIDField(_("change set"), default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    started_at = models.DateTimeField(_("last started at"), null=True)
    finished_at = models.DateTimeField(_("last finished at"), null=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar = ["-created_at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.given_name or str(self.id)


class ColumnMapping(models.Model):
    """Which heading means which column, remembered for the next file with the same headings."""

    kind = models.CharField(_("kind of sheet"), max_length=40)
    signature = models.CharField(_("signature of the headings"), max_length=64)
    mapping = models.JSONField(_("mapping"), default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    used_at = models.DateTimeField(_("last used at"), default=timezone.now)

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        default_permissions = ("view", "delete")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "signature"], name="one_mapping_per_kind_and_headings")
        ]

    def __str__(self) -> str:
        return self.kind
