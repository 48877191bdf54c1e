"""Tells older encodings apart by the words that an office's list is sure to hold: its headings, and names of countries.

Counting letters fails on a list of names, which is short and in many languages; a heading read right is no chance.
"""

import re
import unicodedata

from sistercities.imports.countries import find_country
from sistercities.imports.heading_aliases import is_known_heading

USUAL = (
    *("gb18030", "big5", "cp932", "cp949", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("cp1257", "cp1258", "cp874"),
)
# Of old machines; they have to read more than one word.
RARE = (
    *("iso8859_2", "iso8859_5", "koi8_r", "koi8_u", "cp866", "cp852", "cp850", "mac_roman", "mac_cyrillic"),
    *("mac_greek", "mac_turkish", "mac_latin2", "euc_jp"),
)
# Written in ASCII alone, so that they pass for UTF-8.
SEVEN_BITS = ("iso2022_jp", "iso2022_kr", "hz", "utf_7")
LOOKS_LIKE_SEVEN_BITS = re.compile(rb"\x1b\$|~\{|\+[A-Za-z0-9/]{2,}-")
SAMPLE_BYTES = 200_000
LINES, LONGEST_LINE, MOST_CELLS = 60, 4_000, 600
CELLS = re.compile(r"[,;\t|\n\"]+")
LEAST_LETTERS = 2


def encoding_by_words(data: bytes) -> str:
    """The encoding under which most known words with letters outside ASCII are read; empty if none tells.

    Of several that tell the same, empty too, unless they read the whole file alike.
    """
    sample = _sample(data)
    scores: dict[str, int] = {}
    for encoding in SEVEN_BITS if data.isascii() else (*USUAL, *RARE):
        if (text := _decoded(sample, encoding)) is not None:
            score = _known_words(text)
            scores[encoding] = score if encoding not in RARE or score > 1 else 0
    most = max(scores.values(), default=0)
    # Only the hashes are kept: the text of a large file is many times as large.
    best = {
        encoding: hash(text)
        for encoding, score in scores.items()
        if score == most > 0 and (text := _decoded(data, encoding)) is not None
    }
    return next(iter(best)) if len(set(best.values())) == 1 else ""


def _sample(data: bytes) -> bytes:
    """Whole lines from the beginning, so that no letter is cut in two."""
    lines = data[:SAMPLE_BYTES].split(b"\n")
    whole = lines if len(data) <= SAMPLE_BYTES else lines[:-1]
    return b"\n".join(line for line in whole[:LINES] if len(line) <= LONGEST_LINE)


def looks_like_seven_bits(data: bytes) -> bool:
    """Whether a file in ASCII may be in one of the encodings that write all letters in it."""
    return data.isascii() and bool(LOOKS_LIKE_SEVEN_BITS.search(data))


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _known_words(text: str) -> int:
    """How many different cells are a heading or a country, those left out that every encoding reads alike."""
    cells = dict.fromkeys(cell.strip() for cell in CELLS.split(text))
    candidates = [cell for cell in cells if not cell.isascii() and _is_word(cell)][:MOST_CELLS]
    return sum(1 for cell in candidates if is_known_heading(cell) or find_country(cell).code)


def _is_word(cell: str) -> bool:
    categories = [unicodedata.category(char) for char in cell]
    return sum(each[0] == "L" for each in categories) >= LEAST_LETTERS and not {"Cc", "Co", "Cn"} & set(categories)
