"""Spellings of a name that a search takes for the same: Xi'an and Xian, Düsseldorf and Duesseldorf,
Côte d'Ivoire and Cote dIvoire.

Only for finding: none of it is fit to be shown, or to be a key.
"""

import re
from collections.abc import Iterator

# Within a word: of pinyin, of Polynesian and Arabic names, of French and Italian articles. The English ’s stays apart.
APOSTROPHE = re.compile(r"(?<=\w)['’‘ʻʼʹʾʿ′`´＇](?=\w)(?![sS]\b)")
# Between the parts of a foreign name in Chinese and Japanese, often left out: 约翰·史密斯.
MIDDLE_DOT = re.compile("(?<=[\u3040-\u30ff\u3400-\u9fff])[·・‧•∙⋅･](?=[\u3040-\u30ff\u3400-\u9fff])")
# Letters that are written as two where there are no dots or rings at hand.
AS_TWO = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
HAS_TWO = re.compile("[äöüøåÄÖÜØÅ]")
# Forms of Arabic letters that are used for each other; vowel signs and the lengthening stroke say nothing.
ARABIC = {
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىیئ"), "ي"),
    ord("ؤ"): "و",
    ord("ة"): "ه",
    ord("ک"): "ك",
    **dict.fromkeys([0x640, 0x670, *range(0x64B, 0x656)], ""),
}


def joined(text: str) -> str:
    """Without the marks inside its words."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text
    return MIDDLE_DOT.sub("", APOSTROPHE.sub("", text))


def as_two(text: str) -> str:
    return text.translate(AS_TWO)


def further_spellings(text: str) -> Iterator[str]:
    """Besides the `joined` one: with the parts of its words apart, and with two letters for one."""
    if text.isascii() and "'" not in text and "`" not in text:
        return
    if APOSTROPHE.search(text):
        yield text
    if HAS_TWO.search(text):
        yield as_two(joined(text))


def plain_letters(text: str) -> str:
    return text if text.isascii() else text.translate(ARABIC)
