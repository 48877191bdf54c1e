"""What is wrong in a staged row, in the reader's language."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sistercities.imports.models import StagedRow

Error = dict[str, Any]


def sentence_of(error: Error) -> str:
    """The reason and what to do."""
    sentences = error.get("sentences") or {}
    return str(sentences.get(get_language() or "") or error.get("message") or "")


def error_place(error: Error) -> str:
    """Where in the row: the letter over the column and its heading, as far as the mistake has a place."""
    heading = " ".join(str(error.get("heading") or "").split())
    return " ".join(filter(None, [error.get("letter") or "", heading]))


def reasons(row: StagedRow) -> str:
    """All that is wrong with a row, a line each, for the cell beside it."""
    lines = []
    for error in row.errors:
        place, sentence = error_place(error), sentence_of(error)
        lines.append(_("%(place)s: %(sentence)s") % {"place": place, "sentence": sentence} if place else sentence)
    return "\n".join(dict.fromkeys(lines))
