"""Columns of numbers read what people write."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from sistercities.imports.number_widgets import DecimalWidget, FloatWidget, WholeNumberWidget


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1234567", 1234567),
        ("1,234,567", 1234567),
        ("1,234", 1234),
        ("1 234 567", 1234567),
        ("1\u00a0234", 1234),
        ("1\u202f234", 1234),
        ("1'234", 1234),
        ("1’234", 1234),
        ("1.234.567", 1234567),
        ("１２３４", 1234),
        (2020.0, 2020),
        (2020, 2020),
        ("12.0", 12),
    ],
)
def test_whole_number_with_separators_is_read(cell: Any, number: int) -> None:
    assert WholeNumberWidget().clean(cell) == number


@pytest.mark.parametrize("cell", ["12.5", "1,23", "1e5", "", "∞", "nan", float("inf"), True, "-5", "\u22125", "9" * 20])
def test_what_is_no_whole_number_is_refused(cell: Any) -> None:
    with pytest.raises(ValidationError):
        WholeNumberWidget().clean(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("82400", "82400"),
        ("12.50", "12.5"),
        ("12,5", "12.5"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("0,125", "0.125"),
    ],
)
def test_decimal_in_either_manner_is_read(cell: str, number: str) -> None:
    assert DecimalWidget().clean(cell) == Decimal(number)


def test_decimal_that_can_be_thousands_is_asked_about() -> None:
    with pytest.raises(ValidationError, match="“1,234” can be 1234 or 1.234"):
        DecimalWidget().clean("1,234")


def test_negative_number_in_a_number_column_is_exported_as_a_number() -> None:
    assert FloatWidget().render(-12.5) == -12.5
