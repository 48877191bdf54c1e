"""The kinds of sheets that the site takes in; the site says which, since this app knows no record type."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from sistercities.imports.expansions import Expansion
from sistercities.imports.resources import RecordResource


def kinds() -> dict[str, type[RecordResource]]:
    """The resource of each kind, in the order in which one may name what another holds."""
    return import_string(f"{settings.SHEET_KINDS}.KINDS")


def expansions() -> dict[str, Expansion]:
    """The kinds of sheets whose rows make records of several kinds."""
    return import_string(f"{settings.SHEET_KINDS}.EXPANSIONS")


def codes_by_word(kind: str, column: str) -> dict[str, str]:
    """The code for each folded word that a column of `kind` may hold instead of it."""
    return import_string(f"{settings.SHEET_KINDS}.CODES_BY_WORD")(kind, column)


def sheet_examples() -> dict[str, list[dict[str, Any]]]:
    """For each kind, rows that show how its sheet is filled in."""
    return import_string(f"{settings.SHEET_KINDS}.EXAMPLES")
