"""The marks by which a heading says in which language its column is written: 英文简介, "Summary (EN)"."""

import re

from sistercities.common.folding import fold

# Folded. A mark of one character, or of Latin letters, must stand as a word of its own.
MARKS = {
    "en": (
        *(
            "英文",
            "英语",
            "英語",
            "英",
            "영문",
            "영어",
            "english",
            "en",
            "eng",
            "englisch",
            "anglais",
            "inglese",
            "ingles",
        ),
        *("in english", "auf englisch", "en anglais", "in inglese", "en ingles"),
    ),
    "zh-hans": (
        *(
            "中文",
            "汉语",
            "漢語",
            "简体",
            "简体中文",
            "中文简体",
            "中国語",
            "簡体字",
            "中",
            "중문",
            "중국어",
            "중국어 간체",
        ),
        *("chinese", "simplified chinese", "chinese simplified", "zh", "zh hans", "cn", "chi", "chinesisch", "chinois"),
        *("cinese", "chino", "in chinese", "auf chinesisch", "en chinois", "in cinese", "en chino"),
    ),
}


def _pattern(mark: str) -> re.Pattern[str]:
    gap = r"\s*" if len(mark) > 1 and not mark[0].isascii() else r"\s+"
    return re.compile(rf"(?:{mark}{gap}(.+)|(.+?){gap}{mark})")


# Longest first, so that 简体中文 is not read as 中文.
PATTERNS = [
    (_pattern(fold(mark)), language)
    for mark, language in sorted(
        ((mark, language) for language, marks in MARKS.items() for mark in marks), key=lambda item: -len(item[0])
    )
]


def split_language(folded: str) -> tuple[str, str]:
    """A folded heading without the mark of a language, and that language; empty when it has none."""
    for pattern, language in PATTERNS:
        if match := pattern.fullmatch(folded):
            return match.group(1) or match.group(2), language
    return folded, ""
