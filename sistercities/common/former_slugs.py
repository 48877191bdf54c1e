"""Short names that records had before: their old addresses lead on for ever, and no other record takes them over.

They are noted by `history.change`, the door through which every act goes that could change one.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

CHUNK = 500


class FormerSlug(models.Model):
    """One short name that a record no longer has. The record may be gone: its name stays taken, it might come back."""

    record_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("kind of record"))
    slug = models.CharField(_("short name"), max_length=120)
    record_key = models.BigIntegerField(_("record"))

    class Meta:
        verbose_name = _("former short name")
        verbose_name_plural = _("former short names")
        constraints: ClassVar = [models.UniqueConstraint(fields=["record_type", "slug"], name="former_slug_of_one")]
        indexes: ClassVar = [models.Index(fields=["record_type", "record_key"], name="former_slugs_of_record")]

    def __str__(self) -> str:
        return self.slug


def former_slugs(model: type[models.Model]) -> models.QuerySet[FormerSlug]:
    """Those of records of one type."""
    return FormerSlug.objects.filter(record_type=ContentType.objects.get_for_model(model))


def formerly_called(records: Any, slug: str) -> Any:
    """Those of `records` that had this short name once: one at most."""
    keys = former_slugs(records.model).filter(slug=slug).values("record_key")
    return records.filter(pk=Subquery(keys[:1]))


def former_owner(model: type[models.Model], slug: str, besides: Any = None) -> Any:
    """The key of another record that had this short name, or None."""
    return (
        former_slugs(model).filter(slug=slug).exclude(record_key=besides).values_list("record_key", flat=True).first()
    )


def keep_former(model: type[models.Model], renamed: Mapping[Any, str]) -> None:
    """Note for records, by key, the short name that they had until now; a name taken up again is former no more."""
    for start in range(0, len(renamed), CHUNK):
        keys = list(renamed)[start : start + CHUNK]
        old = former_slugs(model)
        taken_up = model._base_manager.filter(pk=OuterRef("record_key")).values("slug")
        old.filter(record_key__in=keys, slug=Subquery(taken_up)).delete()
        record_type = ContentType.objects.get_for_model(model)
        kept = [FormerSlug(record_type=record_type, slug=renamed[key], record_key=key) for key in keys]
        FormerSlug.objects.bulk_create(kept, ignore_conflicts=True)


def renamed(before: Mapping[Any, Any], after: Mapping[Any, Any], keys: Iterable[Any]) -> dict[Any, str]:
    """The short name before of each record, by key, that has another one after; from snapshots of history."""
    found = {}
    for key in keys:
        if before[key] is None or after.get(key) is None:
            continue
        slug = before[key]["fields"].get("slug")
        if slug and slug != after[key]["fields"].get("slug"):
            found[key] = slug
    return found
