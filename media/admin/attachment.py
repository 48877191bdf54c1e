"""Photos and documents on a record's form."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from media.admin.thumbnails import thumbnail_of
from media.models import Attachment
from sistercities.common.admin import OrderedBilingualRows, in_both


class AttachmentInline(OrderedBilingualRows):
    """Subclass it with the `model` of a record type's attachments."""

    autocomplete_fields = ("item",)
    readonly_fields = ("thumbnail",)
    fields: ClassVar = ("thumbnail", "item", *in_both("caption"), "order")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        return super().get_queryset(request).select_related("item")

    @admin.display(description=_("preview"))
    def thumbnail(self, row: Attachment) -> SafeString | str:
        return thumbnail_of(row.item) if row.item_id else ""
