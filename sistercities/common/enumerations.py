"""Several words or texts one after the other, with what the language puts between them."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def listed(words: Iterable[str]) -> str:
    """Words that hold no commas themselves."""
    return pgettext("between words", ", ").join(map(str, words))


def listed_apart(texts: Iterable[str]) -> str:
    """Texts that may hold some."""
    return pgettext("between longer texts", "; ").join(map(str, texts))
