"""Exchanges in the admin."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from media.admin import AttachmentInline
from partnerships.admin.rows import SourceRows
from partnerships.models import Exchange, ExchangeAttachment, ExchangeCitation
from partnerships.resources import ExchangeResource
from sistercities.common.admin import INTERNAL, KEPT, PUBLISHING, RecordAdmin, in_both
from sistercities.common.admin.filters import PartialDateRangeFilter, UsedChoicesFilter
from sistercities.common.admin.record import CHANGED_FILTER, STATE_FILTERS, names_column
from sistercities.common.admin.steps import STATE_COLUMNS
from sistercities.common.date_fields import date_words
from sistercities.imports.admin import SheetAdminMixin


class ExchangeSourceRows(SourceRows):
    model = ExchangeCitation


class ExchangeAttachmentRows(AttachmentInline):
    model = ExchangeAttachment


@admin.register(Exchange)
class ExchangeAdmin(SheetAdminMixin, RecordAdmin):
    sheet_resource = ExchangeResource
    place = 40
    searched_through = ("held_in", "cities")
    autocomplete_fields = ("home_city", "held_in", "cities", "fields", "partnership", "agreement")
    list_select_related = ("home_city",)
    inlines = (ExchangeSourceRows, ExchangeAttachmentRows)
    list_display = (
        names_column("title", _("title")),
        "home_city",
        "kind",
        date_words("starts_on", _("begins on")),
        "plan_status",
        *STATE_COLUMNS,
    )
    list_filter: ClassVar = (
        ("home_city", admin.RelatedOnlyFieldListFilter),
        ("kind", UsedChoicesFilter),
        ("direction", UsedChoicesFilter),
        ("plan_status", UsedChoicesFilter),
        ("starts_on", PartialDateRangeFilter),
        ("fields", admin.RelatedOnlyFieldListFilter),
        *STATE_FILTERS,
        CHANGED_FILTER,
    )
    fieldsets = (
        (_("What it is"), {"fields": ("home_city", in_both("title"), ("kind", "direction"), "plan_status", "fields")}),
        (_("Where and when"), {"fields": (("starts_on", "ends_on"), "held_in", in_both("venue"))}),
        (
            _("Who takes part"),
            {
                "fields": (
                    "cities",
                    ("partnership", "agreement"),
                    in_both("head_of_delegation"),
                    ("delegations", "persons"),
                )
            },
        ),
        (_("Text in both languages"), {"fields": (in_both("summary"), in_both("outcome")), "classes": ("wide-text",)}),
        PUBLISHING,
        INTERNAL,
        KEPT,
    )
