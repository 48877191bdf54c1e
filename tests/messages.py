"""The messages that stand in the source, found without the gettext programs, and those of the catalogue."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("media", "partnerships", "sistercities")
CATALOGUES = sorted((ROOT / "sistercities" / "locale").glob("*/LC_MESSAGES/*.po"))
SINGULAR_AND_PLURAL = (1, 2)
IN_CONTEXT = ((1, "c"), 2)
FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), SINGULAR_AND_PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (*IN_CONTEXT, 3)),
}
# Context and text in English; of a plural the singular.
Key: TypeAlias = tuple[str, str]


@cache
def messages_of(catalogue: Path) -> list[Message]:
    with catalogue.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def key_of(message: Message) -> Key:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def translations_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def source_keys() -> set[Key]:
    """Every message that some file of ours marks for translation."""
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.*")))
    return {key for path in paths if path.suffix in (".py", ".html", ".txt") for key in _keys_in(path)}


def _keys_in(path: Path) -> Iterator[Key]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What Django's own command gives to gettext: calls among filling, whose indentation means nothing.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=FUNCTIONS):
        yield context or "", message if isinstance(message, str) else message[0]
