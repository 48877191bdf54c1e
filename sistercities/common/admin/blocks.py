"""What an app shows on the admin's first page: work that waits. Its own admin offers it; the site knows no app."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from django.http import HttpRequest


@dataclass(frozen=True)
class Line:
    """One record that waits: its name, where it is worked on, and what is the matter."""

    label: str
    address: str
    note: str


@dataclass(frozen=True)
class Block:
    """`number` of records wait, of which `lines` shows the first; the rest stand at `address`."""

    title: str
    number: int
    address: str
    lines: list[Line] = field(default_factory=list)


@runtime_checkable
class OffersBlock(Protocol):
    """An admin with something to say on the first page."""

    def first_page_block(self, request: HttpRequest) -> Block | None:
        """The block for whoever asks; None when nothing waits, or nothing that they may see."""


def blocks_of(admins: Iterator[object], request: HttpRequest) -> list[Block]:
    """The blocks of all admins that offer one."""
    offered = (each.first_page_block(request) for each in admins if isinstance(each, OffersBlock))
    return [block for block in offered if block is not None]
