"""Stored counters: numbers that would take a page long to count, counted beforehand and kept in the database.

Each belongs to the epoch in which it was counted, and to the code that counted it. A page uses it in that epoch and by
that code only and otherwise counts for itself, so that no number is ever older than the last act, or tells of what has
been withdrawn since; nor does a new version read what another has counted.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from sistercities.common.code_mark import counting_mark
from sistercities.common.epochs import Epoch, present_epoch
from sistercities.common.languages import CONTENT_LANGUAGES


class Counter(models.Model):
    """What one measure came to in one language, from `since` until `until`, while the content version stays so."""

    name = models.CharField(max_length=60)
    language = models.CharField(max_length=20)
    version = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    code = models.CharField(max_length=24, default="")
    value = models.JSONField()

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


@dataclass(frozen=True)
class Measure:
    """`count` counts, in a language, what is public now; it gives what JSON can hold and no other, keys being texts."""

    name: str
    count: Callable[[str], Any]

    def value(self, language: str) -> Any:
        """What was stored if it is of this epoch, in one query and a raw read; else counted now."""
        stored = self.stored(language)
        return self.count(language) if stored is None else stored

    def stored(self, language: str) -> Any:
        """None if it is not of this epoch: for whoever can count less than all of it."""
        found = Counter.objects.filter(name=self.name, language=language).first()
        return found.value if found and is_present(found) else None


def is_present(counter: Counter) -> bool:
    is_ours = counter.code == counting_mark()
    return is_ours and counter.epoch.holds(present_epoch().version, timezone.now())


def store(measures: Iterable[Measure]) -> None:
    """Count and write all of them. What is changed meanwhile makes them useless, and never wrong."""
    for measure in measures:
        for language in CONTENT_LANGUAGES:
            epoch = present_epoch()
            told = {"value": measure.count(language), "code": counting_mark(), **epoch._asdict()}
            Counter.objects.update_or_create(name=measure.name, language=language, defaults=told)


def are_stored(measures: Iterable[Measure]) -> bool:
    """Whether every one of them is there for this epoch: one query."""
    present = {(each.name, each.language) for each in Counter.objects.defer("value") if is_present(each)}
    return present >= {(measure.name, language) for measure in measures for language in CONTENT_LANGUAGES}


@dataclass(frozen=True)
class Fault:
    """A stored number that is not what counting gives; `place` is its name in the value."""

    counter: Counter
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


def as_stored(value: Any) -> Any:
    """As it comes back from the database: JSON knows no tuples."""
    return json.loads(json.dumps(value))


def differences(stored: Any, counted: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two values differ: place, and what each of them has there."""
    if isinstance(stored, dict) and isinstance(counted, dict):
        for key in sorted({*stored, *counted}):
            yield from differences(stored.get(key), counted.get(key), f"{place} {key}".strip())
    elif stored != counted:
        yield place, stored, counted
