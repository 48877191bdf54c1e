"""Which of many records a row is to be compared with closely, found without looking at each of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sistercities.common.dates import PartialDate, Precision
from sistercities.imports.likeness import Wording, numbers

# So few are compared one by one, without an index.
FEW = 48
# Of more titles with the same numbers, only those are compared closely that have the rarest words of the row's.
MOST_COMPARED = 400
CHOSEN, LOOKED_AT, RAREST = 150, 8_000, 8


@dataclass(frozen=True, slots=True)
class Key:
    """What a record is known by.

    `fixed` must be the same. `words` are its names, each with the language or kind it belongs to: one in common is
    enough. `hints` are further folded names that only raise a question.
    """

    fixed: tuple[Any, ...] = ()
    date: PartialDate = PartialDate()  # noqa: RUF009 (immutable)
    words: Collection[tuple[str, str]] = frozenset()
    hints: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """A record in the index."""

    pk: Any
    slug: str
    label: str
    key: Key


@dataclass
class Asked:
    """The key of a row that is compared with many; `by_wording` when titles that are almost the same count too."""

    key: Key
    by_wording: bool = True
    words: frozenset[tuple[str, str]] = field(init=False)
    texts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = frozenset(self.key.words)
        self.texts = frozenset(text for _name, text in self.words)

    @cached_property
    def wordings(self) -> dict[str, list[Wording]]:
        """The texts by the language or kind that they belong to."""
        found: dict[str, list[Wording]] = {}
        for name, text in self.key.words:
            found.setdefault(name, []).append(Wording(text))
        return found

    def may_be(self, known: Key) -> bool:
        """Whether a record of this key may be the one, its date being no obstacle."""
        if not self.words.isdisjoint(known.words) or (known.hints and not self.texts.isdisjoint(known.hints)):
            return True
        if self.key.hints and any(text in self.key.hints for _name, text in known.words):
            return True
        return self.by_wording and self.is_worded_like(known)

    def is_worded_like(self, known: Key) -> bool:
        """Whether a title of that key is almost one of these, in the same language."""
        return any(mine.is_like(text) for name, text in known.words for mine in self.wordings.get(name, ()))


class _Places(dict[Any, Any]):
    """Key → the places at which it was met: a number where there is one, as mostly, else a list."""

    def note(self, key: Any, place: int) -> None:
        before = self.get(key)
        if before is None:
            self[key] = place
        elif type(before) is int:
            self[key] = [before, place]
        else:
            before.append(place)

    def of(self, key: Any) -> list[int]:
        found = self.get(key, [])
        return [found] if type(found) is int else found


class Crowd:
    """Records of which each may be the one, as far as home and date tell. Their order is that in which they came."""

    __slots__ = ("_by_numbers", "_by_rare_word", "_by_text", "_has_hints", "_indexed", "_split", "members")

    def __init__(self, members: Iterable[Known] = ()) -> None:
        self.members = list(members)
        self._has_hints = any(known.key.hints for known in self.members)
        self._by_numbers, self._by_text, self._by_rare_word = _Places(), _Places(), _Places()
        # How far each index has come: all are made when they are first needed.
        self._indexed = {"numbers": 0, "text": 0}
        self._split: dict[int, int] = {}

    def add(self, known: Known) -> None:
        self.members.append(known)
        self._has_hints = self._has_hints or bool(known.key.hints)

    def candidates(self, asked: Asked) -> Iterable[Known]:
        """Those that `asked.may_be` may hold for, and few others; of very many alike ones the likeliest."""
        if len(self.members) <= FEW:
            return self.members
        places: set[int] = set()
        if not asked.by_wording or asked.key.hints or self._has_hints:
            self._index_texts()
            for text in asked.texts | asked.key.hints:
                places.update(self._by_text.of(text)[:LOOKED_AT])
        if asked.by_wording:
            self._index_numbers()
            for name, wordings in asked.wordings.items():
                for wording in wordings:
                    places.update(self._worded(hash((name, wording.numbers)), name, wording.text))
        return [self.members[place] for place in sorted(places)]

    def _worded(self, same_numbers: int, name: str, text: str) -> Collection[int]:
        places = self._by_numbers.of(same_numbers)
        return places if len(places) <= MOST_COMPARED else self._likeliest(same_numbers, places, name, text)

    def _likeliest(self, same_numbers: int, places: list[int], name: str, text: str) -> list[int]:
        """Of many titles with the same numbers, those with most of the words of `text` that few of them have."""
        for place in places[self._split.get(same_numbers, 0) :]:
            for also, theirs in self.members[place].key.words:
                for part in _parts(theirs) if also == name else ():
                    self._by_rare_word.note(hash((same_numbers, part)), place)
        self._split[same_numbers] = len(places)
        found = sorted((self._by_rare_word.of(hash((same_numbers, part))) for part in _parts(text)), key=len)
        shared: Counter[int] = Counter()
        for group in [group for group in found if group][:RAREST]:
            shared.update(group[: LOOKED_AT // RAREST])
        return [place for place, _number in shared.most_common(CHOSEN)]

    def _index_numbers(self) -> None:
        for place in range(self._indexed["numbers"], len(self.members)):
            for key in {hash((name, numbers(text))) for name, text in self.members[place].key.words}:
                self._by_numbers.note(key, place)
        self._indexed["numbers"] = len(self.members)

    def _index_texts(self) -> None:
        for place in range(self._indexed["text"], len(self.members)):
            key = self.members[place].key
            for text in {*(text for _name, text in key.words), *key.hints}:
                self._by_text.note(text, place)
        self._indexed["text"] = len(self.members)


def _parts(text: str) -> set[str]:
    """The words of a text, or pairs of its letters where it is written without spaces."""
    words = set(text.split())
    return words if len(words) > 2 else {one + other for one, other in zip(text, text[1:], strict=False)}


class Home:
    """The records of one `fixed`, by date.

    Two dates can mean the same only if one includes the other, or one of them is unknown: a row is compared with those.
    """

    __slots__ = ("_all", "_exactly", "_within", "fixed")

    def __init__(self, fixed: tuple[Any, ...]) -> None:
        self.fixed = fixed
        self._all = Crowd()
        # By the text of the date; and by each beginning of it that was asked for: its year, its month.
        self._exactly: dict[str, Crowd] | None = None
        self._within: dict[str, Crowd] = {}

    def add(self, known: Known) -> None:
        self._all.add(known)
        if self._exactly is not None:
            self._sort_in(known, self._exactly)
            date = known.key.date.sort_text
            for part in {date[:4], date[:7]}:
                if part in self._within and len(date) >= len(part):
                    self._within[part].add(known)

    def near(self, asked: Asked) -> Iterator[Known]:
        """The records to be compared: first those whose date is known less precisely, then the others."""
        date = asked.key.date.sort_text
        if len(self._all.members) <= FEW:
            fitting = (known for known in self._all.members if _meet(known.key.date.sort_text, date))
            yield from sorted(fitting, key=lambda known: min(len(known.key.date.sort_text), len(date)))
            return
        exactly = self._by_date()
        wider = dict.fromkeys(part for part in ("", date[:4], date[:7]) if len(part) < len(date))
        inner = exactly.get(date) if asked.key.date.precision == Precision.DAY else self._in(date)
        for crowd in (*(exactly.get(part) for part in wider), inner):
            if crowd is not None:
                yield from crowd.candidates(asked)

    def _by_date(self) -> dict[str, Crowd]:
        if self._exactly is None:
            self._exactly = {}
            for known in self._all.members:
                self._sort_in(known, self._exactly)
        return self._exactly

    def _sort_in(self, known: Known, exactly: dict[str, Crowd]) -> None:
        exactly.setdefault(known.key.date.sort_text, Crowd()).add(known)

    def _in(self, part: str) -> Crowd:
        """All records whose date lies in this year or month; in none: all."""
        if not part:
            return self._all
        if part not in self._within:
            wider = self._in(part[:4] if len(part) > 4 else "").members
            self._within[part] = Crowd(known for known in wider if known.key.date.sort_text.startswith(part))
        return self._within[part]


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
