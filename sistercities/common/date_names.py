"""The words that people's dates are written with: months in many languages, eras, "about"."""

import re
import unicodedata
from functools import cache

from babel import Locale

from sistercities.common.dates import PartialDate

# Croatian is here to be refused: its "listopada" is October, the Polish one November.
MONTH_LANGUAGES = (
    *("en", "en_GB", "de", "fr", "es", "it", "pt", "nl", "sv", "fi", "hu", "tr", "th"),
    *("pl", "cs", "hr", "ru", "uk", "bg"),
)

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
        *("il", "di", "do", "º", "ª", "г", "года", "р", "року"),
    )
)
# Thai and English marks of a Buddhist year. It is 543 ahead, and has begun in January since 1941.
BUDDHIST_MARK = re.compile(r"(?:^|(?<=[\s\d]))(?:พ\.ศ\.|b\.?e\.?) ?(?=\d{4})")
BUDDHIST_LEAD = 543
FIRST_BUDDHIST_YEAR = 1941


@cache
def month_numbers() -> dict[str, int]:
    """Folded month names and abbreviations of MONTH_LANGUAGES; a name of two different months is left out."""
    meanings: dict[str, set[int]] = {}
    for language in MONTH_LANGUAGES:
        for names in all_month_names(Locale.parse(language)):
            for number, name in names.items():
                meanings.setdefault(fold(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in meanings.items() if len(numbers) == 1}


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
