"""Partial dates in words, in any language that CLDR knows; CLDR's patterns come with babel."""

from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from django.utils.translation import get_language, gettext, override, to_locale

if TYPE_CHECKING:
    from sistercities.common.dates import PartialDate

# The site writes British dates: 26 September 2011.
LOCALE_OF = {"en": "en_GB"}
# CLDR's pattern for any two things is a dash; Chinese joins two dates as CLDR's own date ranges do.
JOINING_WORD = {"zh": "{0}至{1}"}
SKELETONS = ("", "y", "yMMMM", "yMMMd")


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """The locale whose patterns a Django language code is written with."""
    return Locale.parse(LOCALE_OF.get(language, to_locale(language)))


def date_words(day: "PartialDate", language: str | None = None) -> str:
    """One date in words; see PartialDate.words."""
    if not day:
        return ""
    language = language or get_language() or "en"
    words = sharp_words(day, locale_of(language))
    return about_words(words, language) if day.is_about else words


def range_words(start: "PartialDate", end: "PartialDate", language: str | None = None) -> str:
    """A span as short as the language allows: "3–7 May 2018", "28 December 2023 – 3 January 2024".

    Dates of different precision are each written out. With one end unknown only the known one is said.
    """
    language = language or get_language() or "en"
    if not end or start == end:
        return date_words(start, language)
    if not start:
        return until_words(date_words(end, language), language)
    locale = locale_of(language)
    if start.precision != end.precision or start.is_about != end.is_about or end < start:
        return joined(date_words(start, language), date_words(end, language), locale)
    words = interval_words(start, end, locale)
    return about_words(words, language) if start.is_about else words


def sharp_words(day: "PartialDate", locale: Locale) -> str:
    if day.day:
        pattern = locale.date_formats["long"].pattern
    else:
        pattern = locale.datetime_skeletons["yMMMM" if day.month else "y"].pattern
    return format_date(day.earliest, pattern, locale)


def about_words(words: str, language: str) -> str:
    with override(language):
        return gettext("about %(date)s") % {"date": words}


def until_words(words: str, language: str) -> str:
    with override(language):
        return gettext("until %(date)s") % {"date": words}


def interval_words(start: "PartialDate", end: "PartialDate", locale: Locale) -> str:
    """Two sharp dates of one precision, what they share said once."""
    patterns = locale.interval_formats[SKELETONS[start.precision]].get(greatest_difference(start, end))
    if not patterns:
        return sharp_words(start, locale)
    left, right = patterns
    return tightened(format_in_full(start, left, locale), format_in_full(end, right, locale))


def greatest_difference(start: "PartialDate", end: "PartialDate") -> str:
    """CLDR's letter for the first part in which two dates differ."""
    if start.year != end.year:
        return "y"
    return "M" if start.month != end.month else "d"


def format_in_full(day: "PartialDate", pattern: str, locale: Locale) -> str:
    """CLDR has day ranges with abbreviated months only; the same patterns hold with the full name."""
    if "MMM" in pattern:
        pattern = pattern.replace("MMMM", "MMM").replace("MMM", "MMMM")
    return format_date(day.earliest, pattern, locale)


def tightened(left: str, right: str) -> str:
    """The dash stands tight between single words ("May–June 2018"), with spaces between longer parts."""
    left = left.replace("\u2009", " ")
    if left.endswith("– ") and " " not in left.removesuffix(" – "):
        return left.removesuffix(" – ") + "–" + right
    return left + right


def joined(first: str, second: str, locale: Locale) -> str:
    pattern = JOINING_WORD.get(locale.language, locale.interval_formats[None])
    return pattern.replace("\u2009", " ").format(first, second)
