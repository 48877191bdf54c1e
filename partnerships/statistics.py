"""Figures: partnerships by class, never documents."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from partnerships.choices import TieClass
from partnerships.models import Partnership


@dataclass(frozen=True)
class ClassCount:
    """How many partnerships there are of one class; `tie` is the value that the list is narrowed by."""

    tie: str
    label: Any
    number: int


def partnerships_by_class(partnerships: Iterable[Partnership]) -> list[ClassCount]:
    """In the order of the vocabulary; classes without a partnership are left out."""
    numbers = Counter(partnership.tie_class for partnership in partnerships)
    return [ClassCount(value, label, numbers[value]) for value, label in TieClass.choices if numbers[value]]
