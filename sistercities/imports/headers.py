"""Tells which field each heading of a sheet means, how certain that is, and why."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from sistercities.common.folding import CJK, fold
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.told import listed
from sistercities.common.told import told as _
from sistercities.imports.errors import column_letter
from sistercities.imports.heading_aliases import LONGEST_HEADING, Alias, aliases, entries_of, heading_key, split_unit
from sistercities.imports.heading_languages import split_language
from sistercities.imports.heading_sides import Side, on_side, split_side
from sistercities.imports.units import Unit

ROW_NUMBER = "row_number"
# Partner 1, Partnerstadt (2), 友城3
NUMBERED = re.compile(r"(.*?[^\W\d][^\d\n]*?)\s*[#№(（]?\s*([1-9]\d?)\s*[)）]?", re.DOTALL)
SAME_WORD_ON_BOTH_SIDES = ("country", "latitude", "longitude", "population")
NAMES_OF_PARTNERS = ("partner_city", "partner_city_en", "partner_city_zh_hans")
PARTS = re.compile(rf"[\n\r/／|｜·()（）\[\]【】]|(?<=[{CJK}])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[{CJK}])")
# What forms add to a heading that says nothing about its meaning; compared as heading keys.
REMARKS = frozenset(
    (
        *("必填", "选填", "選填", "可选", "如有", "必須", "任意", "필수", "선택", "required", "optional", "ifany"),
        *("pflichtfeld", "pflicht", "obligatoire", "facultatif", "obbligatorio", "facoltativo", "obligatorio"),
        *("民國", "民国", "西元", "西曆", "公元", "公历", "be", "ad", "ce", "พศ", "คศ"),
        *("opcional", "yyyymmdd", "yyyymm", "ddmmyyyy", "mmddyyyy", "ttmmjjjj", "jjmmaaaa", "ggmmaaaa", "ddmmaaaa"),
    )
)


class Certainty(IntEnum):
    """How a field was found; only CODE and ALIAS may be taken without asking."""

    NONE = 0
    PROPOSED = 1
    ALIAS = 2
    CODE = 3


@dataclass(frozen=True)
class HeadingMatch:
    """What one column means. `why` is a sentence for people.

    `candidates` are all the fields it could be; `rivals` the other columns, counted from 0, that claim the same
    field. Figures of the column are to be multiplied by `unit.factor`, visibly. `second` is what the heading means
    beside another column that has its own meaning, `number` that of a partner where each has columns of its own.
    """

    column: int
    heading: str
    field: str | None
    certainty: Certainty
    why: str
    candidates: tuple[str, ...] = ()
    unit: Unit | None = None
    rivals: tuple[int, ...] = ()
    second: str = ""
    number: int = 0

    @property
    def is_taken(self) -> bool:
        return self.certainty >= Certainty.ALIAS


def match_headings(headings: Sequence[str], fields: Collection[str], sheet: str = "") -> list[HeadingMatch]:
    """One match for each heading, in order; no two taken matches share a field, unless they tell of several partners.

    `fields` are codes of the sheets; `sheet` is the kind of sheet (agreements, exchanges, …), which decides words
    such as "title" that mean different things in different sheets.
    """
    reader = _Reader(fields, sheet, headings)
    matches = [reader.match(column, heading) for column, heading in enumerate(headings)]
    return _settle_rivals(_on_their_sides(_in_series(matches)))


@dataclass(frozen=True)
class _Meaning:
    """The columns that a heading or a part of it can stand for."""

    codes: tuple[str, ...] = ()
    is_certain: bool = False
    lacks_language: bool = False


class _Reader:
    def __init__(self, fields: Collection[str], sheet: str, headings: Sequence[str]) -> None:
        self.fields = tuple(dict.fromkeys(fields))
        self.sheet = sheet
        self.main_language, self.likely_languages = _main_language(headings), frozenset(_likely_languages(headings))

    def match(self, column: int, heading: str) -> HeadingMatch:
        if not heading.strip():
            return HeadingMatch(column, heading, None, Certainty.NONE, _("This column has no heading."))
        if len(heading) > LONGEST_HEADING:
            return HeadingMatch(column, heading, None, Certainty.NONE, _("This text is too long for a heading."))
        second = self._second(heading_key(heading))
        code = self._code(heading)
        # "Our side / Country" is another field than the code that its lower row is.
        if code and not (code in SAME_WORD_ON_BOTH_SIDES and "\n" in heading and self._on_side(heading).codes):
            why = _("The heading is the name of the field.")
            return HeadingMatch(column, heading, code, Certainty.CODE, why, (code,), second=second)
        name, unit = split_unit(heading)
        meaning, is_whole, number = self._read(heading, name)
        match = HeadingMatch(column, heading, None, Certainty.NONE, "", meaning.codes, unit, (), second, number)
        return _described(match, meaning, is_whole)

    def _read(self, heading: str, name: str) -> tuple[_Meaning, bool, int]:
        """What a heading with and without its unit means, whether the whole of it does, and its number."""
        for text in dict.fromkeys((heading, name)):
            if (meaning := self._meaning(text)).codes or (meaning := self._on_side(text)).codes:
                return meaning, True, 0
        if (numbered := NUMBERED.fullmatch(name)) and (meaning := self._meaning(numbered[1])).codes:
            return meaning, False, int(numbered[2])
        return *self._meaning_of_parts(name), 0

    def _on_side(self, name: str) -> _Meaning:
        """What a heading means that says whose city it tells of; above it in a row of its own, or in the same."""
        if "home_city" not in self.fields or "partner_city" not in self.fields:
            return _Meaning()
        above, _break, below = name.partition("\n")
        rest, side = split_side(fold(above))
        if below and (side is None or rest):
            rest, side = "", self._side_of_place(above)
        text = below if side and below and not rest else rest if side and not below else ""
        if side is None or not text:
            return _Meaning()
        meaning = self._meaning(text)
        codes = tuple(dict.fromkeys(code for each in meaning.codes if (code := on_side(each, side)) in self.fields))
        return replace(meaning, codes=codes, is_certain=meaning.is_certain and len(codes) == 1)

    def _side_of_place(self, above: str) -> Side | None:
        """Whose country "Sister city / Country" tells, the first being a heading over several columns."""
        codes = self._meaning(above).codes
        return Side.HOME if codes == ("home_city",) else Side.PARTNER if set(codes) & set(NAMES_OF_PARTNERS) else None

    def _code(self, heading: str) -> str | None:
        wanted = re.sub(r"[-\s]", "_", heading.strip().casefold())
        found = [code for line in (wanted, *_lines(heading)) for code in self.fields if code.casefold() == line]
        return found[0] if len(set(found)) == 1 else None

    def _meaning(self, name: str) -> _Meaning:
        """What the whole of a text means, its language mark read if it has one."""
        found = self._from_aliases(self._entries(heading_key(name)))
        rest, language = split_language(fold(name))
        if language and (in_language := self._in_language(rest, language)):
            codes = tuple(dict.fromkeys((*in_language.codes, *found.codes)))
            return _Meaning(codes, in_language.is_certain and len(codes) == 1)
        return found

    def _entries(self, key: str, is_second: bool = False) -> list[Alias]:
        found = (alias for alias in entries_of(key) if alias.is_second == is_second)
        return [alias for alias in found if not (self.sheet and alias.sheet) or alias.sheet == self.sheet]

    def _second(self, key: str) -> str:
        return next((code for alias in self._entries(key, True) for code in alias.columns(self.fields)), "")

    def _from_aliases(self, entries: list[Alias]) -> _Meaning:
        by_code: dict[str, bool] = {}
        lacks_language = False
        for alias in self._likeliest(entries):
            columns = alias.columns(self.fields)
            if columns and columns != [alias.field]:
                chosen = self._column_of_main_language(alias.field, entries)
                lacks_language = lacks_language or not chosen
                columns = [chosen] if chosen else columns
            for code in columns:
                by_code[code] = by_code.get(code, False) or alias.is_certain
        return _Meaning(tuple(by_code), len(by_code) == 1 and all(by_code.values()), lacks_language)

    def _likeliest(self, entries: list[Alias]) -> list[Alias]:
        """A word of several languages that mean different fields is read in that of the other headings: Polish kraj."""
        own = [alias for alias in entries if alias.language in self.likely_languages]
        fields = {code for alias in own for code in alias.columns(self.fields)}
        return own if len(fields) == 1 else entries

    def _column_of_main_language(self, field: str, entries: list[Alias]) -> str | None:
        """Headings in a language of the content head texts in it, if the sheet as a whole is in that language."""
        languages = {alias.language for alias in entries if alias.field == field}
        code = localized(field, self.main_language)
        return code if self.main_language in languages and code in self.fields else None

    def _in_language(self, rest: str, language: str) -> _Meaning | None:
        entries = self._entries(heading_key(rest))
        certain: dict[str, bool] = {}
        for alias in entries:
            if (code := localized(alias.field, language)) in self.fields:
                certain[code] = certain.get(code, False) or alias.is_certain
        return _Meaning(tuple(certain), len(certain) == 1 and all(certain.values())) if certain else None

    def _meaning_of_parts(self, name: str) -> tuple[_Meaning, bool]:
        """What the parts of "国家 / Country" mean, and whether all of them mean that."""
        parts = [part for part in PARTS.split(name) if (key := heading_key(part)) and key not in REMARKS]
        meanings = [self._meaning(part) for part in parts]
        codes = tuple(dict.fromkeys(code for meaning in meanings for code in meaning.codes))
        is_certain = len(codes) == 1 and any(meaning.is_certain for meaning in meanings)
        lacks_language = any(meaning.lacks_language for meaning in meanings)
        return _Meaning(codes, is_certain, lacks_language), all(meaning.codes for meaning in meanings)


def _lines(heading: str) -> list[str]:
    return [line.strip().casefold() for line in heading.splitlines()] if "\n" in heading else []


def _votes(headings: Sequence[str]) -> Counter[str]:
    """How many headings each language knows."""
    return Counter(
        language
        for heading in headings
        if len(heading) <= LONGEST_HEADING
        for language in {alias.language for alias in aliases().get(heading_key(split_unit(heading)[0]), [])}
    )


def _main_language(headings: Sequence[str]) -> str:
    """The language that knows most of the headings; among equals one in which content is kept."""
    votes = _votes(headings)
    ranked = sorted(votes, key=lambda language: (-votes[language], language not in CONTENT_LANGUAGES, language))
    return ranked[0] if ranked else ""


def _likely_languages(headings: Sequence[str]) -> list[str]:
    """All languages that know most of the headings."""
    votes = _votes(headings)
    return [language for language, number in votes.items() if number == max(votes.values())]


def _described(match: HeadingMatch, meaning: _Meaning, is_whole: bool) -> HeadingMatch:
    """The match with its field, certainty and reason."""
    about = {"heading": match.heading}
    if not meaning.codes:
        is_number = any(alias.field == ROW_NUMBER for alias in aliases().get(heading_key(match.heading), []))
        numbers_rows = _("This column numbers the rows; it is not imported.")
        no_field = _("No field has this name. Choose a field, or leave the column out.")
        return replace(match, why=numbers_rows if is_number else no_field)
    proposed = replace(match, field=meaning.codes[0], certainty=Certainty.PROPOSED)
    if match.unit and not match.unit.fits(meaning.codes[0]):
        return replace(proposed, why=_("The unit does not belong to this field. Confirm what the column means."))
    if meaning.lacks_language:
        return replace(proposed, why=_("In which language is this column written? Choose the column."))
    if len(meaning.codes) > 1:
        return replace(proposed, why=_("“%(heading)s” can mean several fields. Choose one.") % about)
    if not is_whole:
        return replace(proposed, why=_("Only a part of this heading names the field. Confirm it."))
    if not meaning.is_certain:
        return replace(proposed, why=_("“%(heading)s” often means this field, but not always. Confirm it.") % about)
    return replace(proposed, certainty=Certainty.ALIAS, why=_("“%(heading)s” is a usual name of this field.") % about)


def _in_series(matches: list[HeadingMatch]) -> list[HeadingMatch]:
    """Columns numbered like those of several partners are taken; another number is only a part of a heading."""
    numbers = {match.number for match in matches if match.number and match.field in NAMES_OF_PARTNERS}
    why = _("The rows name several partners, each in a column of its own.")
    return [
        replace(match, certainty=Certainty.ALIAS, why=why)
        if match.number in numbers and len(match.candidates) == 1
        else replace(match, number=0)
        for match in matches
    ]


def _on_their_sides(matches: list[HeadingMatch]) -> list[HeadingMatch]:
    """Beside "Sister city" the column "City" names our own: it is proposed as such, and the other one is certain."""
    plain = {match.field for match in matches if match.is_taken and not match.second}
    why = _("Another column tells of the partner; this one may tell of your own city. Confirm it.")
    return [
        replace(
            match,
            field=match.second,
            candidates=(match.second, *match.candidates),
            certainty=Certainty.PROPOSED,
            why=why,
        )
        if match.second and match.field in plain
        else match
        for match in matches
    ]


def _settle_rivals(matches: list[HeadingMatch]) -> list[HeadingMatch]:
    """Of several columns with one meaning the single most certain one keeps it; the others are only proposed."""
    claims: dict[str, list[HeadingMatch]] = {}
    for match in matches:
        if match.field:
            claims.setdefault(match.field, []).append(match)
    return [_settled(match, claims[match.field]) if match.field else match for match in matches]


def _settled(match: HeadingMatch, claims: list[HeadingMatch]) -> HeadingMatch:
    rivals = [claim for claim in claims if claim is not match and not (claim.number and match.number)]
    if rivals and match.is_taken and match.certainty <= max(rival.certainty for rival in rivals):
        columns = listed(column_letter(rival.column) for rival in rivals)
        why = _("Another column has the same meaning: %(columns)s. Choose one of them.") % {"columns": columns}
        match = replace(match, certainty=Certainty.PROPOSED, why=why)
    return replace(match, rivals=tuple(rival.column for rival in rivals))
