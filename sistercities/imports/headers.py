"""Tells which field each heading of a sheet means, how certain that is, and why."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from django.utils.translation import gettext as _

from sistercities.common.folding import CJK, fold
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.wording import listed
from sistercities.imports.errors import column_letter
from sistercities.imports.heading_aliases import LONGEST_HEADING, Alias, aliases, entries_of, heading_key, split_unit
from sistercities.imports.heading_languages import split_language
from sistercities.imports.units import Unit

ROW_NUMBER = "row_number"
PARTS = re.compile(rf"[\n\r/／|｜·()（）\[\]【】]|(?<=[{CJK}])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[{CJK}])")
# What forms add to a heading that says nothing about its meaning; compared as heading keys.
REMARKS = frozenset(
    (
        *("必填", "选填", "選填", "可选", "如有", "必須", "任意", "필수", "선택", "required", "optional", "ifany"),
        *("pflichtfeld", "pflicht", "obligatoire", "facultatif", "obbligatorio", "facoltativo", "obligatorio"),
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
    field. Figures of the column are to be multiplied by `unit.factor`, visibly.
    """

    column: int
    heading: str
    field: str | None
    certainty: Certainty
    why: str
    candidates: tuple[str, ...] = ()
    unit: Unit | None = None
    rivals: tuple[int, ...] = ()

    @property
    def is_taken(self) -> bool:
        return self.certainty >= Certainty.ALIAS


def match_headings(headings: Sequence[str], fields: Collection[str], sheet: str = "") -> list[HeadingMatch]:
    """One match for each heading, in order; no two taken matches share a field.

    `fields` are codes of the sheets; `sheet` is the kind of sheet (agreements, exchanges, …), which decides words
    such as "title" that mean different things in different sheets.
    """
    reader = _Reader(fields, sheet, headings)
    return _settle_rivals([reader.match(column, heading) for column, heading in enumerate(headings)])


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
        self.main_language = _main_language(headings)

    def match(self, column: int, heading: str) -> HeadingMatch:
        if not heading.strip():
            return HeadingMatch(column, heading, None, Certainty.NONE, _("This column has no heading."))
        if len(heading) > LONGEST_HEADING:
            return HeadingMatch(column, heading, None, Certainty.NONE, _("This text is too long for a heading."))
        if code := self._code(heading):
            return HeadingMatch(
                column, heading, code, Certainty.CODE, _("The heading is the code of the field."), (code,)
            )
        name, unit = split_unit(heading)
        meaning = self._meaning(heading)
        if not meaning.codes and unit:
            meaning = self._meaning(name)
        meaning, is_whole = (meaning, True) if meaning.codes else self._meaning_of_parts(name)
        return _described(
            HeadingMatch(column, heading, None, Certainty.NONE, "", meaning.codes, unit), meaning, is_whole
        )

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

    def _entries(self, key: str) -> list[Alias]:
        return [alias for alias in entries_of(key) if not (self.sheet and alias.sheet) or alias.sheet == self.sheet]

    def _from_aliases(self, entries: list[Alias]) -> _Meaning:
        by_code: dict[str, bool] = {}
        lacks_language = False
        for alias in entries:
            columns = alias.columns(self.fields)
            if columns and columns != [alias.field]:
                chosen = self._column_of_main_language(alias.field, entries)
                lacks_language = lacks_language or not chosen
                columns = [chosen] if chosen else columns
            for code in columns:
                by_code[code] = by_code.get(code, False) or alias.is_certain
        return _Meaning(tuple(by_code), len(by_code) == 1 and all(by_code.values()), lacks_language)

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


def _main_language(headings: Sequence[str]) -> str:
    """The language that knows most of the headings; among equals one in which content is kept."""
    votes = Counter(
        language
        for heading in headings
        if len(heading) <= LONGEST_HEADING
        for language in {alias.language for alias in aliases().get(heading_key(split_unit(heading)[0]), [])}
    )
    ranked = sorted(votes, key=lambda language: (-votes[language], language not in CONTENT_LANGUAGES, language))
    return ranked[0] if ranked else ""


def _described(match: HeadingMatch, meaning: _Meaning, is_whole: bool) -> HeadingMatch:
    """The match with its field, certainty and reason."""
    about = {"heading": match.heading, "fields": listed(meaning.codes)}
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
        return replace(proposed, why=_("“%(heading)s” can mean several fields: %(fields)s. Choose one.") % about)
    if not is_whole:
        return replace(proposed, why=_("Only a part of this heading names the field. Confirm it."))
    if not meaning.is_certain:
        return replace(proposed, why=_("“%(heading)s” often means this field, but not always. Confirm it.") % about)
    return replace(proposed, certainty=Certainty.ALIAS, why=_("“%(heading)s” is a usual name of this field.") % about)


def _settle_rivals(matches: list[HeadingMatch]) -> list[HeadingMatch]:
    """Of several columns with one meaning the single most certain one keeps it; the others are only proposed."""
    claims: dict[str, list[HeadingMatch]] = {}
    for match in matches:
        if match.field:
            claims.setdefault(match.field, []).append(match)
    return [_settled(match, claims[match.field]) if match.field else match for match in matches]


def _settled(match: HeadingMatch, claims: list[HeadingMatch]) -> HeadingMatch:
    rivals = [claim for claim in claims if claim is not match]
    if rivals and match.is_taken and match.certainty <= max(rival.certainty for rival in rivals):
        columns = listed(column_letter(rival.column) for rival in rivals)
        why = _("Another column has the same meaning: %(columns)s. Choose one of them.") % {"columns": columns}
        match = replace(match, certainty=Certainty.PROPOSED, why=why)
    return replace(match, rivals=tuple(rival.column for rival in rivals))
