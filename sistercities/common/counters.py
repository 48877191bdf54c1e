"""Stored counters: numbers that would take a page long to count, counted beforehand and kept in the database.

What a measure came to is kept as a whole for the epoch in which it was counted, and in parts (counter_parts) that
outlive acts which have not touched them. No number is ever older than the last act, or tells of what has been withdrawn
since; nor does a new version of the code read what another has counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from sistercities.common.code_mark import counting_mark
from sistercities.common.counter_parts import Counted, CountedPiece, Known, Part, as_stored, known, total
from sistercities.common.epochs import Epoch, present_epoch
from sistercities.common.languages import CONTENT_LANGUAGES


class Counter(Counted):
    """What one measure came to, from `since` until `until`, while the content version stays so."""

    class Meta:
        # Nobody sees or edits it.
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "language"], name="counter_once_per_name_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"

    @property
    def epoch(self) -> Epoch:
        return Epoch(self.version, self.since, self.until)


class Measure:
    """The sum of its parts, which give what JSON can hold and no other, keys being texts."""

    def __init__(self, name: str, *parts: Part) -> None:
        self.name, self.parts = name, parts

    def count(self, language: str) -> Any:
        """All of it afresh."""
        return total(part.count(language, None) for part in self.parts)

    def value(self, language: str) -> Any:
        """What was stored if it is of this epoch, in one query and a raw read; else what of its parts is true, and the
        rest counted now.
        """
        counter = self._counter(language)
        if counter is None:
            return self.count(language)
        return counter.value if is_present(counter) else _sum(known(self.parts, language))

    def stored(self, language: str) -> Any:
        """None if too much of it would have to be counted: for whoever can count less than all of it."""
        counter = self._counter(language)
        if counter is None or is_present(counter):
            return counter and counter.value
        parts = known(self.parts, language)
        return _sum(parts) if all(each.is_nearly_all for each in parts) else None

    def is_whole(self, language: str) -> bool:
        """Whether it is stored as a whole and of this epoch."""
        counter = self._counter(language)
        return counter is not None and is_present(counter)

    def _counter(self, language: str) -> Counter | None:
        """None before anything of it was ever stored: then there are no parts either."""
        return Counter.objects.filter(name=self.name, language=language).first()


def _sum(parts: Iterable[Known]) -> Any:
    return total(value for each in parts for value in each.values())


def is_present(counter: Counter) -> bool:
    is_ours = counter.code == counting_mark()
    return is_ours and counter.epoch.holds(present_epoch().version, timezone.now())


def store(measures: Iterable[Measure]) -> None:
    """Count and write what is not stored. What is changed meanwhile makes it useless, and never wrong."""
    for measure in measures:
        for language in CONTENT_LANGUAGES:
            epoch = present_epoch()
            if not measure.is_whole(language):
                for each in known(measure.parts, language):
                    each.complete()
                told = {"value": measure.value(language), "code": counting_mark(), **epoch._asdict()}
                Counter.objects.update_or_create(name=measure.name, language=language, defaults=told)


def forget(measures: Iterable[Measure]) -> None:
    """So that all is counted anew."""
    for measure in measures:
        Counter.objects.filter(name=measure.name).delete()
        CountedPiece.objects.filter(name__in=[part.name for part in measure.parts]).delete()


def are_stored(measures: Iterable[Measure]) -> bool:
    """Whether every one of them is there for this epoch: one query."""
    present = {(each.name, each.language) for each in Counter.objects.defer("value") if is_present(each)}
    return present >= {(measure.name, language) for measure in measures for language in CONTENT_LANGUAGES}


@dataclass(frozen=True)
class Fault:
    """A stored number that is not what counting gives; `place` is its name in the value."""

    counter: Counter | CountedPiece
    place: str
    stored: Any
    counted: Any


def faults(measures: Iterable[Measure]) -> Iterator[Fault]:
    """Of the counters that pages would use now; one that they would not use cannot be wrong."""
    by_name = {measure.name: measure for measure in measures}
    for counter in Counter.objects.filter(name__in=by_name).order_by("name", "language"):
        counted = as_stored(by_name[counter.name].count(counter.language)) if is_present(counter) else None
        # What was changed while it was counted belongs to another epoch.
        if is_present(counter):
            for place, stored, true in differences(counter.value, counted):
                yield Fault(counter, place, stored, true)
    for measure in by_name.values():
        for language in CONTENT_LANGUAGES:
            yield from _faults_of_pieces(measure, language)


def _faults_of_pieces(measure: Measure, language: str) -> Iterator[Fault]:
    for each in known(measure.parts, language):
        for row in each.rows:
            epoch = present_epoch()
            counted = as_stored(each.part.count(language, each.part.keys(row.piece, row.piece)))
            if present_epoch() == epoch:
                for place, stored, true in differences(row.value, counted):
                    yield Fault(row, place, stored, true)


def differences(stored: Any, counted: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two values differ: place, and what each of them has there."""
    if isinstance(stored, dict) and isinstance(counted, dict):
        for key in sorted({*stored, *counted}):
            yield from differences(stored.get(key), counted.get(key), f"{place} {key}".strip())
    elif stored != counted:
        yield place, stored, counted
