"""Words that are none of their field's values: what each means is asked once for its column, not once for each row.

A plan keeps answers as `{"words": {field: {word: value}}}`, the word folded; the value is empty where it says nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from sistercities.common.folding import fold
from sistercities.common.told import listed_apart
from sistercities.common.told import told as _
from sistercities.imports.cell_conversion import LIST_SEPARATORS
from sistercities.imports.cell_reading import UnreadableCell, clean_line, is_unknown, shortened
from sistercities.imports.column_contents import Json, fields_of
from sistercities.imports.countries import find_country
from sistercities.imports.directories import Directory
from sistercities.imports.fields import Column
from sistercities.imports.sheet_fields import CellKind, SheetFields

# A column with more words than these is asked about the most frequent ones; it may have the wrong meaning.
MOST_WORDS, MOST_DIFFERENT, LONGEST_WORD = 40, 2_000, 60
# What says that a word stands for nothing.
NOTHING = "-"


def unknown_words(column: Json, records: Sequence[Any], fields: SheetFields) -> dict[str, list[str]]:
    """By field the words of a column that its values do not know, the most frequent first."""
    asked = {name: is_known for name in fields_of(column) if (is_known := _test_of(name, fields))}
    if not asked or column["transformation"]:
        return {}
    seen = Counter(_texts(column["index"], records))
    if len(seen) > MOST_DIFFERENT:
        return {}
    found = {}
    for name, is_known in asked.items():
        words = Counter[str]()
        for text, times in seen.items():
            for word in _words_in(text, fields.cell_kind(name)):
                words[word] += times
        # Written in two ways a word is one.
        unknown = {fold(word): word for word, _times in words.most_common() if not is_known(word)}
        if unknown:
            found[name] = list(unknown.values())[:MOST_WORDS]
    return found


def about_words(sheet: Json) -> Iterator[tuple[str, Json]]:
    """A sentence for each field with words that nobody has explained, and what it is about."""
    for column in sheet["columns"]:
        for name, words in (column.get("unknown_words") or {}).items():
            answered = sheet.get("words", {}).get(name, {})
            if left := [word for word in words if fold(word) not in answered]:
                quoted = listed_apart(f"“{shortened(word)}”" for word in left)
                message = _("What do these words mean here: %(words)s? Their rows are wrong until it is said.")
                yield message % {"words": quoted}, {"index": column["index"], "field": name}


def set_words(sheet: Json, fields: SheetFields, edits: dict[str, dict[str, str]]) -> Iterator[str]:
    """Keep what words mean; an empty answer takes one back. Sentences for what cannot be."""
    for name, answers in edits.items():
        if name not in fields.names or _test_of(name, fields) is None:
            yield _("Sheets of this kind have no field “%(field)s”.") % {"field": name}
            continue
        kept = sheet.setdefault("words", {}).setdefault(name, {})
        for word, value in answers.items():
            code = "" if value == NOTHING else _code_of(name, value, fields) if value else None
            if value and code is None:
                yield _("“%(word)s” cannot mean “%(value)s”.") % {"word": shortened(word), "value": shortened(value)}
            elif code is None:
                kept.pop(fold(word), None)
            else:
                kept[fold(word)] = code


def _texts(index: int, records: Sequence[Any]) -> Iterator[str]:
    for row in records:
        if index < len(row) and isinstance(cell := row[index], str) and cell:
            yield cell
        elif index < len(row) and isinstance(cell, bool):
            yield str(cell).upper()


def _words_in(text: str, kind: CellKind) -> Iterator[str]:
    for part in LIST_SEPARATORS.split(text) if kind is CellKind.LIST else (text,):
        try:
            word = clean_line(part)
        except UnreadableCell:
            continue
        if word and len(word) <= LONGEST_WORD and not is_unknown(word):
            yield word


def _test_of(name: str, fields: SheetFields) -> Callable[[str], bool] | None:
    """Whether a word is a value of the field; None for a field that takes any."""
    kind, column = fields.cell_kind(name), fields.column(name)
    if kind is CellKind.COUNTRY:
        return lambda word: find_country(word).code is not None
    codes = fields.codes(name)
    if column is None or not codes or kind not in (CellKind.CHOICE, CellKind.REFERENCE, CellKind.LIST):
        return None
    read = partial(_is_read, column, _directory(column) if kind is not CellKind.CHOICE else None)
    return lambda word: fold(word) in codes or read(word)


def _directory(column: Column) -> Directory | None:
    model = getattr(column.widget, "model", None)
    return Directory(model) if model is not None else None


def _is_read(column: Column, directory: Directory | None, word: str) -> bool:
    try:
        if directory is not None:
            directory.find(word)
        else:
            column.read(word)
    except ValidationError:
        return False
    return True


def _code_of(name: str, value: str, fields: SheetFields) -> str | None:
    """The value that an answer means, None when it is none."""
    if fields.cell_kind(name) is CellKind.COUNTRY:
        return find_country(value).code
    is_known = _test_of(name, fields)
    return fields.codes(name).get(fold(value), value) if is_known is not None and is_known(value) else None
