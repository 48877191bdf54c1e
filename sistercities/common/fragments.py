"""Parts of pages that are made once and stand on many: kept for an epoch, in the memory of the process.

Only for what visitors see. Whoever may be signed in is shown everything made anew, and where the setting
FRAGMENT_CACHE_MEGABYTES is 0 so is everybody.
"""

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import cache, partial
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from sistercities.common.epochs import epoch_of
from sistercities.common.responses import has_session


class FragmentStore:
    """Values by key, as many as fit into `most` bytes by their own estimate."""

    def __init__(self) -> None:
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Any, most: int) -> None:
        weight = sys.getsizeof(value) + 300
        with self._lock:
            self.size += weight - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = (value, weight)
            while self.size > most:
                _key, (_value, freed) = self._kept.popitem(last=False)
                self.size -= freed

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.size = 0


store = FragmentStore()


def may_keep(request: HttpRequest) -> bool:
    """Whether parts of the answer to this request may be kept, and taken from what is kept."""
    return bool(settings.FRAGMENT_CACHE_MEGABYTES) and not has_session(request)


def fragment(request: HttpRequest | None, name: str, *key: Hashable, make: Callable[[], Any]) -> Any:
    """What `make` gives, made once in this epoch and language for each name and key; texts, numbers and tuples of them.
    None is nothing, and looked for again.

    The key must hold whatever else it depends on: an address, a host, a parameter.
    """
    kept = kept_fragment(request, name, *key)
    if kept is None:
        kept = make()
        if kept is not None and request is not None and may_keep(request):
            store.put(_full(request, name, key), kept, settings.FRAGMENT_CACHE_MEGABYTES * 2**20)
    return kept


def kept_fragment(request: HttpRequest | None, name: str, *key: Hashable) -> Any:
    """What was made before; None if it was not, or is not to be used."""
    return store.get(_full(request, name, key)) if request is not None and may_keep(request) else None


def _full(request: HttpRequest, name: str, key: tuple[Hashable, ...]) -> Hashable:
    return (epoch_of(request)[::2], get_language(), name, *key)


def lazily(make: Callable[[], dict[str, Any]], names: Iterable[str]) -> dict[str, Any]:
    """The values that `make` gives under these names, all of them made when a template first looks at one."""
    made = cache(make)
    return {name: SimpleLazyObject(partial(lambda name: made().get(name), name)) for name in names}
