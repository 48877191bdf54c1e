"""Stories in the admin."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from media.admin import AttachmentInline
from partnerships.admin.rows import SourceRows
from partnerships.models import Story, StoryAttachment, StoryCitation
from partnerships.resources import StoryResource
from sistercities.common.admin import INTERNAL, KEPT, PUBLISHING, RecordAdmin, in_both
from sistercities.common.admin.filters import PartialDateRangeFilter
from sistercities.common.admin.record import CHANGED_FILTER, STATE_FILTERS, names_column
from sistercities.common.admin.steps import STATE_COLUMNS
from sistercities.common.date_fields import date_words
from sistercities.imports.admin import SheetAdminMixin


class StorySourceRows(SourceRows):
    model = StoryCitation


class StoryAttachmentRows(AttachmentInline):
    model = StoryAttachment


@admin.register(Story)
class StoryAdmin(SheetAdminMixin, RecordAdmin):
    sheet_resource = StoryResource
    place = 60
    rich_texts = ("body",)
    searched_through = ("cities",)
    autocomplete_fields = ("cities", "lead_photo")
    inlines = (StorySourceRows, StoryAttachmentRows)
    list_display = (
        names_column("title", _("title")),
        date_words("published_on", _("date of the story")),
        "editor",
        *STATE_COLUMNS,
    )
    list_filter: ClassVar = (("published_on", PartialDateRangeFilter), *STATE_FILTERS, CHANGED_FILTER)
    fieldsets = (
        (_("What it is"), {"fields": (in_both("title"), in_both("byline"), in_both("origin"), "editor")}),
        (_("Where and when"), {"fields": ("published_on", "cities")}),
        (
            _("Text in both languages"),
            {"fields": (in_both("summary"), in_both("body"), "lead_photo"), "classes": ("wide-text",)},
        ),
        PUBLISHING,
        INTERNAL,
        KEPT,
    )
