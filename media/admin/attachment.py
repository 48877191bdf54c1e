"""Photos and documents on a record's form."""

from typing import Any, ClassVar

from adminsortable2.admin import CustomInlineFormSet, SortableInlineAdminMixin
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import NumberInput
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from media.admin.thumbnails import thumbnail_of
from media.models import Attachment


class OrderedFormSet(CustomInlineFormSet):
    """Rows that are dragged into order; the number stays in sight for those who use the keyboard."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.form.base_fields["order"].widget = NumberInput(attrs={"class": "_reorder_", "min": 0, "size": 4})


class AttachmentInline(SortableInlineAdminMixin, TranslationTabularInline):
    """Subclass it with the `model` of a record type's attachments.

    The admin of the record must inherit from adminsortable2's SortableAdminBase.
    """

    formset = OrderedFormSet
    template = "adminsortable2/edit_inline/tabular-django-5.2.html"
    extra = 0
    autocomplete_fields = ("item",)
    readonly_fields = ("thumbnail",)
    fields: ClassVar = ("thumbnail", "item", "caption", "order")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        return super().get_queryset(request).select_related("item")

    @admin.display(description=_("preview"))
    def thumbnail(self, row: Attachment) -> SafeString | str:
        return thumbnail_of(row.item) if row.item_id else ""
