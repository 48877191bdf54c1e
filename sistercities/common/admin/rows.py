"""Rows that belong to a record, edited on its form."""

from typing import Any, ClassVar

from adminsortable2.admin import CustomInlineFormSet, SortableTabularInline
from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from modeltranslation.admin import TranslationInlineModelAdmin

from sistercities.common.admin.bilingual import bilingual_labels
from sistercities.common.admin.suggesting import SuggestingAdmin


class Rows(SuggestingAdmin, admin.TabularInline):
    """Rows in no order of their own. Empty ones are added by hand, so that a long form stays short."""

    extra = 0
    formfield_overrides: ClassVar = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 30})}}


class OrderedFormSet(CustomInlineFormSet):
    """Rows are dragged into order; the number stays in sight for whoever has no mouse or no script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        number = forms.NumberInput(attrs={"class": "_reorder_", "min": 0})
        self.form.base_fields[self.default_order_field].widget = number


class OrderedRows(Rows, SortableTabularInline):
    """Rows in the order of their field `order`; the record's admin must inherit SortableAdminBase."""

    formset = OrderedFormSet
    template = SortableTabularInline.template
    ordering = ("order", "id")


class BilingualRows(TranslationInlineModelAdmin, Rows):
    def get_formset(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, **{"labels": bilingual_labels(self.model), **kwargs})


class OrderedBilingualRows(BilingualRows, OrderedRows):
    pass
