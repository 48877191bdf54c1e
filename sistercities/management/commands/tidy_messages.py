"""Deletes visitors' messages whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from partnerships.models import Message


class Command(BaseCommand):
    help = "Delete visitors' messages that are older than MESSAGES_KEPT_DAYS. The worker does it daily by itself."

    def handle(self, **options: Any) -> None:
        _all, deleted = Message.objects.expired().delete()
        self.stdout.write(_("Messages deleted: %(number)d") % {"number": sum(deleted.values())})
