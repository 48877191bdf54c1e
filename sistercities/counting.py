"""Keeps the stored counters up to date. The background worker does it, by looking whether a new epoch has begun: so
nothing that changes the register, nor the clock, has to tell it.
"""

import logging
import threading
import time

from django.db import close_old_connections

from partnerships.counted import MEASURES
from sistercities.common.content_version import current_version
from sistercities.common.counters import are_stored, store

logger = logging.getLogger(__name__)

# An act seldom comes alone: it is counted when nothing has changed for so long.
SECONDS_OF_QUIET = 2.0
# After it has counted it rests so many times as long, so that much work in a large register leaves the worker its time.
REST = 2


class Watch:
    """Looks now and then; remembers what it saw the last time."""

    def __init__(self) -> None:
        self.seen = -1

    def look(self) -> float:
        """Count if there is need, and say after how many seconds to look again."""
        version = current_version()
        if version != self.seen:
            self.seen = version
            return SECONDS_OF_QUIET
        if are_stored(MEASURES):
            return SECONDS_OF_QUIET
        started = time.monotonic()
        store(MEASURES)
        return max(SECONDS_OF_QUIET, REST * (time.monotonic() - started))


def keep_counted() -> threading.Event:
    """Until the process ends or the event is set, beside whatever else it does."""
    stopped, watch = threading.Event(), Watch()

    def repeat() -> None:
        pause = SECONDS_OF_QUIET
        while not stopped.wait(pause):
            try:
                close_old_connections()
                pause = watch.look()
            except Exception:
                logger.exception("The counters could not be counted.")

    threading.Thread(target=repeat, name="counters", daemon=True).start()
    return stopped
