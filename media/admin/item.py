"""The library."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.admin.ending import EndingPermissionsMixin
from media.admin.filters import MissingTextFilter, PermissionFilter, UseFilter
from media.admin.forms import MediaItemForm
from media.admin.rights import set_rights_of_chosen
from media.admin.thumbnails import card_of, preview_of
from media.admin.uploads import UploadsAdmin
from media.models import MediaItem
from media.renditions import discard_renditions
from media.resources import MediaItemResource
from media.storing import store_original
from media.tasks import heal_later, make_later
from media.usage import used_by
from sistercities.common.admin import INTERNAL, KEPT, PUBLISHING, RecordAdmin, in_both
from sistercities.common.admin.filters import PartialDateRangeFilter, UsedChoicesFilter
from sistercities.common.admin.record import CHANGED_FILTER, KEPT_FIELDS, STATE_FILTERS, names_column
from sistercities.common.admin.steps import STATE_COLUMNS
from sistercities.common.history import Revision
from sistercities.imports.admin import SheetAdminMixin

# What there is to see of an item that is kept already.
KEPT_FILE = (_("In the library"), {"fields": ("preview", "original", "used_by")})
CAPTION = names_column("caption", _("caption"))


@admin.register(MediaItem)
class MediaItemAdmin(EndingPermissionsMixin, SheetAdminMixin, UploadsAdmin, RecordAdmin):
    """Files come in through `store_original` and nowhere else."""

    sheet_resource = MediaItemResource
    form = MediaItemForm
    place = 70
    change_list_template = "media/admin/library.html"
    actions = [*RecordAdmin.actions, set_rights_of_chosen]
    list_per_page = 48
    list_display = (
        "thumbnail",
        CAPTION,
        "kind",
        "permission",
        *STATE_COLUMNS,
        "changed_at",
    )
    list_display_links = ("thumbnail", CAPTION)
    list_filter = (
        ("kind", UsedChoicesFilter),
        *STATE_FILTERS,
        MissingTextFilter,
        PermissionFilter,
        UseFilter,
        ("licence", UsedChoicesFilter),
        ("taken_on", PartialDateRangeFilter),
        CHANGED_FILTER,
    )
    readonly_fields: ClassVar[Any] = ("preview", "original", "used_by", *KEPT_FIELDS)
    fieldsets: ClassVar[Any] = (
        KEPT_FILE,
        (_("File"), {"fields": ("kind", "file", "video_url")}),
        (_("What it shows"), {"fields": (in_both("alt"), in_both("caption"), "taken_on")}),
        (_("Rights"), {"fields": (in_both("credit"), ("licence", "permission_until"))}),
        (_("Who and where (never public)"), {"fields": ("people", "place", "consent_note")}),
        (
            _("Point of interest"),
            {
                "fields": (("focal_x", "focal_y"),),
                "description": _(
                    "Lists and pages show the photo cropped to 3:2. This point always stays in the picture."
                ),
            },
        ),
        PUBLISHING,
        INTERNAL,
        KEPT,
    )

    class Media:
        css: ClassVar = {"all": ("media/library.css",)}
        js = ("media/focal.js",)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        item = self.get_object(request, unquote(object_id)) if request.method == "GET" else None
        if item is not None and self.has_view_permission(request, item) and heal_later(item):
            sentence = gettext("Some of its smaller versions were missing or damaged; they are being made anew.")
            self.message_user(request, sentence, messages.WARNING)
        return super().change_view(request, object_id, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: MediaItem | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [part for part in fieldsets if part[0] != KEPT_FILE[0]]

    def get_readonly_fields(self, request: HttpRequest, obj: MediaItem | None = None) -> list[str]:
        fields = super().get_readonly_fields(request, obj)
        # A file was judged as what it is: it does not become something else.
        return ["kind", *fields] if obj is not None else fields

    def save_model(self, request: HttpRequest, obj: MediaItem, form: MediaItemForm, change: bool) -> None:
        if form.upload:
            store_original(obj, form.upload)
            self._tell_twins(request, obj)
        else:
            make_later(obj)
        super().save_model(request, obj, form, change)

    def _tell_twins(self, request: HttpRequest, item: MediaItem) -> None:
        for twin in MediaItem.objects.filter(content_hash=item.content_hash).exclude(pk=item.pk)[:3]:
            address = reverse("admin:media_mediaitem_change", args=[twin.pk])
            sentence = gettext("The library already has this file: {twin}.")
            self.message_user(request, format_html(sentence, twin=format_html('<a href="{}">{}</a>', address, twin)))

    def delete_model(self, request: HttpRequest, obj: MediaItem) -> None:
        super().delete_model(request, obj)
        discard_renditions([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        items = list(queryset)
        super().delete_queryset(request, queryset)
        discard_renditions(items)

    def _take_back(self, request: HttpRequest, revision: Revision) -> None:
        super()._take_back(request, revision)
        for item in MediaItem.objects.filter(pk=revision.record_key):
            make_later(item)

    @admin.display(description=_("preview"))
    def thumbnail(self, item: MediaItem) -> SafeString | str:
        return card_of(item)

    @admin.display(description=_("permission ends on"), ordering="permission_until", empty_value="")
    def permission(self, item: MediaItem) -> str | None:
        day = item.permission_until
        return gettext("until %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")} if day else None

    @admin.display(description=_("preview"))
    def preview(self, item: MediaItem) -> SafeString | str:
        return preview_of(item)

    @admin.display(description=_("file as it came in"))
    def original(self, item: MediaItem) -> SafeString | str:
        if not item.file:
            return "–"
        link = format_html(
            '<a href="{}">{}</a>', reverse("files:original", args=[item.slug]), item.given_name or item.slug
        )
        size = f" · {item.width} × {item.height}" if item.width else ""
        return format_html("{}{}", link, size)

    @admin.display(description=_("used by"))
    def used_by(self, item: MediaItem) -> SafeString | str:
        line = gettext("{label}: {value}")
        lines = [
            (format_html(line, label=capfirst(str(record._meta.verbose_name)), value=_linked(record)),)
            for record in used_by(item)
        ]
        if not lines:
            return gettext("Not used anywhere.")
        return format_html('<ul class="linked-list">{}</ul>', format_html_join("", "<li>{}</li>", lines))


def _linked(record: Any) -> SafeString | str:
    options = record._meta
    try:
        address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])
    except NoReverseMatch:
        return str(record)
    return format_html('<a href="{}">{}</a>', address, record)
