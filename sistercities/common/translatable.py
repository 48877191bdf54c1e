"""The type of words that are put into the reader's language when they are shown."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Translatable: TypeAlias = str | _StrPromise
else:
    Translatable: TypeAlias = str
