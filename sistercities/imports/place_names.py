"""What a cell says of a place: "Shapingba (Chongqing)", "Chongqing – Nanchuan", "Praha (Prag)", "A Coruña, Spain"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sistercities.common.folding import CJK, fold
from sistercities.imports.chinese_variants import simplified
from sistercities.imports.countries import find_country

BRACKETED = re.compile(r"^(.+?)\s*[(（\[【]\s*(.+?)\s*[)）\]】]\s*$")
# A hyphen without blanks belongs to the name: Baden-Baden.
PARTED = re.compile(r"\s+[-–—]\s+|\s*[–—·•／|]\s*|\s*/\s*|\s*[,，]\s+|\s*，\s*")
TITLES = re.compile(
    r"^(?:the\s+)?(?:city|town|municipality|district|prefecture|county|stadt|gemeinde|ville|commune|città|comune|ciudad"
    r"|municipio|ayuntamiento)\s+(?:of|de|di|del|d')\s*|^(?:stadt|ville)\s+|\s+(?:city|town|municipality|si|shi)$",
    re.IGNORECASE,
)
ENDING = re.compile(rf"(?<=[{CJK}]{{2}})(?:市|区|區|县|縣|省|州|府|都|町|村|시|구|군|도)$")
# A number of one database is no name.
IDENTIFIER = re.compile(r"[QPL]?\d+")


@dataclass(frozen=True)
class NameReading:
    """One way to read a cell: a name, and what stands beside it (a country, what it belongs to, another name)."""

    name: str
    beside: str = ""


def place_key(text: str) -> str:
    """What two writings of one place's name have in common."""
    return simplified(fold(text)).replace(" ", "")


def readings(text: str) -> Iterator[NameReading]:
    """The ways to read a cell, the whole of it first."""
    yield NameReading(text)
    if match := BRACKETED.match(text):
        yield NameReading(match[1], match[2])
        yield NameReading(match[2], match[1])
        return
    parts = [part for part in PARTED.split(text) if part]
    if len(parts) == 2:
        yield NameReading(parts[0], parts[1])
        yield NameReading(parts[1], parts[0])


@lru_cache(maxsize=4096)
def bare_name(text: str) -> str:
    """A name without what only says what kind of place it is: 曼谷市, City of Leipzig."""
    return ENDING.sub("", TITLES.sub("", text.strip())).strip()


def country_beside(reading: NameReading) -> str:
    """The code of the country that stands beside a name; empty when it is none."""
    return (find_country(reading.beside).code or "") if reading.beside else ""


def is_name(text: str) -> bool:
    """Whether a text can be the name of a place at all."""
    return bool(place_key(text)) and not IDENTIFIER.fullmatch(text.strip()) and not text.strip().isdigit()
