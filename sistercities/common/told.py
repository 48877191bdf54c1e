"""Sentences that are kept, and told again in the language of whoever reads them later.

A `Told` is a text like any other, in the language in which it was made. It knows how it was made, too: by which
function from which arguments, with which values filled in. `str()`, `%s`, f-strings and templates tell it in the active
language. Stored by the fields of `told_fields` it is `{"told_by": [function, argument …], "with": {name: value}}`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import text, translation
from django.utils.functional import Promise
from django.utils.translation import get_language

from sistercities.common import enumerations

KEY = "told_by"
# What can be told again, by the name under which it is stored: its arguments are JSON, or Told themselves.
TELLERS: dict[str, Callable[..., str]] = {
    function.__name__: function
    for function in (translation.gettext, translation.pgettext, translation.ngettext, translation.npgettext)
}


class Told(str):
    """A text that can be told again: what `teller` says of `args`, with `values` filled in."""

    __slots__ = ("args", "language", "teller", "values")
    teller: str
    args: tuple[Any, ...]
    values: Mapping[str, Any] | None
    language: str | None

    @classmethod
    def by(cls, teller: str, *args: Any) -> "Told":
        return cls._made(TELLERS[teller](*args), teller, args, None)

    @classmethod
    def _made(cls, words: str, teller: str, args: tuple[Any, ...], values: Mapping[str, Any] | None) -> "Told":
        told = super().__new__(cls, words)
        told.teller, told.args, told.values, told.language = teller, args, values, get_language()
        return told

    def __mod__(self, values: Any) -> "Told":
        return self._made(str.__mod__(self, values), self.teller, self.args, values)

    def __str__(self) -> "Told":
        return self if get_language() == self.language else told_again(self.teller, self.args, self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        return told_again, (self.teller, self.args, self.values)

    def as_json(self) -> dict[str, Any]:
        """How it was made, without the values that its words do not need: a validator's hold the whole cell."""
        told: dict[str, Any] = {KEY: [self.teller, *map(packed, self.args)]}
        if self.values is not None:
            needed = [name for name in self.values if any(f"%({name})" in str.__str__(each) for each in self._words())]
            told["with"] = {name: _value(self.values[name]) for name in needed}
        return told

    def _words(self) -> list[str]:
        return [each for each in self.args if isinstance(each, str)]


def told(message: str) -> Told:
    """As gettext."""
    return Told.by("gettext", message)


def told_number(singular: str, plural: str, number: int) -> Told:
    """As ngettext."""
    return Told.by("ngettext", singular, plural, number)


def told_again(teller: Any, args: Iterable[Any], values: Mapping[str, Any] | None) -> Told:
    """The same in the active language; what only another version can tell, by what it is told from."""
    try:
        made = Told.by(teller, *args)
    except Exception:  # a function, or what it was asked about, that there is no more
        made = joined(" ", args)
    try:
        return made if values is None else made % values
    except (LookupError, TypeError, ValueError):
        return made


def retellable(function: Callable[..., str]) -> Callable[..., Told]:
    """Keep how this function's words came about; its arguments are JSON, texts, or several texts."""
    TELLERS[function.__name__] = function

    def tell(*args: Any) -> Told:
        return Told.by(function.__name__, *(list(each) if isinstance(each, Iterator) else each for each in args))

    return tell


listed = retellable(enumerations.listed)
listed_apart = retellable(enumerations.listed_apart)


@retellable
def capfirst(words: str) -> str:
    return text.capfirst(str(words))


@retellable
def joined(between: str, words: Iterable[str]) -> str:
    """Sentences one behind the other, or a line each."""
    return between.join(map(str, words))


def told_of(words: str | Promise, values: Mapping[str, Any] | None = None) -> str:
    """A lazy text, as models and validators have them, with its values; what cannot be told again is told now."""
    if isinstance(words, Promise):
        words = _of_lazy(words, values or {})
    return words % values if values else words


def _of_lazy(words: Promise, values: Mapping[str, Any]) -> str:
    # As lazy texts are pickled: a function and its arguments, or the name of the value that is to be the number.
    function, args, named, *_result = words.__reduce__()[1]  # type: ignore[misc]
    if not isinstance(args, tuple):
        args, named = (), {**_result[0], "number": values[named]}
    known = TELLERS.get(function.__name__) is function or function is text.capfirst.__wrapped__
    return Told.by(function.__name__, *args, *named.values()) if known else str(words)


def sentences_of(error: ValidationError) -> list[str]:
    """As `error.messages`."""
    return [told_of(each.message, each.params) for each in error.error_list]


def sentences_by_field(error: ValidationError) -> dict[str, list[str]]:
    """As `error.message_dict`, also for an error without fields."""
    found = error.update_error_dict({})
    return {name: [told_of(each.message, each.params) for each in errors] for name, errors in found.items()}


def packed(value: Any) -> Any:
    """The value as JSON, wherever in it something told stands."""
    if isinstance(value, Told):
        return value.as_json()
    if isinstance(value, Promise):
        return packed(told_of(value))
    if isinstance(value, dict):
        return {name: packed(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [packed(each) for each in value]
    return value


def _value(value: Any) -> Any:
    """What is filled in, as JSON: a day or an exact number by its text."""
    made = packed(value)
    return made if made is None or isinstance(made, str | int | float | dict | list) else str(made)


def unpacked(stored: dict[str, Any]) -> Any:
    """What was stored, in the active language; any other object as it is."""
    how = stored.get(KEY)
    return told_again(how[0], how[1:], stored.get("with")) if isinstance(how, list) and how else stored
