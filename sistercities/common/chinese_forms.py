"""Traditional and Japanese forms of Chinese characters, reduced to the simplified ones for searching.

The pairs in data/traditional.txt are distilled from OpenCC's dictionaries (Apache License 2.0): one character each, the
first of several answers, and of the Japanese and regional forms those that are no simplified character themselves.
The first line holds the forms, the second what each becomes.
"""

from functools import cache
from pathlib import Path

PAIRS = Path(__file__).resolve().parent / "data" / "traditional.txt"


@cache
def simplified_forms() -> dict[int, str]:
    """Code of a character → the simplified form, as `str.translate` takes it."""
    forms, simple = PAIRS.read_text(encoding="utf-8").split()
    return {ord(form): plain for form, plain in zip(forms, simple, strict=True)}


def simplified(text: str) -> str:
    """The same text, with 重慶 as 重庆 and 広島 as 广岛. Only for finding: it is no conversion fit to be shown."""
    return text if text.isascii() else text.translate(simplified_forms())
