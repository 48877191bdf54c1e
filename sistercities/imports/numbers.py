"""Numbers as people write them in sheets."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from sistercities.imports.cells import cell_text

SIGN = r"([+-]?)"
PLAIN = re.compile(SIGN + r"(\d+)")
# Groups of three behind a comma, a space or an apostrophe; behind a point only when there are several.
GROUPED = re.compile(SIGN + r"([1-9]\d{0,2}(?:([, '’])\d{3})(?:\3\d{3})*)")
POINT_GROUPED = re.compile(SIGN + r"([1-9]\d{0,2}(?:\.\d{3}){2,})")
FRACTION = re.compile(SIGN + r"([1-9]\d{0,2}(?:([, '’])\d{3})+|\d+)\.(\d+)")
COMMA_FRACTION = re.compile(SIGN + r"([1-9]\d{0,2}(?:[. '’]\d{3})+|\d+),(\d+)")
ONE_COMMA = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
SEPARATORS = re.compile(r"[,. '’]")


def read_number(cell: Any, is_whole: bool) -> Decimal:
    """The number in a cell. Raises ValidationError for anything else, and for 1,234 where a fraction can be meant."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = Decimal(repr(cell))
        if not number.is_finite():
            raise ValidationError(_("That is no number."))
        return number
    text = _normal(cell_text(cell))
    if not is_whole and ONE_COMMA.fullmatch(text):
        both = {"text": text, "whole": text.replace(",", ""), "fraction": text.replace(",", ".")}
        raise ValidationError(_("%(text)s can be %(whole)s or %(fraction)s. Write one of these.") % both)
    for pattern in (PLAIN, GROUPED, POINT_GROUPED):
        if match := pattern.fullmatch(text):
            return Decimal(match[1] + SEPARATORS.sub("", match[2]))
    if match := FRACTION.fullmatch(text) or COMMA_FRACTION.fullmatch(text):
        return Decimal(f"{match[1]}{SEPARATORS.sub('', match[2])}.{match[match.lastindex or 0]}")
    raise ValidationError(_("That is no number. Write it with digits only, for example 1234 or 12.5."))


def _normal(text: str) -> str:
    """ASCII digits, one kind of space, one kind of minus."""
    text = unicodedata.normalize("NFKC", text).replace("−", "-")
    return re.sub(r"\s+", " ", text).strip()


class WholeNumberWidget(Widget):
    """A count or a year."""

    is_whole = True

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        number = read_number(value, self.is_whole)
        if number != number.to_integral_value():
            raise ValidationError(_("Write a whole number."))
        if abs(number) >= 10**18:
            raise ValidationError(_("This number is too large."))
        return int(number)

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> Any:
        return value


class DecimalWidget(WholeNumberWidget):
    """A number with a fixed number of decimals."""

    is_whole = False

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        return read_number(value, self.is_whole).normalize() + 0

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
