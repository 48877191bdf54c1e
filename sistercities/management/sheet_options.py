"""The options of `import_sheet` that come in pairs."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sistercities.imports.heading_aliases import heading_key

HEADINGS = re.compile(r"(?P<first>[1-9]\d{0,6})(?:-(?P<last>[1-9]\d{0,6}))?|none(?::(?P<record>[1-9]\d{0,6}))?")


def pairs(options: Iterable[str]) -> dict[str, str]:
    """`["a=b"]` as a dict. Raises CommandError for an option without an equals sign."""
    found = {}
    for option in options:
        name, sign, value = option.partition("=")
        if not sign:
            raise CommandError(_("“%(option)s” lacks the equals sign: write name=value.") % {"option": option})
        found[name.strip()] = value.strip()
    return found


def columns_chosen(sheet: dict[str, Any], wanted: dict[str, str]) -> dict[int, dict[str, Any]]:
    """The columns of a sheet under these headings, or these letters if it has none, with the fields chosen for them.

    Raises CommandError when no column has the heading.
    """
    chosen: dict[int, dict[str, Any]] = {}
    for heading, field in wanted.items():
        key, letter = heading_key(heading), heading.strip().upper()
        has_headings = any(each["heading"] for each in sheet["columns"])
        columns = [
            each
            for each in sheet["columns"]
            if (heading_key(each["heading"]) == key if has_headings else each["letter"] == letter)
        ]
        if not columns:
            raise CommandError(_("No column has the heading “%(heading)s”.") % {"heading": heading})
        chosen |= {column["index"]: {"field": field} for column in columns}
    return chosen


def headings_chosen(option: str) -> dict[str, int] | None:
    """Where the headings stand: `3`, `3-4`, `none`, or `none:3` if the records begin there; None for no option.

    Raises CommandError for anything else.
    """
    if not option:
        return None
    if match := HEADINGS.fullmatch(option.strip()):
        first = int(match["first"] or match["record"] or 1) - 1
        last = int(match["last"] or match["first"] or first) - 1
        return {"first": first, "last": last}
    raise CommandError(_("Write --headings 3, 3-4, none, or none:3 if the records begin in row 3."))


def words_by_field(meanings: dict[str, str]) -> dict[str, dict[str, str]]:
    """`{"kind:Vänort": "sister-city-relations"}` by field. Raises CommandError for a word without its field."""
    found: dict[str, dict[str, str]] = {}
    for name, value in meanings.items():
        field, colon, word = name.partition(":")
        if not colon:
            raise CommandError(_("“%(option)s” lacks the field: write FIELD:WORD=VALUE.") % {"option": name})
        found.setdefault(field.strip(), {})[word.strip()] = value
    return found
