"""Epochs: times in which nothing public changes. What is kept of pages is kept for one, and found in no other."""

from datetime import UTC, datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone

from sistercities.common.boundaries import next_boundary
from sistercities.common.content_version import current_version

NEVER = datetime.min.replace(tzinfo=UTC)


class Epoch(NamedTuple):
    """It ends with the next act, or at the next boundary."""

    version: int
    since: datetime
    until: datetime

    def holds(self, version: int, now: datetime) -> bool:
        return self.version == version and self.since <= now < self.until


class _Latest:
    """The epoch that this process saw last, so that its end is asked for once."""

    epoch = Epoch(-1, NEVER, NEVER)


def present_epoch() -> Epoch:
    """The epoch of this moment: one raw read, and one query when a new one has begun."""
    version, now = current_version(), timezone.now()
    epoch = _Latest.epoch
    if not epoch.holds(version, now):
        epoch = _Latest.epoch = Epoch(version, now, next_boundary(now))
    return epoch


def epoch_of(request: HttpRequest) -> Epoch:
    """The epoch in which a page began to be made: whatever it reads later is at least as new."""
    epoch: Epoch | None = getattr(request, "epoch", None)
    if epoch is None:
        epoch = request.epoch = present_epoch()  # type: ignore[attr-defined]
    return epoch
