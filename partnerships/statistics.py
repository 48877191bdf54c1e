"""Figures: partnerships by class, never documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partnerships.choices import TieClass


@dataclass(frozen=True)
class ClassCount:
    """How many partnerships there are of one class; `tie` is the value that the list is narrowed by."""

    tie: str
    label: Any
    number: int


def partnerships_by_class(counts: Mapping[str, int]) -> list[ClassCount]:
    """Of numbers as partnerships.figure_counts gives them; in the order of the vocabulary, without empty classes."""
    numbers = {value: counts.get(f"tie={value}", 0) for value in TieClass.values}
    return [ClassCount(value, label, numbers[value]) for value, label in TieClass.choices if numbers[value]]
