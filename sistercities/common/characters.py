"""Characters that text may hold and files cannot."""

import re

# Neither XML 1.0 nor calendars (RFC 5545) can write them; they come with texts copied from other programs.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """The text as a feed, a calendar or a workbook can hold it; nobody sees what is left out."""
    return UNWRITABLE.sub("", text)


def in_one_line(text: str) -> str:
    """What visitors typed, as far as it can be shown: in one line, without characters that nobody sees."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
