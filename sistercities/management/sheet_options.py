"""The options of `import_sheet` that come in pairs."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sistercities.imports.heading_aliases import heading_key


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
    """The columns of a sheet under these headings, with the fields chosen for them.

    Raises CommandError when no column has the heading.
    """
    chosen: dict[int, dict[str, Any]] = {}
    for heading, field in wanted.items():
        columns = [each for each in sheet["columns"] if heading_key(each["heading"]) == heading_key(heading)]
        if not columns:
            raise CommandError(_("No column has the heading “%(heading)s”.") % {"heading": heading})
        chosen |= {column["index"]: {"field": field} for column in columns}
    return chosen
