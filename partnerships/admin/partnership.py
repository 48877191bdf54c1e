"""Partnerships in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from media.admin import AttachmentInline
from partnerships.admin.counts import number_of
from partnerships.admin.linked import linked_list
from partnerships.admin.rows import SourceRows
from partnerships.models import (
    Agreement,
    Counterpart,
    Partnership,
    PartnershipAttachment,
    PartnershipCitation,
    PartnershipEvent,
    Promise,
)
from partnerships.resources import PartnershipResource
from sistercities.common.admin import INTERNAL, KEPT, PUBLISHING, BilingualRows, RecordAdmin, Rows, in_both
from sistercities.common.admin.filters import PartialDateRangeFilter, UsedChoicesFilter
from sistercities.common.admin.record import CHANGED_FILTER, STATE_FILTERS
from sistercities.common.admin.steps import STATE_COLUMNS
from sistercities.common.date_fields import date_words
from sistercities.imports.admin import SheetAdminMixin


class EventRows(BilingualRows):
    model = PartnershipEvent


class PromiseRows(Rows):
    model = Promise


class CounterpartRows(Rows):
    model = Counterpart
    verbose_name_plural = _("counterparts (never public)")


class PartnershipSourceRows(SourceRows):
    model = PartnershipCitation


class PartnershipAttachmentRows(AttachmentInline):
    model = PartnershipAttachment


@admin.register(Partnership)
class PartnershipAdmin(SheetAdminMixin, RecordAdmin):
    sheet_resource = PartnershipResource
    place = 20
    searched_through = ("home_city", "partner_city")
    autocomplete_fields = ("home_city", "partner_city")
    inlines = (EventRows, PromiseRows, CounterpartRows, PartnershipSourceRows, PartnershipAttachmentRows)
    list_display = (
        "__str__",
        "tie_class",
        "status",
        date_words("since", _("since")),
        "agreement_count",
        *STATE_COLUMNS,
    )
    list_filter: ClassVar = (
        ("home_city", admin.RelatedOnlyFieldListFilter),
        ("tie_class", UsedChoicesFilter),
        ("status", UsedChoicesFilter),
        ("since", PartialDateRangeFilter),
        *STATE_FILTERS,
        CHANGED_FILTER,
    )
    readonly_fields = (*RecordAdmin.readonly_fields, "agreement_list", "exchange_list", "honour_list")
    fieldsets = (
        (_("What it is"), {"fields": (("home_city", "partner_city"), ("tie_class", "status"))}),
        (_("When"), {"fields": ("since",)}),
        (_("Text in both languages"), {"fields": (in_both("motive"),), "classes": ("wide-text",)}),
        (_("What belongs to it"), {"fields": ("agreement_list", "exchange_list", "honour_list")}),
        PUBLISHING,
        INTERNAL,
        KEPT,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partnership]:
        return super().get_queryset(request).annotate(agreement_count=number_of(Agreement, "partnership"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [part for part in fieldsets if "agreement_list" not in part[1]["fields"]]

    @admin.display(description=_("documents"), ordering="agreement_count")
    def agreement_count(self, partnership: Partnership) -> int:
        return partnership.agreement_count  # type: ignore[attr-defined]

    @admin.display(description=_("agreements"))
    def agreement_list(self, partnership: Partnership) -> str:
        return linked_list(partnership.agreements.newest_first(), f"partnership__id__exact={partnership.pk}")

    @admin.display(description=_("exchanges"))
    def exchange_list(self, partnership: Partnership) -> str:
        return linked_list(partnership.exchanges.newest_first(), f"partnership__id__exact={partnership.pk}")

    @admin.display(description=_("honours"))
    def honour_list(self, partnership: Partnership) -> str:
        return linked_list(partnership.honours.newest_first(), f"partnership__id__exact={partnership.pk}")
