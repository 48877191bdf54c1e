"""Paths of many pages of one kind: asking the router for each costs more than all the rest of a file."""

from typing import Any

# Kept as it is in an address, and in no address already.
MARK = "0-0"


def path_around(model: Any) -> tuple[str, str]:
    """What stands before and behind the short name in the path of a record's page, in the active language."""
    before, _mark, behind = model(slug=MARK).get_absolute_url().partition(MARK)
    return before, behind
