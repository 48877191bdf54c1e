"""What an import would do, prepared row by row before it is decided, so that taking it in only moves rows."""

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from sistercities.common.told_fields import ToldDecoder, ToldEncoder
from sistercities.imports.models.job import ImportJob

# The widest table that can be staged has this many columns.
WIDTH = 90
# The relations below have no index of their own: the one that begins with the job serves, and each costs every row.


class RowOutcome(models.TextChoices):
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    DUPLICATE = "duplicate", _("Duplicate in the file")
    ERROR = "error", _("Error")
    CONFLICT = "conflict", _("Changed by somebody else meanwhile")


class WriteAct(models.TextChoices):
    INSERT = "insert", _("Insert")
    UPDATE = "update", _("Update")
    DELETE = "delete", _("Delete")


class StagedRow(models.Model):
    """One row of the file and what came of checking it.

    `changes` is a list of `{"column", "old", "new"}`; `errors` a list of `{"column", "letter", "heading", "value",
    "message"}`; those of earlier versions hold "sentences" by language besides.
    `version` is that of the record as it was compared, or its last entry in history if its type has no versions.
    """

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="rows", db_index=False)
    sheet = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=RowOutcome.choices)
    record_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    record_key = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True)
    label = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=list)
    errors = models.JSONField(default=list, encoder=ToldEncoder, decoder=ToldDecoder)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["sheet", "number"]
        indexes: ClassVar = [models.Index(fields=["job", "outcome", "sheet", "number"], name="staged_row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"


class StagedWrite(models.Model):
    """One row of one table to be inserted, updated or deleted, its values ready for the database.

    `v00` and so on hold the columns that `tables.staged_table` names for the target, in their order, as text; NULL is
    NULL. `record_key` is the primary key of the target's row; ties have none.
    """

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="writes", db_index=False)
    act = models.CharField(max_length=6, choices=WriteAct.choices)
    record_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    record_key = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["job", "record_type", "act", "id"], name="staged_write_by_table")]

    def __str__(self) -> str:
        return f"{self.act} {self.record_key}"


class StagedFile(models.Model):
    """A file that came with the sheet, to be put under `path` when the job is taken in.

    `is_put` from the moment before that on: until the job's change set exists, the file may have to be taken away.
    """

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="files")
    path = models.CharField(max_length=200)
    source = models.TextField()
    is_put = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.path


for number in range(WIDTH):
    StagedWrite.add_to_class(f"v{number:02d}", models.TextField(null=True))
