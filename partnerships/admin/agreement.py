"""Agreements in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from media.admin import AttachmentInline
from partnerships.admin.rows import SourceRows
from partnerships.models import (
    Agreement,
    AgreementAttachment,
    AgreementCitation,
    AgreementWording,
    Approval,
    FurtherParty,
    Signatory,
)
from partnerships.resources import AgreementResource
from sistercities.common.admin import (
    INTERNAL,
    KEPT,
    PUBLISHING,
    BilingualRows,
    OrderedBilingualRows,
    RecordAdmin,
    Rows,
    in_both,
)
from sistercities.common.admin.filters import PartialDateRangeFilter, UsedChoicesFilter
from sistercities.common.admin.record import CHANGED_FILTER, STATE_FILTERS, names_column
from sistercities.common.admin.steps import STATE_COLUMNS
from sistercities.common.date_fields import date_words
from sistercities.imports.admin import SheetAdminMixin


class SignatoryRows(OrderedBilingualRows):
    """In protocol order, which is never the alphabet's."""

    model = Signatory


class WordingRows(Rows):
    model = AgreementWording
    autocomplete_fields = ("source",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("source")


class FurtherPartyRows(BilingualRows):
    model = FurtherParty


class ApprovalRows(Rows):
    model = Approval
    verbose_name_plural = _("approvals (never public)")


class AgreementSourceRows(SourceRows):
    model = AgreementCitation


class AgreementAttachmentRows(AttachmentInline):
    model = AgreementAttachment


@admin.register(Agreement)
class AgreementAdmin(SheetAdminMixin, RecordAdmin):
    sheet_resource = AgreementResource
    place = 30
    searched_through = ("partnership__home_city", "partnership__partner_city")
    autocomplete_fields = ("partnership", "kind", "signed_in", "fields", "predecessor")
    list_select_related = ("kind", "partnership__home_city", "partnership__partner_city")
    inlines = (SignatoryRows, WordingRows, FurtherPartyRows, ApprovalRows, AgreementSourceRows, AgreementAttachmentRows)
    list_display = (
        names_column("title", _("title")),
        "partnership",
        "kind",
        date_words("signed_on", _("signed on")),
        *STATE_COLUMNS,
    )
    list_filter: ClassVar = (
        ("kind", admin.RelatedOnlyFieldListFilter),
        ("validity", UsedChoicesFilter),
        ("partnership__tie_class", UsedChoicesFilter),
        ("signed_on", PartialDateRangeFilter),
        ("fields", admin.RelatedOnlyFieldListFilter),
        *STATE_FILTERS,
        CHANGED_FILTER,
    )
    fieldsets = (
        (_("What it is"), {"fields": ("partnership", "kind", in_both("title"), "wording", "fields", "predecessor")}),
        (_("Where and when"), {"fields": ("signed_on", "signed_in", in_both("venue"))}),
        (_("How long it holds"), {"fields": (("validity", "valid_until"), "renewal_years", "text_languages")}),
        (_("Text in both languages"), {"fields": (in_both("summary"),), "classes": ("wide-text",)}),
        PUBLISHING,
        INTERNAL,
        KEPT,
    )
