"""Honours in the admin."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from media.admin import AttachmentInline
from partnerships.admin.rows import SourceRows
from partnerships.models import Honour, HonourAttachment, HonourCitation
from partnerships.resources import HonourResource
from sistercities.common.admin import INTERNAL, KEPT, PUBLISHING, RecordAdmin, in_both
from sistercities.common.admin.filters import PartialDateRangeFilter
from sistercities.common.admin.record import CHANGED_FILTER, STATE_FILTERS, names_column
from sistercities.common.admin.steps import STATE_COLUMNS
from sistercities.common.date_fields import date_words
from sistercities.imports.admin import SheetAdminMixin


class HonourSourceRows(SourceRows):
    model = HonourCitation


class HonourAttachmentRows(AttachmentInline):
    model = HonourAttachment


@admin.register(Honour)
class HonourAdmin(SheetAdminMixin, RecordAdmin):
    sheet_resource = HonourResource
    place = 50
    searched_through = ("recipient_city", "partnership__home_city", "partnership__partner_city")
    autocomplete_fields = ("recipient_city", "partnership")
    list_select_related = ("partnership__home_city", "partnership__partner_city")
    inlines = (HonourSourceRows, HonourAttachmentRows)
    list_display = (
        names_column("name", _("name")),
        "partnership",
        date_words("given_on", _("given on")),
        *STATE_COLUMNS,
    )
    list_filter: ClassVar = (("given_on", PartialDateRangeFilter), *STATE_FILTERS, CHANGED_FILTER)
    fieldsets = (
        (_("What it is"), {"fields": (in_both("name"), in_both("conferring_body"))}),
        (_("To whom and when"), {"fields": ("given_on", in_both("recipient"), ("recipient_city", "partnership"))}),
        (_("Text in both languages"), {"fields": (in_both("summary"),), "classes": ("wide-text",)}),
        PUBLISHING,
        INTERNAL,
        KEPT,
    )
