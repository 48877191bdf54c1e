"""Reads what is no date by itself as its column's answers say: two-digit years, seasons and quarters, decades."""

from typing import Protocol

from sistercities.common.date_normalising import normalised
from sistercities.common.date_parsing import without_about
from sistercities.common.dates import InvalidPartialDate, PartialDate, Precision
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import shortened
from sistercities.imports.date_eras import persian_in_words
from sistercities.imports.short_years import ALONE, REFUSED, Meanings, meanings, with_century
from sistercities.imports.vague_dates import vagueness

# Answers about writings that are vaguer than a date, and about decades; REFUSED is one of both.
TAKE_YEAR, LEAVE_EMPTY = "year", "empty"


class Answered(Protocol):
    """What is known of a column of dates."""

    @property
    def century(self) -> str: ...
    @property
    def short_order(self) -> str: ...
    @property
    def vague(self) -> str: ...
    @property
    def decades(self) -> str: ...
    def read(self, cell: str) -> PartialDate: ...
    def read_part(self, text: str) -> PartialDate: ...


def otherwise_read(text: str, column: Answered, is_whole: bool, error: InvalidPartialDate) -> PartialDate:
    """The date in a text that is none by itself. Raises `error` where nobody has said how such texts are read."""
    if day := persian_in_words(text):
        return PartialDate(day)
    if found := meanings(text, is_whole):
        return _in_its_century(text, found, column, error)
    vague = vagueness(text)
    if vague is None:
        raise error
    return _sure_part(text, vague.sure, column, is_whole, error) if vague.sure else _decade(text, column)


def may_be_answered(text: str) -> bool:
    """Whether a text is of those about which a column is asked."""
    return bool(meanings(text)) or vagueness(text) is not None


def _in_its_century(text: str, found: Meanings, column: Answered, error: InvalidPartialDate) -> PartialDate:
    if (column.century or REFUSED) == REFUSED:
        raise error
    known = {found[order] for order in ([column.short_order] if column.short_order else found) if order in found}
    if len(known) != 1:
        message = _("In “%(text)s” it is not known which number is the day, the month and the year. Write 2011-09-26.")
        raise InvalidPartialDate(message % {"text": shortened(text)})
    return with_century(known.pop(), column.century, without_about(normalised(text))[1])


def _decade(text: str, column: Answered) -> PartialDate:
    if column.decades == LEAVE_EMPTY:
        return PartialDate()
    message = _("“%(text)s” names many years. Write the one that is meant, with ~ for about, or leave the cell empty.")
    raise InvalidPartialDate(message % {"text": shortened(text)})


def _sure_part(text: str, sure: str, column: Answered, is_whole: bool, error: InvalidPartialDate) -> PartialDate:
    try:
        # "May 98" is a month of a year, but a lone number beside "spring" has to be a whole year.
        day = column.read(sure) if is_whole or not ALONE.fullmatch(sure) else column.read_part(sure)
    except ValueError:
        raise error from None
    # "Winter 2005-06" lasts from one year to the next, and names no June.
    is_month = day.precision is Precision.MONTH and any(map(str.isalpha, sure))
    if day.precision is not Precision.YEAR and not is_month:
        raise error
    if column.vague == TAKE_YEAR:
        return day
    message = _("“%(text)s” is no date; of it only %(sure)s is sure. Write that, or answer this once for the column.")
    raise InvalidPartialDate(message % {"text": shortened(text), "sure": day.text})
