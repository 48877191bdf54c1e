"""One cell's content as text, whatever the spreadsheet stored it as."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.functional import Promise

from sistercities.common.told import told_of
from sistercities.imports.formulas import unescape_formula

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile(r"\r\n|\r")


class RefusedCell(str):
    """A cell's text that cannot be read: columns raise `sentence`, the reason, instead of reading the text."""

    __slots__ = ("sentence",)
    sentence: str

    def __new__(cls, text: str, reason: str | Promise) -> "RefusedCell":
        cell = super().__new__(cls, text)
        cell.sentence = told_of(reason)
        return cell


class AddedCell(str):
    """The short name of a record that the file itself is to add; `written` is what its owner wrote in the cell."""

    __slots__ = ("written",)
    written: str

    def __new__(cls, slug: str, written: str) -> "AddedCell":
        cell = super().__new__(cls, slug)
        cell.written = written
        return cell


def written_in(cell: Any) -> str:
    """What the owner of a file wrote in a cell."""
    return cell.written if isinstance(cell, AddedCell) else cell_text(cell)


def cell_text(cell: Any) -> str:
    """What a person sees in the cell, trimmed: 2011.0 is 2011, a day is 2011-09-26."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == time() else cell).isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(int(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    text = str(cell)
    unescaped = unescape_formula(text)
    # What begins with a tab was written so on purpose: the apostrophe says so.
    return text.strip() if unescaped == text else unescaped.rstrip()


def without_unseen(text: str) -> str:
    """The text without characters that nobody sees: PostgreSQL stores no NUL and no half of a pair."""
    return text if text.isprintable() else UNSEEN.sub("", text)


def plain(text: str | None) -> str:
    """The text without what no file carries faithfully: unseen characters, kinds of line break, outer spaces."""
    if not text:
        return ""
    if text.isprintable():
        return text.strip()
    return LINE_BREAK.sub("\n", UNSEEN.sub("", text)).strip()
