"""Photos whose permission ends soon, or has ended: on the admin's first page, so that somebody asks in time."""

from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.models import MediaItem
from sistercities.common.admin.blocks import Block, Line

SOON_DAYS = 30
SHOWN = 8


def ending_permissions() -> Block | None:
    """None when there are none. Two queries."""
    today = timezone.localdate()
    ending = MediaItem.objects.permission_ending(today + timedelta(days=SOON_DAYS))
    number = ending.count()
    if not number:
        return None
    title = ngettext(
        "The permission of %(number)s photo has ended or ends within 30 days",
        "The permissions of %(number)s photos have ended or end within 30 days",
        number,
    )
    lines = [_line(item, today) for item in ending.order_by("permission_until", "pk")[:SHOWN]]
    address = f"{reverse('admin:media_mediaitem_changelist')}?permission={SOON_DAYS}"
    return Block(title % {"number": number}, number, address, lines)


def _line(item: MediaItem, today: date) -> Line:
    until = item.permission_until or today
    words = {"day": date_format(until)}
    note = _("ends on %(day)s") % words if until >= today else _("ended on %(day)s; visitors no longer see it") % words
    return Line(str(item), reverse("admin:media_mediaitem_change", args=[item.pk]), note)


class EndingPermissionsMixin:
    """Put before the admin of the library."""

    def first_page_block(self, request: HttpRequest) -> Block | None:
        return ending_permissions() if self.has_view_permission(request) else None  # type: ignore[attr-defined]
