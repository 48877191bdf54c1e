"""Tells what kind of records a sheet holds, by its name and its headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import override

from sistercities.common.folding import fold
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.imports.headers import Certainty, HeadingMatch, match_headings
from sistercities.imports.kinds import expansions, kinds
from sistercities.imports.sheet_fields import SheetFields

WORTH = {Certainty.CODE: 2.0, Certainty.ALIAS: 1.0, Certainty.PROPOSED: 0.3, Certainty.NONE: -0.2}
FOR_ITS_NAME, FOR_TELLING_RECORDS = 5.0, 2.0
# A wide sheet knows the words of several kinds: it must not win by their number alone.
AGAINST_WIDE = -1.5
LEAST = 1.0
PARTNER = frozenset({"partner_city", "partner_city_en", "partner_city_zh_hans"})
ABOUT_TIES = frozenset({"home_city", "signed_on", "kind", "tie_class"})
# What is told of a visit or an event, and of no agreement.
ABOUT_EVENTS = frozenset({"persons", "delegations", "direction", "date_span", "plan_status", "ends_on"})


@dataclass(frozen=True)
class Guess:
    """A kind and how much speaks for it."""

    kind: str
    worth: float


def guess_kinds(name: str, titles: Sequence[str], headings: Sequence[str]) -> list[Guess]:
    """The kinds that a sheet may be of, the likeliest first; none when nothing speaks for any."""
    guesses = [Guess(kind, _worth(kind, name, titles, headings)) for kind in (*kinds(), *expansions())]
    return sorted((guess for guess in guesses if guess.worth >= LEAST), key=lambda guess: -guess.worth)


def _worth(kind: str, name: str, titles: Sequence[str], headings: Sequence[str]) -> float:
    fields = SheetFields(kind)
    matches = match_headings(headings, fields.names, kind)
    worth = sum(WORTH[match.certainty] for match in matches)
    if worth <= 0:
        return worth
    found = {match.field for match in matches if match.field}
    worth += FOR_ITS_NAME * _is_called(kind, name) + FOR_TELLING_RECORDS * _is_titled(kind, titles)
    sure = {match.field for match in matches if match.is_taken}
    if fields.expansion is None:
        tells_event = "starts_on" in fields.names and (bool(sure & ABOUT_EVENTS) or _names_event(matches))
        return worth + FOR_TELLING_RECORDS * (not fields.missing(found)) + FOR_TELLING_RECORDS * tells_event
    # A "sister city" is one of somebody; a "city" alone may be any.
    names_partner = any(match.field in PARTNER and match.is_taken and not match.second for match in matches)
    is_about_ties = bool(found & ABOUT_TIES) or names_partner
    return worth + AGAINST_WIDE + FOR_TELLING_RECORDS * (bool(found & PARTNER) + is_about_ties)


def _names_event(matches: Sequence[HeadingMatch]) -> bool:
    """Whether a title is called so as only that of an event is (活动名称): in other kinds of sheets it says nothing."""
    titles = {match.heading for match in matches if match.is_taken and (match.field or "").startswith("title")}
    for kind in (*kinds(), *expansions()) if titles else ():
        fields = SheetFields(kind).names
        if "starts_on" not in fields:
            titles = {each for each in titles if not match_headings([each], fields, kind)[0].is_taken}
    return bool(titles)


def _words(kind: str) -> set[str]:
    """What sheets of a kind are called, folded."""
    if expansion := expansions().get(kind):
        return {fold(kind), *map(fold, expansion.words)}
    options = kinds()[kind]._meta.model._meta
    words = {fold(kind), fold(options.model_name or "")}
    for language in CONTENT_LANGUAGES:
        with override(language):
            words |= {fold(str(options.verbose_name)), fold(str(options.verbose_name_plural))}
    return words


def _is_called(kind: str, name: str) -> bool:
    """Whether the name of a sheet is a word for the kind, numbered or not."""
    return fold(name).strip("0123456789 ") in _words(kind)


def _is_titled(kind: str, titles: Sequence[str]) -> bool:
    return any(len(word) > 3 and word in fold(title) for title in titles for word in _words(kind))
