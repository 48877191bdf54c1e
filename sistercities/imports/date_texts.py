"""Finds a date among other words, so that a column can be split into a text and a date.

"Jumelage et déclaration d'intention (septembre 1998)" is a title and a month.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sistercities.common.date_parsing import AmbiguousDate
from sistercities.common.dates import InvalidPartialDate, PartialDate
from sistercities.common.told import listed_apart
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell, clean_line, shortened
from sistercities.imports.date_columns import DateColumn

LONGEST = 2000
MOST_WORDS = 6
BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{4,60})[)）\]】]")
IDEOGRAPHIC = re.compile(
    r"(?:(?<!\d)\d{4}|[〇零○一二三四五六七八九]{4}|(?:明治|大正|昭和|平成|令和|民國|民国)(?:元|[\d一二三四五六七八九十百]{1,3}))\s?[年년]"
    r"(?:\s?[\d一二三四五六七八九十]{1,3}\s?[月월](?:\s?[\d一二三四五六七八九十廿卅]{1,3}\s?[日号號일])?)?"
)
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
WORD = re.compile(r"[^\s(（)）\[\]【】]+")
EDGES = " ,;:，；：、。–—-"
# What makes the date before or after it the end of a span, of which a part must not be taken for the whole.
SPAN_BEFORE = re.compile(r"\d\.?\s*(?:[-–—~～〜/]|至|to|bis|au|al|a|and|und|et|e|y|到)?\s*$")
SPAN_AFTER = re.compile(r"\s*(?:[-–—~～〜/]|至|到|から|부터)\s*\d")


class DateInText(NamedTuple):
    """A date, as it was written, and from where to where it stands, the brackets round it included."""

    date: PartialDate
    written: str
    start: int
    end: int


class TextAndDate(NamedTuple):
    """A text and the date that stood in it."""

    text: str
    date: PartialDate


def split_off_date(cell: Any, column: DateColumn | None = None) -> TextAndDate:
    """The text of a cell without its date, and the date; both as they are when there is no date in it.

    Raises UnreadableCell when the cell holds several dates or a span, of which none can be preferred.
    """
    text = clean_line(cell)
    found = dates_in_text(text, column)
    if not found:
        return TextAndDate(text, PartialDate())
    if len({day.date for day in found}) > 1:
        message = _("“%(text)s” holds several dates: %(dates)s. Keep one in this cell.")
        raise UnreadableCell(message % {"text": shortened(text), "dates": listed_apart(day.written for day in found)})
    for day in reversed(found):
        text = f"{text[: day.start].rstrip(EDGES)} {text[day.end :].lstrip(EDGES)}"
    return TextAndDate(" ".join(text.split()).strip(EDGES), found[0].date)


def dates_in_text(text: str, column: DateColumn | None = None) -> list[DateInText]:
    """The dates in a text, in its order. A bare year counts only in brackets: Expo 2010 is a name.

    Raises UnreadableCell for a span, AmbiguousDate for a date with two meanings that `column` does not decide.
    """
    column = column or DateColumn()
    if len(text) > LONGEST:
        return []
    found: list[DateInText] = []
    for day in (*_in_brackets(text, column), *_ideographic(text, column), *_among_words(text, column)):
        if not any(day.start < other.end and other.start < day.end for other in found):
            found.append(day)
    found.sort(key=lambda day: day.start)
    edges = [0, *(edge for day in found for edge in (day.start, day.end)), len(text)]
    between = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if any(map(SPAN_BEFORE.search, between[:-1])) or any(map(SPAN_AFTER.match, between[1:])):
        raise UnreadableCell(_("“%(text)s” holds a span of dates. Split it as a span.") % {"text": shortened(text)})
    return found


def _in_brackets(text: str, column: DateColumn) -> Iterator[DateInText]:
    for match in BRACKET.finditer(text):
        if day := _date(match.group(1), column):
            yield DateInText(day, match.group(1), match.start(), match.end())


def _ideographic(text: str, column: DateColumn) -> Iterator[DateInText]:
    for match in IDEOGRAPHIC.finditer(text):
        if day := _date(match.group(), column):
            yield DateInText(day, match.group(), match.start(), match.end())


def _among_words(text: str, column: DateColumn) -> Iterator[DateInText]:
    """The longest run of words round each year that is a date."""
    words = list(WORD.finditer(text))
    for number, word in enumerate(words):
        if YEAR.search(word.group()) and (day := _longest_date(text, words, number, column)):
            yield day


def _longest_date(text: str, words: list[re.Match[str]], number: int, column: DateColumn) -> DateInText | None:
    runs = [
        (first, last)
        for first in range(max(0, number - MOST_WORDS + 1), number + 1)
        for last in range(number, min(len(words), first + MOST_WORDS))
    ]
    for first, last in sorted(runs, key=lambda run: (run[0] - run[1], run[0])):
        start = words[first].start()
        written = text[start : words[last].end()].rstrip(EDGES + ".")
        if not YEAR.fullmatch(written) and (day := _date(written, column)) and (day.month or day.is_about):
            return DateInText(day, written, start, start + len(written))
    return None


def _date(text: str, column: DateColumn) -> PartialDate | None:
    try:
        return column.read_part(text.strip()) or None
    except AmbiguousDate:
        raise
    except (InvalidPartialDate, UnreadableCell):
        return None
