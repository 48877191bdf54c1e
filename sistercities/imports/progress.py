"""How far a job has come, kept in the shared cache: outside the database, whose lock the work itself may hold."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from sistercities.imports.models import ImportJob

KEPT_SECONDS = 24 * 3600
REPORT_SECONDS = 0.5
BEAT_SECONDS = 5.0


class Cancelled(Exception):  # noqa: N818 (callers read it as what happened)
    """The owner has asked to stop."""


@dataclass(frozen=True)
class Progress:
    """`rate` in rows a second; `seconds_left` is None as long as nobody can tell.

    `first_errors` are pairs of a row's number and what is wrong in it, as kept with the staged rows.
    """

    done: int = 0
    total: int = 0
    rate: float = 0.0
    seconds_left: float | None = None
    first_errors: tuple[tuple[int, dict[str, Any]], ...] = ()


class Reporter:
    """Called with the number of rows done so far; raises Cancelled when the owner wants no more of it."""

    def __init__(self, job: ImportJob, total: int, *, can_be_stopped: bool = True) -> None:
        self.job, self.total, self.can_be_stopped = job, total, can_be_stopped
        self.started = time.monotonic()
        self._told_at = 0.0
        self._tell(0)

    def __call__(self, done: int) -> None:
        if time.monotonic() - self._told_at >= REPORT_SECONDS or done >= self.total:
            self._tell(done)
            if self.can_be_stopped and cache.get(_key(self.job, "cancel")):
                raise Cancelled

    def _tell(self, done: int) -> None:
        self._told_at = time.monotonic()
        state = {"done": done, "total": self.total, "seconds": self._told_at - self.started}
        cache.set(_key(self.job, "progress"), state, KEPT_SECONDS)
        beat(self.job)


def read_progress(job: ImportJob) -> Progress:
    """The last report of a job, without its errors."""
    state = cache.get(_key(job, "progress")) or {"done": 0, "total": 0, "seconds": 0.0}
    done, total, seconds = state["done"], state["total"], state["seconds"]
    rate = done / seconds if seconds > 0 else 0.0
    return Progress(done, total, rate, (total - done) / rate if rate else None)


def ask_to_cancel(job: ImportJob) -> None:
    cache.set(_key(job, "cancel"), True, KEPT_SECONDS)


def forget(job: ImportJob) -> None:
    """Begin anew: no progress, nobody has asked to stop."""
    cache.delete_many([_key(job, name) for name in ("progress", "cancel", "beat")])


def beat(job: ImportJob) -> None:
    cache.set(_key(job, "beat"), time.time(), KEPT_SECONDS)


def last_beat(job: ImportJob) -> float | None:
    """When the job last gave a sign of life, in seconds since 1970."""
    return cache.get(_key(job, "beat"))


@contextmanager
def beating(job: ImportJob) -> Iterator[None]:
    """Signs of life from a thread of its own, for work that is one long statement of the database."""
    is_over = threading.Event()

    def keep_beating() -> None:
        while not is_over.wait(BEAT_SECONDS):
            beat(job)

    beat(job)
    thread = threading.Thread(target=keep_beating, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _key(job: ImportJob, name: str) -> str:
    return f"import-{job.pk}-{name}"
