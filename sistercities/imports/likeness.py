"""Whether two folded titles may mean the same: one inside the other, or almost the same letters in the same order."""

import re
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

# How like two folded titles are that may be one, from 0 to 1; measured on titles that differ by a word of filling.
LIKE = 0.85
NUMBERS = re.compile(r"\d+")
PAIR_BITS = 1024
SHORTEST_INSIDE = 6


class Wording:
    """A folded text that is compared with many others: what the comparison needs of it is made once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.numbers = numbers(text)
        self._pairs = _pairs(text)

    def is_like(self, other: str) -> bool:
        """Quick refusals first: each is an upper bound of the share that decides."""
        # The 32nd and the 33rd course are two courses.
        if self.numbers != numbers(other):
            return False
        shorter, longer = sorted((other, self.text), key=len)
        if len(shorter) >= SHORTEST_INSIDE and shorter in longer:
            return True
        together = len(shorter) + len(longer)
        # Letters without a counterpart are at most this share of both texts, and each breaks three pairs at most.
        if 2 * len(shorter) < LIKE * together or (self._pairs ^ _pairs(other)).bit_count() > 3 * (1 - LIKE) * together:
            return False
        return 2 * self._common(other) >= LIKE * together and self._ratio(other) >= LIKE

    @cached_property
    def _matcher(self) -> SequenceMatcher:
        matcher = SequenceMatcher(None)
        matcher.set_seq2(self.text)
        return matcher

    def _ratio(self, other: str) -> float:
        self._matcher.set_seq1(other)
        return self._matcher.ratio()

    @cached_property
    def _places(self) -> dict[str, int]:
        """For each letter its places, as bits."""
        places: dict[str, int] = {}
        for place, letter in enumerate(self.text):
            places[letter] = places.get(letter, 0) | 1 << place
        return places

    def _common(self, other: str) -> int:
        """The length of the longest sequence of letters that both texts hold: all places are counted at once.

        M. Crochemore and others, A fast and practical bit-vector algorithm for the longest common subsequence problem.
        """
        whole = unused = (1 << len(self.text)) - 1
        for letter in other:
            if met := unused & self._places.get(letter, 0):
                unused = ((unused + met) | (unused - met)) & whole
        return len(self.text) - unused.bit_count()


@lru_cache(maxsize=8_192)
def numbers(text: str) -> tuple[str, ...]:
    """The numbers in a text, in their order: two titles that differ in them are never the same."""
    return tuple(NUMBERS.findall(text))


@lru_cache(maxsize=8_192)
def _pairs(text: str) -> int:
    """The pairs of neighbouring letters, as a set of bits: two texts that differ there in many differ in many pairs."""
    bits = 0
    for pair in zip(text, text[1:], strict=False):
        bits |= 1 << (hash(pair) % PAIR_BITS)
    return bits
