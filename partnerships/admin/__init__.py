"""The admin of the register, a file for each kind of record."""

from partnerships.admin import (
    agreement,
    city,
    exchange,
    honour,
    message,
    partnership,
    site_profile,
    source,
    story,
    vocabulary,
)

__all__ = [
    "agreement",
    "city",
    "exchange",
    "honour",
    "message",
    "partnership",
    "site_profile",
    "source",
    "story",
    "vocabulary",
]
