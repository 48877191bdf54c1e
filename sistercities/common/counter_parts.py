"""What is counted is kept in parts, so that an act outdates only what it has touched.

A part is true until records of the kinds that it reads are touched, or a moment of one of them comes. A part that is
counted in pieces is a sum over records of one kind: a piece of it is true until a record with a key of that piece is
touched. What else it depends on, it says in `beside`, which is asked anew each time.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, reduce
from itertools import pairwise
from typing import Any, ClassVar

from django.db import models
from django.db.models import Max, Min
from django.utils import timezone

from sistercities.common.boundaries import MOMENTS, next_midnight
from sistercities.common.code_mark import counting_mark
from sistercities.common.content_version import current_version
from sistercities.common.epochs import present_epoch
from sistercities.common.publishing import Publishable
from sistercities.common.touched import EVERYTHING, KEYS, Touch, having_keys, kind_of, touched_since

NO_MOMENT = datetime(9000, 1, 1, tzinfo=UTC)
# So many pieces are counted for a page that could also do with less than all of it.
FEW = 3


class Counted(models.Model):
    """What something came to in one language: in what epoch it was counted, and by what code."""

    name = models.CharField(max_length=60)
    language = models.CharField(max_length=20)
    version = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    code = models.CharField(max_length=24, default="")
    value = models.JSONField()

    class Meta:
        abstract = True


class CountedPiece(Counted):
    """A piece of a part; a part that is not in pieces has the piece 0 alone."""

    piece = models.BigIntegerField()
    beside = models.CharField(max_length=24)

    class Meta:
        # Nobody sees or edits it.
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "language", "piece"], name="counted_piece_once_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.name}, piece {self.piece} ({self.language})"


def nothing_beside(_language: str) -> Any:
    return None


@dataclass(frozen=True)
class Part:
    """`count` counts, in a language, what is public now of the records whose keys are in a range, or of all.

    `reads` are the kinds of records that it asks for anything. In pieces, it is the sum of those of `pieces_of`; what
    it asks of other kinds must show in `beside`. `is_daily`: what it counts changes with the office's day.
    """

    name: str
    count: Callable[[str, range | None], Any]
    reads: frozenset[type[models.Model]]
    pieces_of: type[models.Model] | None = None
    beside: Callable[[str], Any] = nothing_beside
    is_daily: bool = False

    @property
    def kinds(self) -> set[str]:
        return {kind_of(model) for model in ([self.pieces_of] if self.pieces_of else self.reads)}

    def numbers(self) -> range:
        """Of its pieces, from that of the first record to that of the last; two queries."""
        if self.pieces_of is None:
            return range(1)
        # Asked apart: SQLite enters an index for one of them, and walks through it for both.
        ends = [self.pieces_of._base_manager.aggregate(key=end("pk"))["key"] for end in (Min, Max)]
        return range(ends[0] // KEYS, ends[1] // KEYS + 1) if None not in ends else range(0)

    def keys(self, first: int, last: int) -> range | None:
        """Those in the pieces from `first` to `last`."""
        return range(first * KEYS, (last + 1) * KEYS) if self.pieces_of else None

    def digest(self, language: str) -> str:
        return hashlib.blake2b(repr(self.beside(language)).encode(), digest_size=12).hexdigest()

    def until(self, piece: int, now: datetime) -> datetime:
        """The first moment after `now` at which a piece may come to something else by itself."""
        moments = [next_midnight(now)] if self.is_daily else []
        for model in [self.pieces_of] if self.pieces_of else self.reads:
            if issubclass(model, Publishable):
                records = having_keys(model._base_manager.order_by(), self.keys(piece, piece))
                found = (records.filter(**{f"{moment}__gt": now}).aggregate(soonest=Min(moment)) for moment in MOMENTS)
                moments += [each["soonest"] for each in found if each["soonest"]]
        return min(moments, default=NO_MOMENT)

    def is_outdated(self, row: CountedPiece, touched: dict[Touch, int]) -> bool:
        if touched.get(EVERYTHING, 0) > row.version:
            return True
        if self.pieces_of:
            return touched.get(Touch(kind_of(self.pieces_of), row.piece), 0) > row.version
        return any(touch.kind in self.kinds and last > row.version for touch, last in touched.items())


class Known:
    """Of a part the pieces that are stored and true, and the numbers of the others."""

    def __init__(self, part: Part, language: str, stored: list[CountedPiece], touched: dict[Touch, int]) -> None:
        """What is stored of it, and what was touched since. Where nothing is, nothing is asked."""
        self.part, self.language = part, language
        current = [row for row in stored if not part.is_outdated(row, touched)]
        self.rows = [row for row in current if row.piece in self.numbers and row.beside == self.digest]

    @cached_property
    def numbers(self) -> range:
        return self.part.numbers()

    @cached_property
    def digest(self) -> str:
        return self.part.digest(self.language)

    @property
    def missing(self) -> list[int]:
        return sorted({*self.numbers} - {row.piece for row in self.rows})

    @property
    def is_nearly_all(self) -> bool:
        return bool(self.rows) and len(self.missing) <= FEW

    def values(self) -> Iterator[Any]:
        """Adjoining pieces are counted at once: their sum is all that is asked for."""
        if not self.rows:
            yield self.part.count(self.language, None)
            return
        yield from (row.value for row in self.rows)
        for first, last in runs(self.missing):
            yield self.part.count(self.language, self.part.keys(first, last))

    def complete(self) -> None:
        """Count and store what is missing. What was counted while anything changed is left for the next time."""
        # Asked before anything is counted: what is hidden right after the count must show in it.
        digest = self.digest
        for piece in self.missing:
            epoch = present_epoch()
            value = self.part.count(self.language, self.part.keys(piece, piece))
            times: dict[str, Any] = {
                "version": epoch.version,
                "since": epoch.since,
                "until": self.part.until(piece, epoch.since),
            }
            told = {**times, "code": counting_mark(), "beside": digest, "value": value}
            if present_epoch() == epoch and self.part.digest(self.language) == digest:
                CountedPiece.objects.update_or_create(
                    name=self.part.name, language=self.language, piece=piece, defaults=told
                )


def known(parts: Iterable[Part], language: str) -> list[Known]:
    """What is stored of each part and true; three queries, and some for each part in pieces."""
    parts, now = list(parts), timezone.now()
    stored = CountedPiece.objects.filter(name__in=[part.name for part in parts], language=language)
    rows = list(stored.filter(code=counting_mark(), since__lte=now, until__gt=now).order_by("piece"))
    kinds = {kind for part in parts for kind in part.kinds}
    oldest = min((row.version for row in rows), default=0)
    touched = touched_since(oldest, kinds, current_version()) if rows else {}
    return [Known(part, language, [row for row in rows if row.name == part.name], touched) for part in parts]


def runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each row of numbers without a gap."""
    if numbers:
        gaps = [(one, other) for one, other in pairwise(numbers) if other != one + 1]
        yield from zip([numbers[0], *(gap[1] for gap in gaps)], [*(gap[0] for gap in gaps), numbers[-1]], strict=True)


def total(values: Iterable[Any]) -> Any:
    return reduce(added, values)


def added(one: Any, other: Any) -> Any:
    """The sum of two values of the same shape: numbers are added, nothing is not zero, of two texts the later stays."""
    if one is None or other is None:
        return other if one is None else one
    if isinstance(one, dict):
        return one | {key: added(one.get(key), other[key]) for key in other}
    if isinstance(one, list):
        return [added(*pair) for pair in zip(one, other, strict=True)]
    return max(one, other) if isinstance(one, str) else one + other


def as_stored(value: Any) -> Any:
    """As it comes back from the database: JSON knows no tuples."""
    return json.loads(json.dumps(value))
