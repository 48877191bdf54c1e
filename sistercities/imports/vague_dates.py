"""Writings that say more than a year and less than a date: spring 2005, Q3 2011, 2011年初, early May 2012, 1990s."""

import re
from functools import lru_cache
from typing import NamedTuple

from sistercities.common.date_normalising import normalised
from sistercities.common.date_parsing import BUDDHIST_YEAR, THAI, WORD
from sistercities.imports.vague_words import (
    BEHIND,
    BEHIND_NUMBERED,
    BEHIND_YEAR,
    EDGES,
    LEADS,
    LINKS,
    NUMBERED,
    SEASONS,
    UNITS,
    alternatives,
    without_accents,
)

LONGEST = 60
WORDS = rf"(?:{'|'.join(NUMBERED)}|{alternatives((*SEASONS, *EDGES))})"
GAP = r"[\s.,:/-]+"
LINK = rf"(?:{GAP}(?:{alternatives(LINKS)})(?=\s))?"
BEFORE = re.compile(rf"^(?:(?:{alternatives(LEADS)})\s+|[ld]')?{WORDS}{LINK}{GAP}(?=\S)")
BEHIND_IT = re.compile(rf"(?<=\S){LINK}{GAP}(?:{alternatives(LEADS)}\s+)?{WORDS}\.?$")
TOUCHING = re.compile(
    rf"(?<=[\d年月년월])\s?[的の]?(?:{'|'.join(BEHIND_NUMBERED)}|{alternatives(BEHIND)}|[qh][1-4])$"
    rf"|(?<=年)(?:{alternatives(BEHIND_YEAR)})$|^[1-4]?[qh][1-4]?(?=\d{{4}}$)"
)
THAI_EDGES = alternatives(tuple(word for word in EDGES if THAI.search(word)))
# Thai leaves no gap between words.
THAI_BEFORE = re.compile(rf"^(?:{THAI_EDGES})\s?(?=[\d\u0e00-\u0e7f])")
# After folding: accents are off, so that années is annees.
DECADE = re.compile(
    r"(?:(?:the|in the|early|mid|late|les|in den|i|seit den|beginning of the|end of the)[\s-]+)*"
    r"(?:'?(?:\d\d)?\d0(?:\s?['’]?s|er|ern|-?talet|-?erne|'erne|-?luku|-?luvulla|-?luvun|-?x|-?е|-?х|-?та|-?те)"
    r"(?:\s?(?:jahren?|годы|годов|годах|г\.г|гг|рр|роки|години|years))?"
    r"|(?:annees|anni|gli anni|anos|los anos|os anos|decada de|decada de los|decada dos|anii|lata|jaren|de jaren|leta"
    r"|roky|leta|dekade|thap nien|dasawarsa|ทศวรรษ(?:ที่)?)\s'?(?:\d\d)?\d0(?:\.|'s)?"
    r"|(?:上?世[纪紀]|\d\d世[纪紀])?(?:\d\d)?\d0\s?年代(?:初|末|中期|初期|末期|后期|後期|前半|後半)?|(?:\d\d)?\d0년대(?:\s?(?:초|중반|말|후반))?"
    r"|(?:\d{1,2}(?:st|nd|rd|th)|\d{1,2}\.|[ivx]{1,5}|\d{1,2}-?[а-яё]*)\s(?:century|jahrhundert|siecle|secolo|siglo|seculo"
    r"|век|wiek|stoleti|eeuw|yuzyil)|\d{1,2}世[纪紀]|\d{1,2}세기)"
)
TELLING = frozenset(
    without_accents(word)
    for phrase in (*SEASONS, *EDGES, *UNITS)
    for word in re.split(r"[\s-]", phrase)
    if len(word) > 1
)
FIGURED = re.compile(
    r"(?<![a-z])[qhtks]\s?[1-4](?!\d)|(?<!\d)[1-4]\s?[qht](?![a-z])|\d0(?:['’]?s|-?\w{1,6})\b|\d世", re.IGNORECASE
)
# Thai dates are full of marks: only these of its words tell.
MARKS = re.compile(
    r"[春夏秋冬季初底末旬半中期代暑寒頭头世봄여가겨분초말상하반순대]|ต้น|กลาง|ปลาย|สิ้น|ครึ่ง|ไตรมาส|ฤดู|ทศวรรษ"
)


class Vague(NamedTuple):
    """What of such a writing is a date; empty for years that are told by tens or hundreds, none of which is known."""

    sure: str


def vagueness(text: str) -> Vague | None:
    """The year or month in a writing that names a part of it; None for all other writings.

    Whether `sure` is a date remains to be seen.
    """
    if len(text) > LONGEST:
        return None
    plain = without_accents(normalised(text))
    if DECADE.fullmatch(plain):
        return Vague("")
    for pattern in (TOUCHING, BEFORE, BEHIND_IT, THAI_BEFORE):
        sure, number = pattern.subn("", plain, count=1)
        if number and sure.strip():
            return Vague(_with_mark(plain, sure.strip(" ,.-/:")))
    return None


def may_be_vague(text: str) -> bool:
    """Whether it is worth looking closer at a text: nearly all dates are told apart by their words and figures."""
    return (
        any(map(_is_telling, WORD.findall(text)))
        or FIGURED.search(text) is not None
        or (not text.isascii() and MARKS.search(text) is not None)
    )


@lru_cache(maxsize=4096)
def _is_telling(word: str) -> bool:
    return without_accents(word.casefold()) in TELLING


def _with_mark(plain: str, sure: str) -> str:
    """A Thai text means its own years, also where only the year is left of it."""
    if THAI.search(plain) and not THAI.search(sure):
        return BUDDHIST_YEAR.sub(r"พ.ศ. \g<0>", sure)
    return sure
