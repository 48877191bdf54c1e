"""Brings a written date to one form before it is read: widths, cases, gaps, Chinese numbers."""

import re
import unicodedata

# Only hyphens; a longer dash joins two dates, and "2011–12" is then no month.
HYPHENS = str.maketrans("\u2010\u2011", "--")
MIDNIGHT = re.compile(r"(?<=\d)[ t]0?0:00(:00(\.0+)?)?$")
WEEKDAY = re.compile(r"\s*(\([一二三四五六日月火水木金土]\)|(星期|周|週)[一二三四五六日天])$")
CHINESE_NUMBER = re.compile(r"[〇零○一二三四五六七八九十廿卅百]+(?=\s?[年月日号號])")
CHINESE_DIGITS = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
MULTIPLES = {"十": 10, "百": 100}
WHOLE_TENS = {"廿": 20, "卅": 30}


def normalised(text: str) -> str:
    """Half-width, lower case, single spaces, figures of all scripts as 0 to 9, no weekday, midnight or full stop."""
    text = unicodedata.normalize("NFKC", text).translate(HYPHENS).casefold()
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(char, char)) for char in text)
    text = re.sub(r"\s+", " ", text).strip()
    text = MIDNIGHT.sub("", WEEKDAY.sub("", text))
    return CHINESE_NUMBER.sub(chinese_number, text).removesuffix(".").strip()


def chinese_number(match: re.Match[str]) -> str:
    """二〇一一 digit by digit; 九, 二十六, 廿六, 一百零三 by their worth."""
    word = match.group()
    if all(char in CHINESE_DIGITS for char in word):
        return "".join(str(CHINESE_DIGITS[char]) for char in word)
    worth = 0
    pending = 0
    for char in word:
        if char in CHINESE_DIGITS:
            pending = CHINESE_DIGITS[char]
            continue
        worth += WHOLE_TENS.get(char) or (pending or 1) * MULTIPLES[char]
        pending = 0
    return str(worth + pending)
