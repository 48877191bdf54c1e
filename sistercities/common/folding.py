"""Text reduced to what a reader would call the same word, and cut into searchable tokens.

`fold` follows Unicode NFKD with marks dropped and case folded, so that Zürich, zurich and ZÜRICH are one.
Chinese, Japanese and Korean runs have no spaces between words: they are cut into overlapping pairs of
characters, so that a two-character name such as 曼谷 can be found anywhere in a text. For searching, traditional and
simplified characters are one, and so are the spellings of common/spellings.py.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sistercities.common.chinese_forms import simplified
from sistercities.common.spellings import further_spellings, joined, plain_letters

# Letters that Unicode does not decompose, although readers type them without the stroke or as two letters.
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
CJK_RUN = re.compile(rf"[{CJK}]+")
CJK_EDGE = re.compile(rf"(?<=[{CJK}])(?=[^{CJK} ])|(?<=[^{CJK} ])(?=[{CJK}])")
ASCII_WORDS = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
# Texts of at most so many characters are remembered for a while.
SHORT = 200
# No word of any language is longer; PostgreSQL's index takes none of more than 2 kB, nor more than 1 MB of one record.
LONGEST_TOKEN = 60
LONGEST_INDEX_TEXT = 250_000
# Only the accents of Latin, Greek and Cyrillic are dropped: Thai or Hindi vowel signs and
# the Japanese voicing marks (か, が) make other words.
ACCENTS = re.compile("[\u0300-\u036f]")


class _Words(dict[int, str]):
    """For each character met: itself if it belongs to a word, else a space."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if unicodedata.category(char)[0] in "LMN" else " "
        return self[code]


_words = _Words()


def fold(text: str | None) -> str:
    """Lower case, no accents, no punctuation, single spaces; `` for nothing."""
    if not text:
        return ""
    return _fold_short(text) if len(text) <= SHORT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.translate(ASCII_WORDS).split())
    decomposed = ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    # Composed again, so that a Korean syllable is one character.
    bare = unicodedata.normalize("NFC", decomposed).translate(UNDECOMPOSED)
    return " ".join(CJK_EDGE.sub(" ", bare.translate(_words)).split())


# A name is looked at several times in a row: as a title, a key, a word to be found.
_fold_short = lru_cache(maxsize=4096)(_fold)


def search_words(text: str) -> list[str]:
    """The words and runs of characters of a text as searching compares them."""
    return searched(joined(text)).split()


def searched(text: str) -> str:
    """The text reduced to what a search compares."""
    return plain_letters(simplified(fold(text)))


def is_chinese(run: str) -> bool:
    """Whether a folded word is a run of characters that stand without spaces."""
    return CJK_RUN.fullmatch(run) is not None


def _tokens(text: str) -> Iterator[str]:
    """Of each way to spell the text."""
    for spelling in (joined(text), *further_spellings(text)):
        yield from _cut(spelling)


def _cut(text: str) -> Iterator[str]:
    runs = searched(text).split()
    if text.isascii():
        yield from (run[:LONGEST_TOKEN] for run in runs)
        return
    for run in runs:
        if not is_chinese(run) or len(run) == 1:
            yield run[:LONGEST_TOKEN]
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))
            yield run[-1]


def index_text(texts: Iterable[str | None]) -> str:
    """The search column of `texts`: distinct tokens, each with a space before and after it."""
    tokens = dict.fromkeys(token for text in texts if text for token in _tokens(text) if token)
    if not tokens:
        return ""
    text = f" {' '.join(tokens)} "
    return text if len(text) <= LONGEST_INDEX_TEXT else text[:LONGEST_INDEX_TEXT].rpartition(" ")[0] + " "


def query_tokens(query: str, most: int = 12) -> list[str]:
    """What a search column must contain to match `query`: at most `most` fragments.

    Latin words match from their beginning; a single CJK character matches at the start of a pair.
    """
    fragments = [fragment for word in search_words(query) for fragment in word_fragments(word)]
    return list(dict.fromkeys(fragments))[:most]


def word_fragments(word: str) -> list[str]:
    """The fragments of one of the `search_words`."""
    if is_chinese(word) and len(word) > 1:
        return [f" {word[i : i + 2]} " for i in range(len(word) - 1)]
    return [f" {word[:LONGEST_TOKEN]}"]
