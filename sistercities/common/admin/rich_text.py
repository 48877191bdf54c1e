"""Texts with headings, lists and links, cleaned on the way in as they are on the way out."""

from typing import Any

from django.utils.html import strip_tags
from django_prose_editor.fields import ProseEditorFormField

from sistercities.common.prose import clean_prose

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


class RichTextField(ProseEditorFormField):
    """An editor where script runs, the HTML itself where none does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"config": {"extensions": EXTENSIONS}, "sanitize": stored_prose, **kwargs})
        self.widget.attrs.setdefault("aria-label", str(self.label or ""))
