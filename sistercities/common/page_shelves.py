"""Where kept pages are: in the memory of this process, and in a cache that several share, if there is one."""

import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.utils import timezone

from sistercities.common.code_mark import code_mark
from sistercities.common.epochs import Epoch
from sistercities.common.kept_pages import KeptPage, PageStore
from sistercities.common.page_requests import Address, Key, Rule, may_be_made_up

logger = logging.getLogger(__name__)

# So many addresses are known; those not asked for the longest are forgotten, among them what somebody makes up.
MOST_RULES = 100_000
SHARED = "pages"
A_DAY = 24 * 60 * 60
# Each request that asks a cache that is down waits for it: one in so many seconds does.
SECONDS_OF_SILENCE = 5


class Rules:
    """What the page at each address depends on."""

    def __init__(self) -> None:
        self._rules: OrderedDict[Address, Rule] = OrderedDict()
        self._lock = Lock()

    def __iter__(self) -> Iterator[Address]:
        return iter(list(self._rules))

    def __contains__(self, address: Address) -> bool:
        return address in self._rules

    def get(self, address: Address) -> Rule | None:
        with self._lock:
            rule = self._rules.get(address)
            if rule is not None:
                self._rules.move_to_end(address)
        if rule is None and (shared := shared_cache()) is not None:
            rule = _tried(lambda: shared.get(_name("rule", address)))
            if rule is not None:
                self._note(address, rule)
        return rule

    def learn(self, address: Address, rule: Rule) -> None:
        if self._rules.get(address) != rule:
            self._note(address, rule)
            if (shared := shared_cache()) is not None:
                _tried(lambda: shared.set(_name("rule", address), rule, A_DAY))

    def forget(self, address: Address) -> None:
        with self._lock:
            self._rules.pop(address, None)

    def _note(self, address: Address, rule: Rule) -> None:
        with self._lock:
            self._rules[address] = rule
            while len(self._rules) > MOST_RULES:
                self._rules.popitem(last=False)


class Pages:
    """Pages by epoch and key."""

    def __init__(self, most: int) -> None:
        # Apart, so that what somebody makes up does not drive out the pages that everybody reads.
        self._plain, self._narrowed = PageStore(most // 2), PageStore(most // 2)

    def find(self, epoch: Epoch, key: Key) -> KeptPage | None:
        own = (epoch.version, epoch.until, key)
        page = self._store(key).get(own)
        if page is None and (shared := shared_cache()) is not None:
            page = _tried(lambda: shared.get(_name(*own)))
            if page is not None:
                self._store(key).put(own, page)
        return page if page is None or page.until is None or timezone.now() < page.until else None

    def keep(self, epoch: Epoch, key: Key, page: KeptPage) -> bool:
        """Whether the page was kept: one that is too large is not."""
        store, own = self._store(key), (epoch.version, epoch.until, key)
        if not store.has_room_for(page):
            return False
        store.put(own, page)
        if (shared := shared_cache()) is not None:
            seconds = min(A_DAY, (epoch.until - timezone.now()).total_seconds())
            _tried(lambda: shared.set(_name(*own), page, max(1, seconds)))
        return True

    def _store(self, key: Key) -> PageStore:
        return self._narrowed if may_be_made_up(key) else self._plain

    @property
    def size(self) -> int:
        """Bytes taken in this process, at most."""
        return self._plain.size + self._narrowed.size


class _Silence:
    """Until when the shared cache is left alone because it did not answer, on the clock that never goes back."""

    until = 0.0


def shared_cache() -> BaseCache | None:
    """None where there is no such cache, and for a while after it has not answered."""
    return caches[SHARED] if SHARED in settings.CACHES and time.monotonic() >= _Silence.until else None


def _tried(ask: Callable[[], Any]) -> Any:
    """What the shared cache says; None when it cannot be asked, so that the site goes on without it."""
    try:
        return ask()
    except Exception:  # each kind of cache has exceptions of its own
        _Silence.until = time.monotonic() + SECONDS_OF_SILENCE
        logger.warning("The cache that shares pages does not answer.", exc_info=True)
        return None


def _name(*parts: Any) -> str:
    return hashlib.blake2b(repr((code_mark(), *parts)).encode(), digest_size=20).hexdigest()
