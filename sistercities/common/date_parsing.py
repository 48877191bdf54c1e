"""Reads dates as people write them, and asks instead of guessing where a writing has two meanings."""

import math
import re
import unicodedata
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sistercities.common.date_names import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    ERA_LETTERS,
    ERA_STARTS,
    FILLERS,
    MEIJI_SOLAR,
    fold,
    month_numbers,
)
from sistercities.common.dates import InvalidPartialDate, PartialDate

LONGEST = 60
MIDNIGHT = re.compile(r"(?<=\d)[ t]0?0:00(:00(\.0+)?)?$")
WEEKDAY = re.compile(r"\s*(\([一二三四五六日月火水木金土]\)|(星期|周|週)[一二三四五六日天])$")
YEAR_FIRST = re.compile(r"(\d{4})([-./])\s?(\d{1,2})(?:\2\s?(\d{1,2}))?")
YEAR_LAST = re.compile(r"(\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4})")
MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})")
COMPACT = re.compile(r"((?:18|19|20|21)\d\d)(\d\d)(\d\d)")
IDEOGRAPHIC = re.compile(r"(\d{4})(?:年|년)(?:(\d{1,2})(?:月份?|월)(?:(\d{1,2})[日号號일])?)?")
ERA = re.compile(
    r"(?:中[华華])?(明治|大正|昭和|平成|令和|民[國国])(元|\d{1,3})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?"
)
ERA_LETTER = re.compile(r"([mtshr])\.?(\d{1,2})[./](\d{1,2})(?:[./](\d{1,2}))?")
CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
CHINESE_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
CHINESE_NUMBER = re.compile(r"([一二三四五六七八九]?)(十|廿|卅)?([一二三四五六七八九]?)(?=[年月日号號])")
TENS = {"十": 10, "廿": 20, "卅": 30}


class AmbiguousDate(InvalidPartialDate):
    """A writing with two meanings; `readings` holds them, the day-first one first."""

    def __init__(self, text: str, readings: tuple[PartialDate, PartialDate]) -> None:
        self.readings = readings
        day_first, month_first = readings
        super().__init__(
            _("%(text)s can be %(first)s or %(second)s. Write %(first_text)s or %(second_text)s.")
            % {
                "text": text,
                "first": day_first.words(),
                "second": month_first.words(),
                "first_text": day_first.text,
                "second_text": month_first.text,
            }
        )


def parse(text: str, day_first: bool | None = None) -> PartialDate:
    """The date that a text means; empty is unknown.

    `day_first` says how a source writes 03/04/2014 and is then binding. Raises AmbiguousDate when a text
    has two meanings, InvalidPartialDate when it has none.
    """
    if len(text) > LONGEST:
        raise InvalidPartialDate(_("This is too long for a date."))
    plain, is_about = without_about(normalised(text))
    if not plain:
        if is_about:
            raise not_understood()
        return PartialDate()
    for reader in (read_year_first, read_ideographs, read_era, read_month_name):
        if parts := reader(plain):
            return PartialDate.of(*parts, is_about=is_about)
    return read_day_or_month_first(plain, day_first, is_about)


def from_excel_serial(number: float, date_1904: bool = False) -> PartialDate:
    """The day of a spreadsheet's serial number, its time of day dropped.

    A cell that holds 2011 as a number is a year, not the serial of a day in 1905: the caller decides.
    """
    if not math.isfinite(number) or not (0 if date_1904 else 1) <= number < 2_958_466:
        raise InvalidPartialDate(_("%(number)s is no spreadsheet date.") % {"number": number})
    days = math.floor(number)
    if date_1904:
        return PartialDate.from_date(date(1904, 1, 1) + timedelta(days))
    if days == 60:
        # Excel's calendar has a 29 February 1900, which never was.
        raise InvalidPartialDate(
            _("There is no day %(day)s in the month %(month)s.") % {"day": 29, "month": "1900-02"}
        )
    return PartialDate.from_date(date(1899, 12, 31 if days < 60 else 30) + timedelta(days))


def not_understood() -> InvalidPartialDate:
    return InvalidPartialDate(_("Write 2011, 2011-09 or 2011-09-26; add ~ for about."))


def normalised(text: str) -> str:
    """Half-width, lower case, single spaces, Chinese numbers in digits, no weekday, midnight or full stop."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
    text = MIDNIGHT.sub("", WEEKDAY.sub("", text))
    text = CHINESE_YEAR.sub(lambda match: match.group().translate(CHINESE_DIGITS), text)
    return CHINESE_NUMBER.sub(chinese_number, text).removesuffix(".").strip()


def chinese_number(match: re.Match[str]) -> str:
    """Numbers below a hundred: 九, 十二, 二十六, 廿六."""
    if not match.group():
        return ""
    units, tens, rest = match.groups()
    if not tens:
        return (units + rest).translate(CHINESE_DIGITS)
    many = int(units.translate(CHINESE_DIGITS) or 1)
    return str(many * TENS[tens] + int(rest.translate(CHINESE_DIGITS) or 0))


def without_about(text: str) -> tuple[str, bool]:
    """The text without the word for "about", and whether there was one."""
    for word in sorted(ABOUT_BEFORE, key=len, reverse=True):
        rest = text.removeprefix(word)
        if rest != text and (not word[-1].isalpha() or not rest[:1].isalpha() or not word.isascii()):
            return rest.strip(), True
    for word in ABOUT_AFTER:
        if text.endswith(word):
            return text.removesuffix(word).strip(), True
    return text, False


def numbers(*groups: str | None) -> list[int]:
    return [int(group) for group in groups if group]


def read_year_first(text: str) -> list[int] | None:
    if re.fullmatch(r"\d{4}", text):
        return [int(text)]
    if match := YEAR_FIRST.fullmatch(text):
        return numbers(*match.group(1, 3, 4))
    if match := COMPACT.fullmatch(text):
        return numbers(*match.groups())
    if match := MONTH_AND_YEAR.fullmatch(text):
        return numbers(*match.group(2, 1))
    return None


def read_ideographs(text: str) -> list[int] | None:
    match = IDEOGRAPHIC.fullmatch(text.replace(" ", ""))
    return numbers(*match.groups()) if match else None


def read_era(text: str) -> list[int] | None:
    """Japanese eras and the Republic of China's years, turned into the common ones."""
    text = text.replace(" ", "")
    if match := ERA.fullmatch(text):
        era, year, *rest = match.groups()
    elif match := ERA_LETTER.fullmatch(text):
        letter, year, *rest = match.groups()
        era = ERA_LETTERS[letter]
    else:
        return None
    start = ERA_STARTS[era]
    parts = [start.year - 1 + (1 if year == "元" else int(year)), *numbers(*rest)]
    latest = PartialDate.of(*parts).latest
    if latest < start or (era == "明治" and len(parts) > 1 and latest < MEIJI_SOLAR):
        raise InvalidPartialDate(_("%(text)s is no day of that era.") % {"text": text})
    return parts


def read_month_name(text: str) -> list[int] | None:
    """A day, a month by name and a year, in any order that has one meaning."""
    words = [fold(word) for word in re.split(r"[\s,]+|(?<=\d)(?=[^\W\d])", text.replace("d'", "")) if word]
    words = [word for word in words if word and word not in FILLERS and word not in ORDINALS]
    months = [month_numbers()[word] for word in words if word in month_numbers()]
    others = [word.rstrip("ºª") for word in words if word not in month_numbers()]
    if (
        len(months) != 1
        or len(others) not in (1, 2)
        or not all(re.fullmatch(r"\d{1,4}", word) for word in others)
    ):
        return None
    years = [int(word) for word in others if len(word) == 4]
    days = [int(word) for word in others if len(word) <= 2]
    if len(years) != 1 or len(years) + len(days) != len(others):
        return None
    return [*years, *months, *days]


ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "º", "ª"))


def read_day_or_month_first(text: str, day_first: bool | None, is_about: bool) -> PartialDate:
    """26.9.2011 has its day first everywhere; 03/04/2014 depends on who writes it."""
    match = YEAR_LAST.fullmatch(text)
    if not match:
        raise not_understood()
    first, second, year = numbers(*match.group(1, 3, 4))
    if day_first is None and match.group(2) == ".":
        day_first = True
    if day_first is None and first != second and max(first, second) <= 12:
        readings = (PartialDate.of(year, second, first), PartialDate.of(year, first, second))
        raise AmbiguousDate(text, readings)
    if day_first or (day_first is None and first > 12):
        return PartialDate.of(year, second, first, is_about=is_about)
    return PartialDate.of(year, first, second, is_about=is_about)
