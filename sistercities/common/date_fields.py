"""Partial dates in models and forms.

The column holds EDTF text, empty when unknown and never NULL, so that a unique constraint counts unknown
dates too. `PartialDateSortField` beside it is what queries order and filter by.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin import display
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q, Value
from django.db.models.expressions import Expression
from django.db.models.functions import Replace
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from sistercities.common.date_parsing import parse
from sistercities.common.dates import InvalidPartialDate, PartialDate
from sistercities.common.translatable import Translatable

# Sorts after every digit and the hyphen: an upper bound for all texts that start alike.
AFTER_DIGITS = ":"


def partial_date(value: object) -> PartialDate:
    """The PartialDate a model attribute or lookup value stands for; raises InvalidPartialDate."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime):
        raise InvalidPartialDate(_("A moment is no date; give a date or a text like 2011-09-26."))
    if isinstance(value, date):
        return PartialDate.from_date(value)
    return PartialDate("" if value is None else str(value))


def byte_order(connection: BaseDatabaseWrapper) -> str | None:
    """The collation in which EDTF text sorts by date; SQLite compares bytes without being told."""
    return "C" if connection.vendor == "postgresql" else None


def years_between(field: str, first: int, last: int) -> Q:
    """The rows whose date lies in the years from first to last, both included; unknown dates never do."""
    return Q(**{f"{field}_sort__gte": f"{first:04d}", f"{field}_sort__lt": f"{last:04d}{AFTER_DIGITS}"})


def year_range(field: str, year: int) -> Q:
    """The rows dated within one year, by a range on the sort column, which an index answers."""
    return years_between(field, year, year)


def date_words(field: str, description: Translatable | None = None) -> Callable[[models.Model], str]:
    """A column for ModelAdmin.list_display that shows the date in words and sorts by time."""

    @display(ordering=f"{field}_sort", description=description or field.replace("_", " "), empty_value="–")
    def column(record: models.Model) -> str:
        return getattr(record, field).words()

    column.__name__ = field
    return column


class PartialDateInput(forms.TextInput):
    """A text input that says by example what to write."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        example = {"placeholder": _("2011, 2011-09 or 2011-09-26"), "autocomplete": "off"}
        super().__init__(example | (attrs or {}))


class PartialDateFormField(forms.Field):
    """Reads every writing that has one meaning only, and shows EDTF text; the value is a PartialDate."""

    widget = PartialDateInput
    empty_values = [*forms.Field.empty_values, PartialDate()]

    def to_python(self, value: object) -> PartialDate:
        try:
            return parse(value) if isinstance(value, str) else partial_date(value)
        except InvalidPartialDate as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: object) -> object:
        return value.text if isinstance(value, PartialDate) else value

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return not self.disabled and self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class PartialDateAttribute(DeferredAttribute):
    """Makes a PartialDate of whatever is assigned, so that the attribute never holds anything else."""

    def __set__(self, instance: models.Model, value: object) -> None:
        if not hasattr(value, "resolve_expression"):
            value = partial_date(value)
        instance.__dict__[self.field.attname] = value


if TYPE_CHECKING:
    # What may be assigned, and what is then found.
    PartialDateFieldBase = models.Field[PartialDate | str | date | None, PartialDate]
else:
    PartialDateFieldBase = models.Field


class PartialDateField(PartialDateFieldBase):
    """A PartialDate in a text column. Assigning a text or a date converts it; unknown is ``PartialDate()``.

    Assigning a text that is no EDTF raises InvalidPartialDate at once. Order and filter by the
    `PartialDateSortField` of the record: ``~`` would disturb the order of this column.
    """

    description = _("Partial date")
    descriptor_class = PartialDateAttribute
    empty_values = [*models.Field.empty_values, PartialDate()]
    default_error_messages = {"invalid": _("Write 2011, 2011-09 or 2011-09-26; add ~ for about.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 11
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        errors = super().check(**kwargs)
        if self.null:
            errors.append(checks.Error("A PartialDateField is never NULL.", obj=self, id="dates.E001"))
        return errors

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        return super().db_parameters(connection) | {"collation": byte_order(connection)}

    def get_default(self) -> PartialDate:
        return partial_date(super().get_default())

    def to_python(self, value: object) -> PartialDate:
        try:
            return partial_date(value)
        except InvalidPartialDate as error:
            raise ValidationError(str(error), code="invalid") from error

    def from_db_value(self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper) -> PartialDate:
        return PartialDate(value or "")

    def get_prep_value(self, value: object) -> object:
        value = super().get_prep_value(value)
        return value if hasattr(value, "resolve_expression") else partial_date(value).text

    def value_to_string(self, obj: models.Model) -> str:
        return self.value_from_object(obj).text

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**({"form_class": PartialDateFormField} | kwargs))


class SortTextField(models.CharField):
    """EDTF text without ``~``, compared byte by byte on every database."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        return super().db_parameters(connection) | {"collation": byte_order(connection)}

    def get_prep_value(self, value: object) -> object:
        return super().get_prep_value(value.sort_text if isinstance(value, PartialDate) else value)


class SortTextAttribute(DeferredAttribute):
    """Follows the source on the instance, so that it is right before saving and never costs a query."""

    field: "PartialDateSortField"

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> object:
        source = instance and instance.__dict__.get(self.field.source)
        if isinstance(source, PartialDate):
            return source.sort_text
        return super().__get__(instance, cls)

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class PartialDateSortField(models.GeneratedField):
    """The stored column to order and filter a PartialDateField by, kept right by the database.

    Name it after its source with ``_sort`` added; `year_range` relies on that. Unknown dates sort first.
    """

    descriptor_class = SortTextAttribute

    def __init__(self, source: str, **kwargs: Any) -> None:
        self.source = source
        text = SortTextField(max_length=10)
        without_about = Replace(F(source), Value("~"), Value(""), output_field=text)
        super().__init__(expression=without_about, output_field=text, db_persist=True, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("expression", "output_field", "db_persist"):
            del kwargs[fixed]
        return name, path, args, kwargs | {"source": self.source}
