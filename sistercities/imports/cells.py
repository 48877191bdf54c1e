"""One cell's content as text, whatever the spreadsheet stored it as."""

import re
from datetime import date, datetime, time
from typing import Any

from sistercities.imports.formulas import unescape_formula

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile(r"\r\n|\r")


class RefusedCell(str):
    """A cell's text that cannot be read, for the reason in `sentence`: columns raise it instead of reading the text."""

    __slots__ = ("sentence",)
    sentence: str

    def __new__(cls, text: str, sentence: str) -> "RefusedCell":
        cell = super().__new__(cls, text)
        cell.sentence = sentence
        return cell


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
    text = str(cell)
    unescaped = unescape_formula(text)
    # What begins with a tab was written so on purpose: the apostrophe says so.
    return text.strip() if unescaped == text else unescaped.rstrip()


def plain(text: str | None) -> str:
    """The text without what no file carries faithfully: unseen characters, kinds of line break, outer spaces."""
    return LINE_BREAK.sub("\n", UNSEEN.sub("", text or "")).strip()
