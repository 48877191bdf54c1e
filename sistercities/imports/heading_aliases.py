"""The headings that offices use for each field, read from aliases.tsv.

Each row of the file names the fields its words may stand for: a code of the sheets, `name` for the pair
name_en and name_zh_hans, or `exchanges.title` when the words mean that field in one kind of sheet only. A word that
ends in `?` may be proposed, never taken by itself; one that ends in `??` is proposed only where another column has
the meaning that the word has by itself: "City" beside "Sister city" is a city of our own.
"""

import csv
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sistercities.common.folding import fold
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.imports.units import Unit, read_unit

FILE = Path(__file__).with_name("aliases.tsv")
# A longer text is no heading, and not worth the time that it takes to take it apart.
LONGEST_HEADING = 200
WIKIDATA_ENDING = "label"
SHEET_ESCAPE = re.compile(r"_x([0-9a-f]{4})_", re.IGNORECASE)
BRACKETS = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]")
# Partner 1, Partner (2)
NUMBER = re.compile(r"\s*[#№(（]?\s*[1-9]\d?\s*[)）]?$")
TRAILING_UNIT = re.compile(r"^(.+?)(?:[,，/／:：]\s*|\s+(?=in\b|en\b))(.+)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Alias:
    """One word for a field; `sheet` is empty when the word means it in every sheet."""

    field: str
    sheet: str
    language: str
    is_certain: bool
    is_second: bool = False

    def columns(self, fields: Collection[str]) -> list[str]:
        """The codes among `fields` that the word stands for: one, or one per language of the content."""
        if self.field in fields:
            return [self.field]
        return [code for language in CONTENT_LANGUAGES if (code := localized(self.field, language)) in fields]


def heading_key(text: str) -> str:
    """What two writings of one heading have in common: width, case, accents, blanks and punctuation dropped."""
    text = SHEET_ESCAPE.sub(" ", text)
    return fold(unicodedata.normalize("NFKC", text)).replace(" ", "")


def split_unit(heading: str) -> tuple[str, Unit | None]:
    """The heading without its unit: 人口（万） and "Fläche in km²" name one, 国家（地区） does not."""
    for bracket in BRACKETS.finditer(heading):
        if unit := read_unit(bracket.group(1)):
            return (heading[: bracket.start()] + heading[bracket.end() :]).strip(), unit
    if (match := TRAILING_UNIT.match(heading)) and (unit := read_unit(match.group(2))):
        return match.group(1).strip(), unit
    return heading, None


@cache
def aliases() -> dict[str, list[Alias]]:
    """The aliases under each heading key."""
    found: dict[str, list[Alias]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            targets = [target.strip() for target in (row.pop("fields") or "").split("|")]
            for language, words in row.items():
                for word in filter(None, (word.strip() for word in (words or "").split("|"))):
                    _add(found, targets, language, word)
    return found


def entries_of(key: str) -> list[Alias]:
    """The aliases of a heading key, also of one with the ending that Wikidata's query service adds to its columns."""
    return aliases().get(key) or aliases().get(key.removesuffix(WIKIDATA_ENDING), [])


def _add(found: dict[str, list[Alias]], targets: list[str], language: str, word: str) -> None:
    name, _unit = split_unit(word.rstrip("?"))
    entries = found.setdefault(heading_key(name), [])
    for target in targets:
        sheet, _dot, field = target.rpartition(".")
        alias = Alias(field, sheet, language, not word.endswith("?"), word.endswith("??"))
        if alias not in entries:
            entries.append(alias)


@cache
def code_keys() -> frozenset[str]:
    """The heading keys of the codes themselves, with and without a language."""
    fields = {alias.field for found in aliases().values() for alias in found}
    codes = fields | {localized(field, language) for field in fields for language in CONTENT_LANGUAGES}
    return frozenset(map(heading_key, codes))


def is_known_heading(text: str) -> bool:
    """Whether any sheet has a column of this name, certain or not; of several lines, one that is a name is enough."""
    if not text or len(text) > LONGEST_HEADING:
        return False
    lines = {text, *text.splitlines()}
    keys = {heading_key(form) for line in lines for form in (line, split_unit(line)[0], NUMBER.sub("", line))}
    return any(entries_of(key) or key in code_keys() for key in keys)
