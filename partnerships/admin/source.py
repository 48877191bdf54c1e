"""Sources in the admin. They have one language and no approval: they are shown or not."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships import source_actions
from partnerships.models import Source
from partnerships.resources import SourceResource
from sistercities.common.admin import HistoryAdmin, Section
from sistercities.common.admin.filters import PartialDateRangeFilter
from sistercities.common.date_fields import date_words
from sistercities.common.history import Act
from sistercities.common.people import may
from sistercities.imports.admin import SheetAdminMixin


@admin.register(Source)
class SourceAdmin(SheetAdminMixin, HistoryAdmin):
    sheet_resource = SourceResource
    section = Section.RECORDS
    place = 80
    search_fields = ("title", "publisher", "byline", "slug")
    autocomplete_fields = ("document",)
    actions = ("show_to_visitors", "hide_from_visitors")
    list_display = ("title", "publisher", date_words("published_on", _("published on")), "language", "is_public")
    list_filter: ClassVar = ("is_public", ("published_on", PartialDateRangeFilter))
    list_per_page = 50
    show_full_result_count = False
    fieldsets = (
        (_("What it is"), {"fields": ("title", ("publisher", "byline"), ("published_on", "language"))}),
        (_("Where it is found"), {"fields": ("url", "document")}),
        (_("Publishing"), {"fields": ("is_public",)}),
        (_("Internal (never public)"), {"fields": ("internal_remarks",)}),
        (_("About this entry"), {"fields": ("slug",), "classes": ("collapse",)}),
    )

    def has_publish_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return may(request.user, "publish", Source)

    def has_change_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def _may_touch(self, request: HttpRequest, source: Source | None) -> bool:
        return source is None or not source.is_public or self.has_publish_permission(request)

    def was_public(self, columns: dict[str, Any]) -> bool:
        return bool(columns.get("is_public"))

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        fields = [] if self.has_publish_permission(request) else ["is_public"]
        return fields if obj is None else [*fields, "slug"]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        source = kwargs.get("obj")
        context["is_locked"] = super().has_change_permission(request, source) and not self._may_touch(request, source)
        return super().render_change_form(request, context, **kwargs)

    @admin.action(permissions=["publish"], description=_("Show to visitors"))
    def show_to_visitors(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        self._tell(request, Act.PUBLISH, source_actions.show(queryset, request.user))

    @admin.action(permissions=["publish"], description=_("Hide from visitors"))
    def hide_from_visitors(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        self._tell(request, Act.WITHDRAW, source_actions.hide(queryset, request.user))

    def _tell(self, request: HttpRequest, act: Act, number: int) -> None:
        words = {"act": act.label, "number": number}
        message = ngettext("%(act)s: %(number)d record.", "%(act)s: %(number)d records.", number) % words
        self.message_user(request, message, messages.SUCCESS)
