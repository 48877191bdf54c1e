"""Texts with headings, lists and links, as simple HTML in one cell."""

from typing import Any

from django.utils.html import strip_tags

from sistercities.common.prose import clean_prose
from sistercities.imports.cells import plain
from sistercities.imports.fields import Column
from sistercities.imports.widgets import TextWidget


def kept_prose(html: str | None) -> str:
    """Only what pages show, and nothing at all for markup without a word in it."""
    cleaned = plain(clean_prose(html))
    return cleaned if strip_tags(cleaned).strip() else ""


class RichTextWidget(TextWidget):
    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> str:
        return kept_prose(super().clean(value))


class RichTextColumn(Column):
    """Two texts are the same if pages show the same."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute=attribute, widget=RichTextWidget())

    def is_same(self, old: str | None, new: str) -> bool:
        return kept_prose(old) == new
