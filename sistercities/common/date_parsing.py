"""Reads dates as people write them, and asks instead of guessing where a writing has two meanings."""

import math
import re
from datetime import date, timedelta

from sistercities.common.date_names import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    BUDDHIST_LEAD,
    BUDDHIST_MARK,
    ERA_LETTERS,
    ERA_STARTS,
    FILLERS,
    FIRST_BUDDHIST_YEAR,
    MEIJI_SOLAR,
    ROMAN_MONTHS,
    SINCE,
    YEAR_AFTER,
    YEAR_BEFORE,
    doubtful_months,
    fold,
    month_numbers,
    weekdays,
)
from sistercities.common.date_normalising import normalised
from sistercities.common.dates import InvalidPartialDate, PartialDate, words_of_date
from sistercities.common.told import told as _

LONGEST = 60
# A year outside is a slip of the pen, or counted from another beginning.
LIKELY_YEARS = range(1000, 2200)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# What stands round a date or a year and says nothing else.
YEAR_WORDS = re.compile(
    rf"^(?:{_any((*SINCE, *YEAR_BEFORE))})\s+(?=\S*\d|[^\W\d]{{3}})|(?<=\d)\s?(?:{_any(YEAR_AFTER)})\.?$"
)
# Machines write a whole year or month as its first day: 1982-01-01T00:00:00Z, or with noughts: 1982-00-00.
MOMENT = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)t00:00:00(?:\.0+)?(?:z|\+00:?00)")
NOUGHTS = re.compile(r"(\d{4})([-./])00?\2(?P<day>00?)|(\d{4})([-./])(?P<month>0?[1-9]|1[0-2])\5(?:00?)")
ROMAN = re.compile(r"(?:(\d{1,2})(?P<mark>[-./ ]) ?)?([ivx]{1,4})(?:[-./ ] ?)(\d{4})")
VIETNAMESE = re.compile(r"(?:ngày (\d{1,2}) )?tháng (\d{1,2}) (?:năm )?(\d{4})")
WORD = re.compile(r"[^\W\d_]+")
POLISH = re.compile(r"\d\s?(?:r\.?|roku)$")
ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
THAI_MONTH = "เดือน"
THAI = re.compile("[ก-๙]")
BUDDHIST_YEAR = re.compile(r"(?<!\d)2[4-6]\d\d(?!\d)")
YEAR_FIRST = re.compile(r"(\d{4})(?:([-./]) ?(\d{1,2})(?:\2 ?(\d{1,2}))?)?")
YEAR_LAST = re.compile(r"(\d{1,2})([-./]) ?(\d{1,2})\2 ?(\d{4})")
MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-./] ?(\d{4})")
COMPACT = re.compile(r"((?:18|19|20|21)\d\d)(\d\d)(\d\d)")
IDEOGRAPHIC = re.compile(r"(\d{4})[年년](?:(\d{1,2})(?:月份?|월)(?:(\d{1,2})[日号號일])?)?")
ERA = re.compile(r"(?:中[华華])?(明治|大正|昭和|平成|令和|民[國国])(元|\d{1,3})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
ERA_LETTER = re.compile(r"([mtshr])\.?(\d{1,2})[./](\d{1,2})(?:[./](\d{1,2}))?")
# Figures without a year among them; letters may be a month.
YEARLESS = re.compile(r"(?=.*\d)(?!.*\d{3})[\w ./,'’-]+")
# Between words, and between a number and the word that touches it: 26SEP2011, 1er.
WORD_GAP = re.compile(r"[\s,'’/-]+|(?<=\d)\.?(?=[^\W\d])|(?<=[^\W\d])\.?(?=\d)")


class AmbiguousDate(InvalidPartialDate):
    """A writing with two meanings; `readings` holds them, the day-first one first."""

    def __init__(self, text: str, readings: tuple[PartialDate, PartialDate]) -> None:
        self.readings = readings
        first, second = readings
        super().__init__(
            _("%(text)s can be %(first)s or %(second)s. Write %(first_text)s or %(second_text)s.")
            % {
                "text": text,
                "first": words_of_date(first.text),
                "second": words_of_date(second.text),
                "first_text": first.text,
                "second_text": second.text,
            }
        )


def parse(text: str, day_first: bool | None = None, language: str = "") -> PartialDate:
    """The date that a text means; empty is unknown.

    `day_first` says how a source writes 03/04/2014 and is then binding, `language` that of names of two months.
    Raises AmbiguousDate when a text has two meanings, InvalidPartialDate when it has none.
    """
    if len(text) > LONGEST:
        raise InvalidPartialDate(_("This is too long for a date."))
    plain, is_about = without_about(normalised(text))
    if not plain and not is_about:
        return PartialDate()
    plain, years_ahead = without_buddhist_mark(plain)
    plain = settled_months(plain, language)
    if plain and not (plain := without_noughts(YEAR_WORDS.sub("", plain).strip())):
        return PartialDate()
    readings = [likely_date(parts, years_ahead, is_about) for parts in possible_parts(plain, day_first)]
    if len(readings) > 1:
        raise AmbiguousDate(text.strip(), (readings[0], readings[1]))
    return readings[0]


def from_excel_serial(number: float, date_1904: bool = False) -> PartialDate:
    """The day of a spreadsheet's serial number, its time of day dropped.

    A cell that holds 2011 as a number is a year, not the serial of a day in 1905: the caller decides.
    """
    if not (0 if date_1904 else 1) <= number < 2_958_466 - 1_462 * date_1904:
        raise InvalidPartialDate(_("%(number)s is no spreadsheet date.") % {"number": number})
    days = math.floor(number)
    if date_1904:
        return PartialDate.from_date(date(1904, 1, 1) + timedelta(days))
    if days == 60:
        # A spreadsheet's calendar has this day, ours does not; PartialDate says so.
        return PartialDate("1900-02-29")
    return PartialDate.from_date(date(1899, 12, 31 if days < 60 else 30) + timedelta(days))


def possible_parts(text: str, day_first: bool | None) -> list[list[int]]:
    """One or two meanings, each as year, month, day as far as given; raises when there is none."""
    for reader in (read_year_first, read_moment, read_ideographs, read_era, read_month_name, read_month_number):
        if parts := reader(text):
            return [parts]
    if meanings := read_year_last(text, day_first):
        return meanings
    if YEARLESS.fullmatch(text):
        raise InvalidPartialDate(_("Write the year with four digits, for example 2011-09-26."))
    raise InvalidPartialDate(_("Write 2011, 2011-09 or 2011-09-26; add ~ for about."))


def likely_date(parts: list[int], years_ahead: int, is_about: bool) -> PartialDate:
    year = parts[0] - years_ahead
    if years_ahead and year < FIRST_BUDDHIST_YEAR:
        raise InvalidPartialDate(_("Buddhist years before 2484 began in April; write the common year."))
    if year not in LIKELY_YEARS:
        if year - BUDDHIST_LEAD in LIKELY_YEARS:
            message = _("%(year)s looks like a Buddhist year; write %(common_year)s.")
            raise InvalidPartialDate(message % {"year": year, "common_year": year - BUDDHIST_LEAD})
        raise InvalidPartialDate(_("%(year)s is an unlikely year.") % {"year": f"{year:04d}"})
    return PartialDate.of(year, *parts[1:], is_about=is_about)


def without_about(text: str) -> tuple[str, bool]:
    """The text without the word for "about", and whether there was one."""
    for word in ABOUT_BEFORE:
        rest = text.removeprefix(word)
        is_whole_word = not (word.isascii() and word[-1].isalpha() and rest[:1].isalpha())
        if rest != text and is_whole_word:
            return rest.removeprefix(".").strip(), True
    for word in ABOUT_AFTER:
        if text.endswith(word):
            return text.removesuffix(word).strip(), True
    return text, False


def without_buddhist_mark(text: str) -> tuple[str, int]:
    """The text without the mark of a Buddhist year, and by how many years it is then ahead."""
    plain, marks = BUDDHIST_MARK.subn("", text)
    # A Thai text means its own years: 26 กันยายน 2554.
    is_thai = bool(THAI.search(text) and BUDDHIST_YEAR.search(text))
    return plain, BUDDHIST_LEAD if marks or is_thai else 0


def settled_months(text: str, language: str) -> str:
    """A text with the names of two months in English, where the language is known or the text tells it."""
    for word in WORD.findall(text):
        if meanings := doubtful_months().get(fold(word)):
            known = language if language in meanings else "pl" if POLISH.search(text) else ""
            if not known:
                raise InvalidPartialDate(
                    _("“%(word)s” is one month in one language and another in another. Write 2011-09-26.")
                    % {"word": word}
                )
            text = text.replace(word, ENGLISH_MONTHS[meanings[known] - 1])
    return text


def without_noughts(text: str) -> str:
    """A date in which noughts stand for a month or day that is not known, without them; empty for noughts only."""
    if not (match := NOUGHTS.fullmatch(text)):
        return text
    if match["month"]:
        return f"{match[4]}-{int(match['month']):02}"
    return "" if match[1] == "0000" else match[1]


def numbers(*groups: str | None) -> list[int]:
    return [int(group) for group in groups if group]


def read_year_first(text: str) -> list[int] | None:
    if match := YEAR_FIRST.fullmatch(text):
        return numbers(*match.group(1, 3, 4))
    if match := COMPACT.fullmatch(text):
        return numbers(*match.groups())
    if match := MONTH_AND_YEAR.fullmatch(text):
        return numbers(*match.group(2, 1))
    return None


def read_moment(text: str) -> list[int] | None:
    """A day as machines write it. Of the first of a month nobody can tell whether the month or the year is meant."""
    if not (match := MOMENT.fullmatch(text)):
        return None
    year, month, day = numbers(*match.groups())
    if month == 0 or day == 0:
        return numbers(*(part for part in match.groups() if int(part)))
    if day == 1:
        whole = f"{year:04}" if month == 1 else f"{year:04}-{month:02}"
        message = _("%(text)s may stand for all of %(whole)s. Write %(whole)s, or %(day)s if that very day is meant.")
        raise InvalidPartialDate(message % {"text": text.upper(), "whole": whole, "day": f"{year:04}-{month:02}-01"})
    return [year, month, day]


def read_month_number(text: str) -> list[int] | None:
    """26.IX.2011 and ngày 26 tháng 9 năm 2011: a month by its number, marked as one."""
    if match := VIETNAMESE.fullmatch(text):
        return numbers(*match.group(3, 2, 1))
    # "v 2011" is no May: v, i and x are words, too.
    if (match := ROMAN.fullmatch(text)) and match[3] in ROMAN_MONTHS and (match[1] or len(match[3]) > 1):
        return [int(match[4]), ROMAN_MONTHS[match[3]], *numbers(match[1])]
    return None


def read_ideographs(text: str) -> list[int] | None:
    match = IDEOGRAPHIC.fullmatch(text.replace(" ", ""))
    return numbers(*match.groups()) if match else None


def read_era(text: str) -> list[int] | None:
    """Japanese eras and the Republic of China's years, turned into the common ones.

    A year after an era's end is read on (平成33年 is 2021): plans were written so before the end was known.
    """
    text = text.replace(" ", "")
    if match := ERA.fullmatch(text):
        era, year, *rest = match.groups()
    elif match := ERA_LETTER.fullmatch(text):
        letter, year, *rest = match.groups()
        era = ERA_LETTERS[letter]
    else:
        return None
    first_year = ERA_STARTS[era].year or 0
    parts = [first_year - 1 + int(year.replace("元", "1")), *numbers(*rest)]
    check_era(era, PartialDate.of(*parts), text)
    return parts


def check_era(era: str, day: PartialDate, text: str) -> None:
    start = ERA_STARTS[era]
    if day < start and not day.includes(start):
        raise InvalidPartialDate(_("%(text)s lies before the beginning of that era.") % {"text": text})
    if era == "明治" and day.month and day < MEIJI_SOLAR:
        message = _("%(text)s is counted by the moon; write the day of the common calendar.")
        raise InvalidPartialDate(message % {"text": text})


def read_month_name(text: str) -> list[int] | None:
    """A month by name with its year, with or without a day, in whatever order."""
    parts = (fold(part) for part in WORD_GAP.split(text))
    words = [_bare(word) for word in parts if word and word not in FILLERS and word not in weekdays()]
    months = [month_numbers()[word] for word in words if word in month_numbers()]
    figures = [word for word in words if word not in month_numbers()]
    years = [int(word) for word in figures if re.fullmatch(r"\d{4}", word)]
    days = [int(word) for word in figures if re.fullmatch(r"\d{1,2}", word)]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(figures) != 1 + len(days):
        return None
    return years + months + days


def _bare(word: str) -> str:
    """A month without the Hebrew word for "in", or the Thai one for "month", before it."""
    if word.startswith(THAI_MONTH):
        return word.removeprefix(THAI_MONTH)
    return word[1:] if word.startswith("ב") and word not in month_numbers() else word


def read_year_last(text: str, day_first: bool | None) -> list[list[int]] | None:
    """With full stops the day is first everywhere; 03/04/2014 depends on who writes it."""
    match = YEAR_LAST.fullmatch(text)
    if not match:
        return None
    first, second, year = numbers(*match.group(1, 3, 4))
    by_day, by_month = [year, second, first], [year, first, second]
    if day_first is not None:
        return [by_day if day_first else by_month]
    if first == second or max(first, second) > 12:
        return [by_day if first >= second else by_month]
    return [by_day] if match.group(2) == "." else [by_day, by_month]
