"""Visitors' messages in the admin: read, marked as answered, deleted. Nobody writes or changes one."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from partnerships.models import Message
from sistercities.common.admin import Section


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """Kept out of the history: what must be deleted may not live on there."""

    section = Section.SITE
    place = 2
    list_display = ("received_at", "sender", "beginning", "is_answered")
    list_display_links = ("received_at", "sender")
    list_filter: ClassVar = ("is_answered", "language")
    search_fields = ("name", "email", "text")
    list_per_page = 50
    show_full_result_count = False
    readonly_fields = ("received_at", "name", "email", "language", "page", "text")
    fieldsets = (
        (_("What the visitor wrote"), {"fields": ("received_at", ("name", "email"), ("page", "language"), "text")}),
        (_("The office"), {"fields": ("is_answered", "remarks")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        return super().get_queryset(request).kept()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("from"), ordering="name")
    def sender(self, message: Message) -> str:
        return str(message)

    @admin.display(description=_("message"))
    def beginning(self, message: Message) -> str:
        return Truncator(message.text).chars(80)

    @admin.display(description=_("page"))
    def page(self, message: Message) -> SafeString | str:
        return format_html('<a href="{0}">{0}</a>', message.about) if message.about else "–"

    # The library's log would keep a sender's name after the message is gone.

    def log_change(self, request: HttpRequest, obj: Message, message: Any) -> None:
        pass

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> None:
        pass
