"""Stamps of public forms that have been used: each is good for one sending.

Kept in the database, since a cache may forget them early; gone as soon as the stamp would be too old anyhow.
"""

from datetime import datetime
from hashlib import sha256

from django.db import models
from django.utils import timezone


class SpentStamp(models.Model):
    """Nothing but a digest: neither what was sent nor by whom."""

    digest = models.CharField(max_length=64, primary_key=True)
    lapses_at = models.DateTimeField(db_index=True)

    class Meta:
        # Nobody sees or edits it.
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest


def spend(stamp: str, lapses_at: datetime) -> bool:
    """Whether the stamp is used for the first time. To be called in the transaction of what is sent with it."""
    SpentStamp.objects.filter(lapses_at__lt=timezone.now()).delete()
    digest = sha256(stamp.encode()).hexdigest()
    _kept, is_first = SpentStamp.objects.get_or_create(digest=digest, defaults={"lapses_at": lapses_at})
    return is_first
