"""What visitors write to the office. Personal data: kept for a set number of days, then deleted for good."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_CHARACTERS = 5000
LONGEST_PATH = 300


def kept_for() -> timedelta:
    return timedelta(days=settings.MESSAGES_KEPT_DAYS)


class MessageQuerySet(models.QuerySet):
    def expired(self) -> Self:
        """Those that must be gone by now."""
        return self.filter(received_at__lte=timezone.now() - kept_for())

    def kept(self) -> Self:
        return self.filter(received_at__gt=timezone.now() - kept_for())


class Message(models.Model):
    """A message left at the public form. Neither the sender's address on the net nor a cookie is kept with it."""

    received_at = models.DateTimeField(_("received at"), auto_now_add=True, db_index=True)
    name = models.CharField(_("sender's name"), max_length=120, blank=True)
    email = models.EmailField(_("mail address"), blank=True)
    text = models.TextField(_("message"), max_length=MOST_CHARACTERS)
    about = models.CharField(_("page"), max_length=LONGEST_PATH, blank=True)
    language = models.CharField(_("language"), max_length=20)
    is_answered = models.BooleanField(_("answered"), default=False, db_index=True)
    remarks = models.TextField(_("internal remarks"), blank=True)

    objects = models.Manager.from_queryset(MessageQuerySet)()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering: ClassVar = ["-received_at", "-id"]
        default_permissions = ("view", "change", "delete")

    def __str__(self) -> str:
        return self.name or self.email or str(_("Somebody"))
