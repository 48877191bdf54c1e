"""Finds the record that a row without a slug is about, by what its type is known by.

Exactly one record with the same key is the one. A record that differs only in the precision of its date or in its
wording may be the one: that is asked, never decided.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sistercities.common.dates import PartialDate, Precision
from sistercities.common.folding import fold
from sistercities.common.wording import listed

MOST_CANDIDATES = 5
# How like two folded titles are that may be one, from 0 to 1; measured on titles that differ by a word of filling.
LIKE = 0.85
NUMBERS = re.compile(r"\d+")
PAIR_BITS = 1024


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


def words(**texts: str | None) -> frozenset[tuple[str, str]]:
    """The folded texts that are not empty, by language."""
    return frozenset((name, folded) for name, text in texts.items() if (folded := fold(text)))


def are_alike(one: Key, other: Key) -> bool:
    """Whether the words of two keys may mean the same: equal, one inside the other, or almost the same letters."""
    return any(_texts_alike(mine, theirs) for name, mine in one.words for also, theirs in other.words if name == also)


def _texts_alike(mine: str, theirs: str) -> bool:
    # The 32nd and the 33rd course are two courses.
    if _numbers(mine) != _numbers(theirs):
        return mine == theirs
    shorter, longer = sorted((mine, theirs), key=len)
    if len(shorter) >= 6 and shorter in longer:
        return True
    # Letters without a counterpart are at most this share of both texts, and each breaks three pairs at most.
    if (_pairs(mine) ^ _pairs(theirs)).bit_count() > 3 * (1 - LIKE) * (len(mine) + len(theirs)):
        return False
    matcher = SequenceMatcher(None, mine, theirs)
    # The two quick ones are upper bounds of the last.
    return min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= LIKE and matcher.ratio() >= LIKE


@lru_cache(maxsize=8_192)
def _numbers(text: str) -> list[str]:
    return NUMBERS.findall(text)


@lru_cache(maxsize=8_192)
def _pairs(text: str) -> int:
    """The pairs of neighbouring letters, as a set of bits: two texts that differ there in many differ in many pairs."""
    bits = 0
    for pair in zip(text, text[1:], strict=False):
        bits |= 1 << (hash(pair) % PAIR_BITS)
    return bits


@dataclass
class KeyIndex:
    """All records of a type by key.

    Two dates can mean the same only if one includes the other, or one of them is unknown: a row is compared with those.
    """

    _by_word: dict[tuple[Any, ...], tuple[Known, ...]] = field(default_factory=dict)
    # By what is fixed and the text of the date; then by what is fixed and each beginning of that text: its year, …
    _by_date: dict[tuple[Any, ...], list[Known]] = field(default_factory=dict)
    _within: dict[tuple[Any, ...], list[Known]] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        key = known.key
        # A tuple is a quarter of the set, and there are as many as records.
        slim = Key(key.fixed, key.date, tuple(key.words), key.hints)
        known = Known(known.pk, known.slug, known.label, slim)
        for word in key.words:
            place = (key.fixed, key.date.text, word)
            # Mostly one alone: half as large as a list.
            self._by_word[place] = (*self._by_word.get(place, ()), known)
        date = key.date.sort_text
        self._by_date.setdefault((key.fixed, date), []).append(known)
        for part in ("", date[:4], date[:7])[: 1 + key.date.precision]:
            self._within.setdefault((key.fixed, part), []).append(known)

    def exactly(self, key: Key) -> list[Known]:
        """The records with the same date and one of the words."""
        same = [self._by_word.get((key.fixed, key.date.text, word), ()) for word in key.words]
        return list({known.pk: known for group in same for known in group}.values())

    def find(self, key: Key, *, asks_about_wording: bool) -> Known | None:
        """The record with this key, or None. Raises ValidationError with a question when that is not certain."""
        exact = self.exactly(key)
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise ValidationError(_ambiguous(exact))
        if possible := [known for known in self._near(key) if _may_be(known.key, key, asks_about_wording)]:
            raise ValidationError(_question(possible))
        return None

    def _near(self, key: Key) -> Iterable[Known]:
        """The records whose date includes that of `key` or is included in it, or is unknown."""
        date = key.date.sort_text
        wider = dict.fromkeys(part for part in ("", date[:4], date[:7]) if len(part) < len(date))
        groups = [self._by_date.get((key.fixed, part), []) for part in wider]
        inner = self._by_date if key.date.precision == Precision.DAY else self._within
        return chain.from_iterable([*groups, inner.get((key.fixed, date), [])])


def _may_be(known: Key, key: Key, asks_about_wording: bool) -> bool:
    if not frozenset(key.words).isdisjoint(known.words) or _texts(key) & known.hints or _texts(known) & key.hints:
        return True
    return asks_about_wording and are_alike(known, key)


def _texts(key: Key) -> set[str]:
    return {text for _name, text in key.words}


def _named(candidates: Iterable[Known]) -> str:
    shown = []
    for known in list(candidates)[:MOST_CANDIDATES]:
        what = {"label": known.label, "date": known.key.date.words(), "slug": known.slug}
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
