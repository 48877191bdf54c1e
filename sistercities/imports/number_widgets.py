"""Columns of numbers: their cells are read as `written_numbers` says, and written as numbers."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from import_export.widgets import Widget

from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell
from sistercities.imports.written_numbers import WrittenNumber, read_count, read_number


def _read(read: Callable[[Any], WrittenNumber | None], cell: Any) -> Decimal:
    try:
        number = read(cell)
    except UnreadableCell as error:
        raise ValidationError(str(error)) from error
    if number is None:
        raise ValidationError(_("This is no number."))
    return number.value


class WholeNumberWidget(Widget):
    """A count or a year."""

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        number = _read(read_count, value)
        if number >= 10**18:
            raise ValidationError(_("This number is too large."))
        return int(number)

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> Any:
        return value


class DecimalWidget(WholeNumberWidget):
    """A number with a fixed number of decimals."""

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        return _read(read_number, value).normalize() + 0

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> Any:
        if value is None:
            return None
        return int(value) if value == int(value) else value


class FloatWidget(DecimalWidget):
    """A measured number, such as a latitude."""

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        return float(super().clean(value))

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> Any:
        return value
