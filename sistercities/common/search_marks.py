"""Texts with the words that were searched for marked in them, as the search compares words: accents, case and forms of
Chinese characters aside, Latin words from their beginning.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sistercities.common.folding import CJK, LONGEST_TOKEN, is_chinese, search_words, searched
from sistercities.common.spellings import APOSTROPHE, HAS_TWO, MIDDLE_DOT, as_two

# Beyond so many characters of a text nothing is looked for: a page shows a line of it.
LOOKED_THROUGH = 20_000
BEFORE = 40
SPACE = re.compile(r"\s+")

Span = tuple[int, int]


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    """What one character is to the search: a few letters, a space between words, nothing for a bare accent."""
    plain = searched(character)
    if plain or unicodedata.category(character) in ("Mn", "Lm"):
        return plain
    return " "


def _with_places(text: str, left_out: frozenset[int], is_as_two: bool) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if place in left_out:
            continue
        for piece in _folded(character) if not is_as_two else "".join(map(_folded, as_two(character))):
            folded.append(piece)
            places.append(place)
    return "".join(folded), places


def _readings(text: str) -> Iterator[tuple[str, list[int]]]:
    """The text in each way to spell it that the search knows."""
    inside = frozenset(found.start() for marks in (APOSTROPHE, MIDDLE_DOT) for found in marks.finditer(text))
    yield _with_places(text, inside, False)
    if inside:
        yield _with_places(text, frozenset(), False)
    if HAS_TWO.search(text):
        yield _with_places(text, inside, True)


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
    text = text[:LOOKED_THROUGH]
    pattern, spans = _pattern(words), set[Span]()
    for folded, places in _readings(text):
        for match in pattern.finditer(folded):
            spans.add((places[match.start(1)], _end_of(text, places[match.end(1) - 1] + 1)))
    return _merged(sorted(spans))


def _merged(spans: Iterable[Span]) -> list[Span]:
    apart: list[Span] = []
    for start, end in spans:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


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
