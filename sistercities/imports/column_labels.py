"""What a column of a sheet is called, and what goes into it, in the reader's language."""

import csv
from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sistercities.common.enumerations import listed
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.told import retellable
from sistercities.common.wording import field_label, language_name
from sistercities.imports.fields import Column
from sistercities.imports.heading_aliases import FILE
from sistercities.imports.kinds import kinds
from sistercities.imports.references import ReferencesWidget, ReferenceWidget
from sistercities.imports.resources import RecordResource
from sistercities.imports.rows import LinesWidget, RowsWidget
from sistercities.imports.sheet_fields import SPLIT_FIELDS, SheetFields
from sistercities.imports.widgets import ChoiceWidget, DayWidget, PartialDateWidget, YesNoWidget

# More values than these are not listed: countries, cities.
MOST_LISTED = 40


def column_label(resource: type[RecordResource], name: str) -> str:
    """The words for column `name`; those of the model's field, else the first that offices use as a heading for it."""
    column = resource.fields.get(name)
    field = model_field(resource, column) if column is not None else None
    if field is not None:
        return field_label(field)
    return words_of(name)


@retellable
def column_words(kind: str, name: str) -> str:
    """The same for a sentence that is kept."""
    return column_label(kinds()[kind], name)


def model_field(resource: type[RecordResource], column: Column) -> models.Field | None:
    """The field of the record in which the column's value is kept; None for columns kept in other tables."""
    try:
        field = resource._meta.model._meta.get_field(column.attname)
    except FieldDoesNotExist:
        return None
    is_kept = isinstance(field, models.Field) and not isinstance(column.widget, RowsWidget)
    return field if is_kept else None


def heading_text(resource: type[RecordResource], name: str) -> str:
    """A heading that people and the engine read: the words, and below them the code."""
    label = column_label(resource, name)
    return name if label == name else f"{label}\n{name}"


def column_note(resource: type[RecordResource], name: str) -> str:
    """Sentences that tell whoever fills a column in what to write."""
    column = resource.fields[name]
    field = model_field(resource, column)
    help_text = str(field.help_text if field is not None else column.note)
    return "\n".join(filter(None, [help_text, _way_of_writing(column), _needed(resource, name)]))


def allowed_values(column: Column) -> list[tuple[str, str]]:
    """The values of a short list, with their words; empty when anything may be written."""
    widget = column.widget
    if isinstance(widget, YesNoWidget):
        return [("yes", _("yes")), ("no", _("no"))]
    if isinstance(widget, ChoiceWidget):
        return [(code, str(label)) for code, label in widget.choices][:MOST_LISTED]
    if isinstance(widget, ReferenceWidget) and not hasattr(widget.model, "version"):
        rows = widget.model._default_manager.all()[: MOST_LISTED + 1]
        values = [(row.slug, str(row)) for row in rows]
        return values if len(values) <= MOST_LISTED else []
    return []


def value_words(resource: type[RecordResource], name: str, text: str) -> str:
    """What a stored code is called; any other text as it is."""
    column = resource.fields.get(name)
    if column is None or not text:
        return text
    if isinstance(column.widget, YesNoWidget):
        return {"yes": _("yes"), "no": _("no")}.get(text, text)
    field = model_field(resource, column)
    return str(dict(field.flatchoices).get(text, text)) if field is not None and field.choices else text


def _way_of_writing(column: Column) -> str:
    widget = column.widget
    if isinstance(widget, DayWidget):
        return _("A full day: 2026-09-26.")
    if isinstance(widget, PartialDateWidget):
        return _("As precisely as it is known, never more: 2011, 2011-09, 2011-09-26; about 2011: 2011~.")
    if isinstance(widget, LinesWidget):
        parts = f" {widget.separator} ".join(widget.names)
        return _("An entry a line, in this order: %(parts)s.") % {"parts": parts}
    if isinstance(widget, ReferencesWidget | RowsWidget):
        return _("Several with semicolons between, by short name or by name.")
    if allowed := allowed_values(column):
        return _("One of: %(values)s.") % {
            "values": listed(_("%(code)s (%(label)s)") % {"code": code, "label": words} for code, words in allowed)
        }
    if isinstance(widget, ReferenceWidget):
        return _("The short name, or a name that only one has.")
    return ""


def _needed(resource: type[RecordResource], name: str) -> str:
    ways = [way for way in resource.ways_to_tell if name in way]
    return _("Without a short name, this column is needed to tell the record.") if ways else ""


def words_of(name: str) -> str:
    """The first heading that offices use for a field, in the reader's language, with that of the text."""
    if name not in _words():
        for language in CONTENT_LANGUAGES:
            if name.endswith(ending := localized("", language)):
                words = {"field": words_of(name.removesuffix(ending)), "language": language_name(language)}
                return _("%(field)s (%(language)s)") % words
    words = _words().get(name, {})
    return str(capfirst(words.get(get_language() or "") or words.get(CONTENT_LANGUAGES[0]) or name.replace("_", " ")))


def field_words(fields: SheetFields, name: str) -> str:
    """What a field of a sheet, single or wide, is called."""
    target = fields.target(name)
    resource = kinds().get(target.kind)
    if name in SPLIT_FIELDS or resource is None or (fields.expansion and fields.expansion.named_by(name)):
        return words_of(name)
    label = column_label(resource, target.column)
    part = fields.expansion.part_of(name) if fields.expansion else None
    if part is None or not part.is_place:
        return label
    return _("%(whole)s: %(part)s") % {"whole": words_of(part.names[0]), "part": label}


@retellable
def coded_field(kind: str, name: str) -> str:
    """A field of a kind of sheets by its words, and by the code that commands and sheets call it by."""
    words = field_words(SheetFields(kind), name)
    return name if words == name else _("%(label)s (%(slug)s)") % {"label": words, "slug": name}


@cache
def _words() -> dict[str, dict[str, str]]:
    """The first certain heading for each field, by language."""
    found: dict[str, dict[str, str]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            fields = (row.pop("fields") or "").split("|")
            for language, words in row.items():
                first = (words or "").split("|")[0].strip()
                if first and not first.endswith("?"):
                    for field in fields:
                        found.setdefault(field.strip(), {}).setdefault(language, first)
    return found
