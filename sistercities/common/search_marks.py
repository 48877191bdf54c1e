"""Texts with the words that were searched for marked in them, as the search compares words: accents, case and forms of
Chinese characters aside, Latin words from their beginning.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sistercities.common.chinese_forms import simplified
from sistercities.common.folding import CJK, LONGEST_TOKEN, fold, is_chinese, search_words

# Beyond so many characters of a text nothing is looked for: a page shows a line of it.
LOOKED_THROUGH = 20_000
BEFORE = 40
SPACE = re.compile(r"\s+")

Span = tuple[int, int]


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    """What one character is to the search: a few letters, a space between words, nothing for a bare accent."""
    plain = simplified(fold(character))
    if plain or unicodedata.category(character) == "Mn":
        return plain
    return " "


def _with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for piece in _folded(character):
            folded.append(piece)
            places.append(place)
    return "".join(folded), places


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """What of a folded text is marked for these words: pairs of characters anywhere, Latin words where words begin."""
    choices: list[str] = []
    for word in sorted(words, key=len, reverse=True):
        if is_chinese(word):
            choices.append(f"(?:{'|'.join(_pieces(word))})")
        else:
            choices.append(rf"(?:(?<=[\s{CJK}])|^){re.escape(word[:LONGEST_TOKEN])}")
    # A look-ahead, so that overlapping pairs are found too.
    return re.compile(rf"(?=({'|'.join(choices)}))")


def _pieces(word: str) -> Iterable[str]:
    pairs = [word[start : start + 2] for start in range(len(word) - 1)]
    return [re.escape(piece) for piece in [word, *pairs]]


def found_spans(text: str, query: str) -> list[Span]:
    """Where in `text` words of `query` stand, in order and apart from each other."""
    words = tuple(dict.fromkeys(search_words(query)))
    if not words or not text:
        return []
    folded, places = _with_places(text[:LOOKED_THROUGH])
    spans: list[Span] = []
    for match in _pattern(words).finditer(folded):
        start, end = places[match.start(1)], _end_of(text, places[match.end(1) - 1] + 1)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _end_of(text: str, end: int) -> int:
    """Behind the accents that belong to the last letter."""
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1
    return end


def marked(text: str, query: str) -> SafeString:
    """The whole text, escaped, with `<mark>` around what was searched for."""
    return _with_marks(text, found_spans(text, query))


def excerpt(text: str, query: str, length: int = 160) -> SafeString:
    """About `length` characters of the text around the first word found; its beginning where there is none."""
    text = SPACE.sub(" ", text).strip()
    spans = found_spans(text, query)
    if sum(is_chinese(each) for each in text[:length]) > length // 3:
        length = length * 5 // 8  # their characters are wider
    start = _start(text, spans[0][0]) if spans else 0
    end = _stop(text, start + length)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
    shown = _with_marks(text[start:end].rstrip(), inside)
    before, behind = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(f"{before}{shown}{behind}")  # noqa: S308 (each part is escaped)


def _start(text: str, found: int) -> int:
    """A little before what was found, at the beginning of a word or sentence."""
    if found <= BEFORE:
        return 0
    sentence = max(text.rfind(mark, found - BEFORE, found) for mark in "。！？；.!?;")
    space = text.find(" ", found - BEFORE, found)
    place = sentence if sentence >= 0 else space if space >= 0 else found - BEFORE // 2 - 1
    return min(found, place + 1 + (text[place + 1 : place + 2] == " "))


def _stop(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - 20, end)
    return space if space > 0 else _end_of(text, end)


def _with_marks(text: str, spans: Sequence[Span]) -> SafeString:
    parts: list[str] = []
    place = 0
    for start, end in spans:
        parts += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    return mark_safe("".join([*parts, escape(text[place:])]))  # noqa: S308 (each part is escaped)
