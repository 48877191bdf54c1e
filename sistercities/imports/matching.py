"""Finds the record that a row without a slug is about, by what its type is known by.

Exactly one record with the same key is the one. A record that differs only in the precision of its date or in its
wording may be the one: that is asked, never decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError

from sistercities.common.dates import PartialDate, words_of_date
from sistercities.common.folding import fold
from sistercities.common.told import listed
from sistercities.common.told import told as _
from sistercities.imports.neighbours import Asked, Home, Key, Known

MOST_CANDIDATES = 5

__all__ = ["Key", "KeyIndex", "Known", "are_alike", "words"]


def words(**texts: str | None) -> frozenset[tuple[str, str]]:
    """The folded texts that are not empty, by language."""
    return frozenset((name, folded) for name, text in texts.items() if (folded := fold(text)))


def are_alike(one: Key, other: Key) -> bool:
    """Whether the words of two keys may mean the same: equal, one inside the other, or almost the same letters."""
    return not frozenset(one.words).isdisjoint(other.words) or Asked(other).is_worded_like(one)


@dataclass
class KeyIndex:
    """All records of a type by key."""

    # By the hash of what is fixed, date and word: mostly one record alone, else a tuple of them.
    _by_word: dict[int, Known | tuple[Known, ...]] = field(default_factory=dict)
    _homes: dict[tuple[Any, ...], Home] = field(default_factory=dict)
    _dates: dict[str, PartialDate] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        key = known.key
        home = self._homes.get(key.fixed)
        if home is None:
            home = self._homes[key.fixed] = Home(key.fixed)
        # A tuple is a quarter of the set, and there are as many as records; many have one day.
        slim = Key(home.fixed, self._dates.setdefault(key.date.text, key.date), tuple(key.words), key.hints)
        known = Known(known.pk, known.slug, known.label, slim)
        for word in key.words:
            place = hash((key.fixed, key.date.text, word))
            same = self._by_word.get(place)
            others = same if isinstance(same, tuple) else (same,)
            self._by_word[place] = known if same is None else (*others, known)  # type: ignore[assignment]
        home.add(known)

    def exactly(self, key: Key) -> list[Known]:
        """The records with the same date and one of the words."""
        found: dict[Any, Known] = {}
        for word in key.words:
            same = self._by_word.get(hash((key.fixed, key.date.text, word)), ())
            for known in same if isinstance(same, tuple) else (same,):
                if _has(known.key, key, word):
                    found[known.pk] = known
        return list(found.values())

    def find(self, key: Key, *, asks_about_wording: bool) -> Known | None:
        """The record with this key, or None. Raises ValidationError with a question when that is not certain."""
        exact = self.exactly(key)
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise ValidationError(_ambiguous(exact))
        asked, home = Asked(key, asks_about_wording), self._homes.get(key.fixed)
        near = home.near(asked) if home is not None else ()
        # More are not named, so more are not looked for.
        possible = list(islice((known for known in near if asked.may_be(known.key)), MOST_CANDIDATES))
        if possible:
            raise ValidationError(_question(possible))
        return None


def _has(known: Key, key: Key, word: tuple[str, str]) -> bool:
    """Two keys may have the same hash."""
    return known.fixed == key.fixed and known.date.text == key.date.text and word in known.words


def _named(candidates: Iterable[Known]) -> str:
    shown = []
    for known in list(candidates)[:MOST_CANDIDATES]:
        what = {"label": known.label, "date": words_of_date(known.key.date.text), "slug": known.slug}
        shown.append((_("“%(label)s” of %(date)s (%(slug)s)") if what["date"] else _("“%(label)s” (%(slug)s)")) % what)
    return listed(shown)


def _question(possible: list[Known]) -> str:
    message = _(
        "Is this %(candidates)s? If so, write its short name in the column slug. "
        "If it is another one, give it a short name of its own there."
    )
    return message % {"candidates": _named(possible)}


def _ambiguous(exact: list[Known]) -> str:
    message = _("This can be more than one record: %(candidates)s. Write the short name in the column slug.")
    return message % {"candidates": _named(exact)}
