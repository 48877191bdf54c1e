"""The words that people's dates are written with: months in many languages, eras, "about"."""

import re
import unicodedata
from functools import cache

from babel import Locale

from sistercities.common.dates import PartialDate

# Of some names the language has to be known: the Croatian "listopada" is October, the Polish one November.
MONTH_LANGUAGES = (
    *("en", "en_GB", "de", "fr", "es", "it", "pt", "nl", "sv", "fi", "hu", "tr", "th"),
    *("pl", "cs", "hr", "ru", "uk", "bg"),
    *("da", "nb", "is", "et", "lv", "lt", "sk", "sl", "sr", "sr_Latn", "bs", "mk", "sq", "ro", "el", "be", "az", "kk"),
    *("ka", "hy", "ar", "he", "fa", "vi", "id", "ms", "ca", "gl", "eu", "ga", "cy", "af", "hi", "lo", "km", "my", "uz"),
)
# As they were spelled, or are spelled elsewhere, besides what CLDR has.
FURTHER_MONTHS = {
    "pebruari": 2,
    "nopember": 11,
    "febr": 2,
    "sept": 9,
    "styczen": 1,
    "gen": 1,
    "genn": 1,
    "sett": 9,
    "sep": 9,
    "شباط": 2,
    "اذار": 3,
    "نيسان": 4,
    "ايار": 5,
    "حزيران": 6,
    "تموز": 7,
    "اب": 8,
    "ايلول": 9,
}
ROMAN_MONTHS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}

# First day of each Japanese era and of the Republic of China's calendar, whose first year is year 1.
# Japan counted by the moon until 1872, so that only years are certain before MEIJI_SOLAR.
ERA_STARTS = {
    "明治": PartialDate.of(1868, 1, 25),
    "大正": PartialDate.of(1912, 7, 30),
    "昭和": PartialDate.of(1926, 12, 25),
    "平成": PartialDate.of(1989, 1, 8),
    "令和": PartialDate.of(2019, 5, 1),
    "民國": PartialDate.of(1912, 1, 1),
    "民国": PartialDate.of(1912, 1, 1),
}
MEIJI_SOLAR = PartialDate("1873-01")
ERA_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}

# Each may end in a full stop. Longest first, so that "circa il" is not read as "circa".
ABOUT_BEFORE = sorted(
    (
        *("about", "around", "approx", "approximately", "circa", "ca", "c", "~"),
        *("etwa", "gegen", "um", "vers", "autour de", "environ", "env", "alrededor de", "hacia"),
        *("circa il", "verso", "omstreeks", "rond", "około", "ok", "körülbelül", "kb"),
        *("cerca de", "por volta de", "大约", "大約", "约", "約"),
    ),
    key=len,
    reverse=True,
)
ABOUT_AFTER = ("前后", "前後", "左右", "顷", "頃", "ごろ", "ころ", "경", "körül", "~")

# Words around the parts of a date that say nothing about it, ordinal endings among them.
FILLERS = frozenset(
    (
        *("of", "the", "st", "nd", "rd", "th", "den", "am", "le", "d", "du", "er", "de", "del", "el"),
        *("il", "di", "do", "º", "ª", "г", "года", "р", "року", "on", "om", "den", "af", "roku", "r", "год", "році"),
        # Thai for the day, on the day, of the month, year; folded as all the others.
        *("วันที", "เมือวันที", "เดือน", "ปี"),
        *("dne", "dnia", "im", "в", "у", "em", "in", "na", "ngay", "nam", "thang", "tanggal", "tahun"),
    )
)
# Before a date that something has held since; and what says that a number is a year.
SINCE = (
    *("since", "as of", "seit", "ab", "depuis", "dal", "desde", "od roku", "od", "sinds", "sedan", "siden", "din anul"),
    *("din", "с", "з", "в", "у", "από", "sejak", "từ", "ตั้งแต่", "منذ", "מאז"),
)
YEAR_BEFORE = (
    *("in", "im jahr", "im jahre", "jahr", "year", "en", "année", "anno", "año", "ano", "rok", "anul", "год", "року"),
    *("год", "рік", "yıl", "tahun", "năm", "ปี", "عام", "سنة", "שנת", "بتاريخ"),
)
YEAR_AFTER = ("года", "году", "год", "г", "року", "році", "рік", "р", "roku", "r", "yılı", "yılında", "god")
# Thai and English marks of a Buddhist year. It is 543 ahead, and has begun in January since 1941.
BUDDHIST_MARK = re.compile(r"(?:^|(?<=[\s\d]))(?:พ\.ศ\.|พุทธศักราช|b\.?e\.?) ?(?=\d{4})|(?<=\d{4}) ?b\.?e\.?$")
BUDDHIST_LEAD = 543
FIRST_BUDDHIST_YEAR = 1941


@cache
def month_numbers() -> dict[str, int]:
    """Folded month names and abbreviations of MONTH_LANGUAGES; a name of two different months is left out."""
    return {name: next(iter(meanings)) for name, meanings in _month_meanings().items() if len(meanings) == 1}


@cache
def doubtful_months() -> dict[str, dict[str, int]]:
    """The names of two different months, with the month that each language means."""
    return {
        name: {language: number for number, languages in meanings.items() for language in languages}
        for name, meanings in _month_meanings().items()
        if len(meanings) > 1
    }


@cache
def months_that_tell() -> dict[str, str]:
    """Names of months that only one of the languages has that share a doubtful one, with that language."""
    doubtful = {language for languages in doubtful_months().values() for language in languages}
    found = {
        name: {language for languages in meanings.values() for language in languages}
        for name, meanings in _month_meanings().items()
    }
    return {name: min(own) for name, languages in found.items() if len(own := languages & doubtful) == 1}


@cache
def _month_meanings() -> dict[str, dict[int, set[str]]]:
    meanings: dict[str, dict[int, set[str]]] = {}
    for language in MONTH_LANGUAGES:
        for names in all_month_names(Locale.parse(language)):
            for number, name in names.items():
                meanings.setdefault(fold(name), {}).setdefault(number, set()).add(language)
    for name, number in FURTHER_MONTHS.items():
        meanings.setdefault(fold(name), {}).setdefault(number, set()).add("")
    return meanings


@cache
def weekdays() -> frozenset[str]:
    """Folded names of the days of the week in the same languages, but for those that also name a month."""
    full = {
        fold(part)
        for language in MONTH_LANGUAGES
        for name in Locale.parse(language).days["format"]["wide"].values()
        for part in name.split()
    }
    return frozenset(full | {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"}) - frozenset(
        month_numbers()
    )


def all_month_names(locale: Locale) -> list[dict[int, str]]:
    return [
        dict(locale.months[context][width].items())
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        if width in locale.months.get(context, {})
    ]


def fold(word: str) -> str:
    """Lower case without accents and full stops: "Févr." is "fevr"."""
    decomposed = unicodedata.normalize("NFKD", word.casefold()).replace("ł", "l")
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip(".")
