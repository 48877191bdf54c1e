"""Texts with headings, lists and links, cleaned on the way in as they are on the way out."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib import admin
from django.db import models
from django.utils.functional import lazy
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media

from sistercities.common.prose import clean_prose
from sistercities.common.wording import field_label

# The one style sheet that the editor writes into the page by itself; a browser test reports when it has changed.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "History": True,
}


def stored_prose(html: str | None) -> str:
    """Only what pages show, and nothing at all for paragraphs without a word."""
    cleaned = str(clean_prose(html))
    return cleaned if strip_tags(cleaned).strip() else ""


@cache
def prose_column(field: models.Field) -> Callable[[models.Model], SafeString]:
    """The text as pages show it, for whoever may look at the record only."""

    @admin.display(description=lazy(field_label, str)(field))
    def column(record: models.Model) -> SafeString:
        return clean_prose(field.value_from_object(record))

    column.__name__ = field.name
    return column


class RichTextWidget(AdminProseEditorWidget):
    @property
    def media(self) -> Media:
        return Media(js=["sistercities/admin-editor.js"]) + super().media


class RichTextField(ProseEditorFormField):
    """An editor where script runs, the HTML itself where none does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        settled = {"config": {"extensions": EXTENSIONS}, "sanitize": stored_prose, "widget": RichTextWidget}
        super().__init__(*args, **{**kwargs, **settled})
