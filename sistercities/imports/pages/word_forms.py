"""The part of the columns' form that asks what words mean that are none of their field's values."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from sistercities.common.folding import fold
from sistercities.imports.cells import plain
from sistercities.imports.column_contents import Json, fields_of
from sistercities.imports.column_labels import allowed_values
from sistercities.imports.sheet_fields import SheetFields
from sistercities.imports.word_questions import NOTHING

# The name of an answer: this, the field, and the word itself.
BEGINNING = "word:"


@dataclass(frozen=True)
class AskedWord:
    """One word; `choices` are empty where any country may be written."""

    name: str
    word: str
    value: str
    choices: list[tuple[str, str]]


def asked_words(column: Json, sheet: Json, fields: SheetFields) -> list[AskedWord]:
    """The words of a column that have been explained, or still have to be."""
    found = []
    for name, words in (column.get("unknown_words") or {}).items() if fields_of(column) else ():
        target, given = fields.column(name), sheet.get("words", {}).get(name, {})
        choices = allowed_values(target) if target is not None else []
        for word in words:
            value = given.get(fold(word))
            shown = NOTHING if value == "" else value or ""
            offered = [(NOTHING, _("– nothing: leave the cell out –")), *choices] if choices else []
            found.append(AskedWord(f"{BEGINNING}{name}:{word}", word, shown, offered))
    return found


def words_sent(sent: QueryDict, sheet: Json) -> dict[str, dict[str, str]]:
    """What a sent form says anew about words, by field."""
    edits: dict[str, dict[str, str]] = {}
    for name in sent:
        if name.startswith(BEGINNING):
            field, _colon, word = name.removeprefix(BEGINNING).partition(":")
            given = sheet.get("words", {}).get(field, {}).get(fold(word))
            value = plain(str(sent[name]))
            if value != (NOTHING if given == "" else given or ""):
                edits.setdefault(field, {})[word] = value
    return edits
