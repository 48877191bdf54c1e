"""Filters beside the lists: choices that occur, and ranges of dates as vague as the dates are."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rangefilter.filters import DateRangeFilter

from sistercities.common.date_fields import AFTER_DIGITS, PartialDateFormField

RANGE_TEMPLATE = "admin/range_filter.html"


class UsedChoicesFilter(admin.ChoicesFieldListFilter):
    """Only the choices that some record has."""

    def __init__(
        self,
        field: models.Field,
        request: HttpRequest,
        params: dict[str, Any],
        model: type[models.Model],
        model_admin: admin.ModelAdmin,
        field_path: str,
    ) -> None:
        super().__init__(field, request, params, model, model_admin, field_path)
        values = model._default_manager.order_by().values_list(field_path, flat=True).distinct()
        self.used = {str(value) for value in values if value not in (None, "")}

    def has_output(self) -> bool:
        return len(self.used) > 1 or self.lookup_val is not None

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        chosen: Any = self.lookup_val or []
        yield {
            "selected": self.lookup_val is None,
            "query_string": changelist.get_query_string(remove=[self.lookup_kwarg, self.lookup_kwarg_isnull]),
            "display": _("All"),
        }
        for value, words in self.field.flatchoices:
            if str(value) in self.used:
                yield {
                    "selected": str(value) in chosen,
                    "query_string": changelist.get_query_string({self.lookup_kwarg: value}, [self.lookup_kwarg_isnull]),
                    "display": words,
                }


class RangeForm(forms.Form):
    """From and until, both included, each as vague as one likes, under the names of two query parameters."""

    def __init__(self, start: str, end: str, given: dict[str, str]) -> None:
        super().__init__(given)
        self.fields[start] = PartialDateFormField(label=_("From"), required=False)
        self.fields[end] = PartialDateFormField(label=_("Until"), required=False)


class PartialDateRangeFilter(admin.FieldListFilter):
    """For a PartialDateField: 2011 to 2018-05 finds whatever lies there for certain; unknown dates never."""

    template = RANGE_TEMPLATE

    def __init__(
        self,
        field: models.Field,
        request: HttpRequest,
        params: dict[str, Any],
        model: type[models.Model],
        model_admin: admin.ModelAdmin,
        field_path: str,
    ) -> None:
        self.start_parameter, self.end_parameter = f"{field_path}__from", f"{field_path}__until"
        super().__init__(field, request, params, model, model_admin, field_path)
        used: dict[str, Any] = self.used_parameters
        given = {name: (used.get(name) or [""])[-1] for name in self.expected_parameters()}
        self.form = RangeForm(self.start_parameter, self.end_parameter, given)

    def expected_parameters(self) -> list[str]:
        return [self.start_parameter, self.end_parameter]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.form.is_valid():
            return queryset
        start, end = (self.form.cleaned_data[name] for name in self.expected_parameters())
        if start:
            queryset = queryset.filter(**{f"{self.field_path}_sort__gte": start.sort_text})
        if end:
            known_and_before = {
                f"{self.field_path}_sort__gt": "",
                f"{self.field_path}_sort__lt": end.sort_text + AFTER_DIGITS,
            }
            queryset = queryset.filter(**known_and_before)
        return queryset

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        yield kept_parameters(changelist, self.expected_parameters())


class CalendarField(forms.DateField):
    """A day that every time zone and database can hold."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators: ClassVar[Any] = [  # type: ignore[misc]  # the stubs call it an instance variable
        MinValueValidator(date(1900, 1, 1)),
        MaxValueValidator(date(2199, 12, 31)),
    ]


class MomentRangeFilter(DateRangeFilter):
    """The library's filter without its inline script and styles, which our content security policy refuses."""

    template = RANGE_TEMPLATE

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        yield kept_parameters(changelist, self.expected_parameters())

    def _get_form_fields(self) -> dict[str, forms.Field]:
        labels = {self.lookup_kwarg_gte: _("From"), self.lookup_kwarg_lte: _("Until")}
        return {name: CalendarField(label=label, required=False) for name, label in labels.items()}


def kept_parameters(changelist: ChangeList, replaced: list[str]) -> dict[str, Any]:
    """The rest of the list's query, to be sent along with a range; and the link that drops the range."""
    others = [(name, values) for name, values in changelist.filter_params.items() if name not in replaced]
    return {
        "kept": [(name, value) for name, values in others for value in values],
        "clear": changelist.get_query_string(remove=replaced),
    }
