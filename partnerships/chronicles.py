"""Records of several kinds in one run by date: those of a field of cooperation, of a country, of a year."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, F, Model, QuerySet, Value

from partnerships import reading
from partnerships.models import Agreement, Exchange, Honour, Partnership, Story
from sistercities.common.languages import CONTENT_LANGUAGES, current_language

PARTNERSHIP, AGREEMENT, EXCHANGE, HONOUR, STORY = "partnership", "agreement", "exchange", "honour", "story"
# Of each kind the model, and the column of the date by which it stands in the run.
KINDS: dict[str, tuple[type[Model], str]] = {
    PARTNERSHIP: (Partnership, "since_sort"),
    AGREEMENT: (Agreement, "signed_on_sort"),
    EXCHANGE: (Exchange, "starts_on_sort"),
    HONOUR: (Honour, "given_on_sort"),
    STORY: (Story, "published_on_sort"),
}
Parts = Mapping[str, QuerySet]


@dataclass(frozen=True)
class Item:
    """One record of the run."""

    kind: str
    record: Any


class Chronicle:
    """`parts` gives, for a language, the public records of each kind. A run can be cut like a list, for paging.

    Counting costs one query for all kinds and languages; a piece one, and one for each kind in it.
    """

    def __init__(self, parts: Callable[[str], Parts], newest_first: bool = True, kind: str = "") -> None:
        self.parts, self.newest_first, self.asked = parts, newest_first, kind

    @cached_property
    def numbers(self) -> dict[str, dict[str, int]]:
        """How many there are, by language and kind."""
        counted = [
            _counted(language, kind, records)
            for language in CONTENT_LANGUAGES
            for kind, records in self.parts(language).items()
        ]
        found: dict[str, dict[str, int]] = {language: {} for language in CONTENT_LANGUAGES}
        for row in counted[0].union(*counted[1:], all=True):
            if row["number"]:
                found[row["told_in"]][row["of_kind"]] = row["number"]
        return found

    @property
    def kind(self) -> str:
        """The kind that was asked for, if there is any of it."""
        return self.asked if self.here.get(self.asked) else ""

    @property
    def here(self) -> dict[str, int]:
        numbers = self.numbers[current_language()]
        return {kind: numbers[kind] for kind in KINDS if numbers.get(kind)}

    def count(self) -> int:
        return self.here[self.kind] if self.kind else sum(self.here.values())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, piece: slice) -> list[Item]:
        parts = self.parts(current_language())
        rows = [_dated(kind, parts[kind]) for kind in self.here if self.kind in ("", kind)]
        if not rows:
            return []
        run = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
        order = ("-day", "of_kind", "-key") if self.newest_first else ("day", "of_kind", "key")
        return read([(row["of_kind"], row["key"]) for row in run.order_by(*order)[piece]], current_language())


def _counted(language: str, kind: str, records: QuerySet) -> QuerySet:
    told = records.order_by().annotate(told_in=_text(language), of_kind=_text(kind))
    return told.values("told_in", "of_kind").annotate(number=Count("pk", distinct=True))


def _dated(kind: str, records: QuerySet) -> QuerySet:
    dated = records.order_by().annotate(of_kind=_text(kind), key=F("pk"), day=F(KINDS[kind][1]))
    return dated.values("of_kind", "key", "day")


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def read(keys: list[tuple[str, int]], language: str) -> list[Item]:
    """The records with what their rows show, in the order of the keys."""
    of_kind: dict[str, list[int]] = defaultdict(list)
    for kind, key in keys:
        of_kind[kind].append(key)
    found = {kind: with_row(kind, language).in_bulk(of_kind[kind]) for kind in of_kind}
    return [Item(kind, found[kind][key]) for kind, key in keys if key in found[kind]]


def with_row(kind: str, language: str) -> Any:
    model: Any = KINDS[kind][0]
    records = model.objects.published(language)
    if kind == PARTNERSHIP:
        return records.with_cities().prefetch_related(reading.public_events())
    if kind == AGREEMENT:
        return reading.agreement_row(records, language)
    return reading.exchange_row(records, language) if kind == EXCHANGE else records
