"""Figures: partnerships by class, never documents."""

from dataclasses import dataclass
from typing import Any

from partnerships.choices import TieClass
from partnerships.models import Partnership


@dataclass(frozen=True)
class ClassCount:
    """How many public partnerships of one class are recorded; `tie` is the value that the list is narrowed by."""

    tie: str
    label: Any
    number: int


def partnerships_by_class(language: str) -> list[ClassCount]:
    """One query. Classes without a partnership are left out; the order is that of the vocabulary."""
    numbers = Partnership.objects.published(language).filter(partner_city__is_home=False).counted_by_class()
    return [ClassCount(value, label, numbers[value]) for value, label in TieClass.choices if numbers.get(value)]
