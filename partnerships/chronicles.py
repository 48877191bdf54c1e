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
# So many records are near the beginning.
SOON = 120


@dataclass(frozen=True)
class Item:
    """One record of the run."""

    kind: str
    record: Any

    @property
    def day(self) -> str:
        """The date as a text that sorts by time; empty if it is not known."""
        return getattr(self.record, KINDS[self.kind][1])


class Chronicle:
    """`parts` gives, for a language, the public records of each kind. A run can be cut like a list, for paging.

    Counting costs one query for all kinds and languages; a piece one, and one for each kind in it.
    """

    def __init__(self, parts: Callable[[str], Parts], newest_first: bool = True, kind: str = "") -> None:
        self.parts, self.newest_first, self.asked = parts, newest_first, kind

    @cached_property
    def numbers(self) -> dict[str, dict[str, int]]:
        """How many there are, by language and kind. Whoever has kept them may set them."""
        return self.count_all()

    def count_all(self) -> dict[str, dict[str, int]]:
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
        kinds = [kind for kind in self.here if self.kind in ("", kind)]
        if not kinds:
            return []
        return self._first(kinds, piece) if piece.stop <= SOON else self._later(kinds, piece)

    def _first(self, kinds: list[str], piece: slice) -> list[Item]:
        """Near the beginning, from the beginnings of each kind: an index has them ready, however many follow."""
        language, way = current_language(), "-" if self.newest_first else ""
        parts, items = self.parts(language), []
        for kind in kinds:
            records = with_row(kind, parts[kind], language).order_by(f"{way}{KINDS[kind][1]}", f"{way}pk")
            items += [Item(kind, record) for record in records[: piece.stop]]
        # A later sort leaves in their order what it takes for equal.
        items.sort(key=lambda item: item.record.pk, reverse=self.newest_first)
        items.sort(key=lambda item: item.kind)
        items.sort(key=lambda item: item.day, reverse=self.newest_first)
        return items[piece]

    def _later(self, kinds: list[str], piece: slice) -> list[Item]:
        parts = self.parts(current_language())
        rows = [_dated(kind, parts[kind]) for kind in kinds]
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
    found = {}
    for kind, pks in of_kind.items():
        model: Any = KINDS[kind][0]
        found[kind] = with_row(kind, model.objects.published(language), language).in_bulk(pks)
    return [Item(kind, found[kind][key]) for kind, key in keys if key in found[kind]]


def with_row(kind: str, records: Any, language: str) -> Any:
    """Public records with what their rows show."""
    if kind == PARTNERSHIP:
        return records.with_cities().prefetch_related(reading.public_events())
    if kind == AGREEMENT:
        return reading.agreement_row(records, language)
    return reading.exchange_row(records, language) if kind == EXCHANGE else records
