"""Finds the country that a cell names; one code, several candidates or none, never a guess.

Names come from CLDR (babel) in nine languages, and where these do not help in fifty more; codes from ISO 3166-1
(django-countries), and what people write besides, from formal and former names to common misspellings, from
country_names.tsv.
"""

import csv
import difflib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from django_countries.data import ALT_CODES, COUNTRIES

from sistercities.common.folding import CJK, fold

LANGUAGES = ("en", "zh_Hans", "zh_Hant", "ja", "ko", "de", "fr", "it", "es")
MORE_LANGUAGES = (
    *("pt", "pt_PT", "nl", "da", "sv", "nb", "fi", "is", "et", "lv", "lt", "pl", "cs", "sk", "sl", "hr", "sr", "bs"),
    *("mk", "sq", "bg", "ro", "hu", "el", "ru", "uk", "be", "tr", "az", "kk", "uz", "ka", "hy", "ar", "he", "fa"),
    *("ur", "hi", "bn", "ta", "ne", "si", "th", "lo", "my", "km", "vi", "id", "ms", "fil", "mn", "sw", "am", "af"),
    *("ca", "gl", "eu", "ga", "cy"),
)
FILE = Path(__file__).with_name("country_names.tsv")
# Counted as regions, never as countries.
REGIONS = frozenset({"HK", "MO", "TW"})
LONGEST = 100
SHORTEST_MISSPELLING = 5
LIKENESS = 0.83
MOST_CANDIDATES = 5

# The codes on cars abroad; one letter is too little to take without asking.
CAR_CODES = {"a": "AT", "b": "BE", "d": "DE", "e": "ES", "f": "FR", "h": "HU", "i": "IT", "j": "JP", "l": "LU"}
CAR_CODES |= {"n": "NO", "p": "PT", "s": "SE", "v": "VA"}
# What is said instead of the name that CLDR has, and looks like the code of Malaysia, or of Costa Rica.
SHORT_NAMES = {"mỹ": ("US",), "čr": ("CZ",)}
PARTS = re.compile(rf"[,，;；/／|、()（）\[\]【】\n]|\s[-–—]\s|(?<=[{CJK}])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[{CJK}])")
# What formal names put before or after the short one; folded and without blanks, as the names are compared.
STYLES_BEFORE = (
    *("therepublicof", "republicof", "thekingdomof", "kingdomof", "the", "republik", "konigreich", "furstentum"),
    *("republiquede", "republiqued", "republiquedu", "royaumede", "royaumedu", "repubblicadi", "regnodi"),
    *("republicade", "republicadel", "reinode", "principalityof", "grandduchyof"),
)
SAINT = re.compile(r"\bsaint\b")
STYLES_AFTER = ("共和国", "共和國", "王国", "王國", "联邦共和国", "公国", "大公国", "공화국", "왕국")


@dataclass(frozen=True)
class CountryMatch:
    """`code` is ISO 3166-1 alpha-2; without one, `candidates` are what may be meant, most likely first."""

    code: str | None = None
    candidates: tuple[str, ...] = ()

    @property
    def is_region(self) -> bool:
        return self.code in REGIONS


def find_country(text: str) -> CountryMatch:
    """The country that a text names by code or name, in any of some sixty languages.

    Korea, Congo or the Soviet Union are several: they come back as candidates, as does what is only similar to a
    name or is named in a part of the text.
    """
    return _find(text.strip()) if text.strip() and len(text) <= LONGEST else CountryMatch()


@lru_cache(maxsize=4096)
def _find(text: str) -> CountryMatch:
    key = country_key(text)
    if not key:
        return CountryMatch()
    if codes := _codes_of(text):
        return _match(codes)
    if match := _by_parts(text):
        return match
    if key in CAR_CODES:
        return CountryMatch(None, (CAR_CODES[key],))
    return CountryMatch(None, tuple(_similar(key)))


def _codes_of(text: str) -> tuple[str, ...]:
    """The codes of a whole text: as a name, a code, or a formal name made of a short one."""
    key = country_key(text)
    if codes := names().get(key):
        return codes
    if codes := _by_code(text, key) or more_names().get(key, ()):
        return codes
    for style in STYLES_BEFORE:
        if key.startswith(style) and (codes := names().get(key.removeprefix(style))):
            return codes
    for style in STYLES_AFTER:
        if key.endswith(style) and (codes := names().get(key.removesuffix(style))):
            return codes
    return ()


def _by_code(text: str, key: str) -> tuple[str, ...]:
    """The country of an ISO code. N/A is no code of Namibia, Áo none of Angola, and Nga may be one of two."""
    names_alike = names_like_codes().get(" ".join(text.casefold().split()), ())
    if names_alike and not text.isascii():
        return names_alike
    codes = iso_codes().get(key, ()) if text.strip().isalpha() else ()
    return (*codes, *names_alike) if codes and text.istitle() else codes


def _match(codes: tuple[str, ...]) -> CountryMatch:
    return CountryMatch(codes[0], codes) if len(codes) == 1 else CountryMatch(None, codes)


def _by_parts(text: str) -> CountryMatch | None:
    """ "Germany / Deutschland" is one country; of "Tokyo, Japan" a part is something else, so it is a candidate."""
    parts = [part for part in PARTS.split(text) if country_key(part)]
    if len(parts) < 2:
        return None
    found = [_codes_of(part) for part in parts]
    codes = tuple(dict.fromkeys(code for part in found for code in part))
    if not codes:
        return None
    return _match(codes) if all(found) else CountryMatch(None, codes)


def _similar(key: str) -> list[str]:
    """The countries of names that differ by a slip. One Chinese character makes another name, so only in letters."""
    if len(key) < SHORTEST_MISSPELLING or not key.isascii():
        return []
    close = difflib.get_close_matches(key, latin_names(), n=MOST_CANDIDATES, cutoff=LIKENESS)
    return list(dict.fromkeys(code for name in close for code in names()[name]))


def country_key(text: str) -> str:
    """What two writings of one country's name have in common."""
    return SAINT.sub("st", fold(text.replace("&", " and "))).replace(" ", "")


@cache
def names() -> dict[str, tuple[str, ...]]:
    """The codes under each name key; the file's own lines win over CLDR, where 刚果 or Congo stands for one only."""
    collected: dict[str, dict[str, None]] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in COUNTRIES:
                for form in {name, re.sub(r"\s*[(（].*", "", name)}:
                    collected.setdefault(country_key(form), {})[code] = None
    found = {key: tuple(codes) for key, codes in collected.items()}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for name in row["names"].split("|"):
                found[country_key(name)] = tuple(row["codes"].split())
    return found


@cache
def more_names() -> dict[str, tuple[str, ...]]:
    """The same in further languages, those left out that look like a code."""
    return {key: codes for key, (_written, codes) in _further_names().items() if key not in iso_codes()}


@cache
def names_like_codes() -> dict[str, tuple[str, ...]]:
    """The names that look like the code of another country without their accents, as they are spelled."""
    found = {written: codes for key, (written, codes) in _further_names().items() if key in iso_codes()}
    return found | SHORT_NAMES


@cache
def _further_names() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Name key → the name as it is spelled, and its codes."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for language in MORE_LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in COUNTRIES and (key := country_key(name)) not in names():
                others = found[key][1] if key in found else ()
                found[key] = (name.casefold(), tuple(dict.fromkeys((*others, code))))
    return found


@cache
def iso_codes() -> dict[str, tuple[str, ...]]:
    """Two-letter and three-letter codes in lower case."""
    return {key.lower(): (code,) for code in COUNTRIES for key in (code, ALT_CODES[code][0])}


@cache
def latin_names() -> list[str]:
    return [name for name in names() if name.isascii() and len(name) >= SHORTEST_MISSPELLING - 1]
