"""A bad or odd file, and what is said of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """What becomes of a file."""

    REFUSED = "the file is refused as a whole"
    ASKED = "something that it leaves out has to be said first"
    WRONG = "rows of it are wrong"
    READ = "it is read, with a remark or without"
    ANY = "whatever is made of it is told in sentences"


@dataclass(frozen=True)
class Case:
    """`says` stands in one of the sentences, in English; `data` makes the file when it is wanted."""

    label: str
    name: str
    data: Callable[[], bytes]
    outcome: Outcome = Outcome.REFUSED
    says: str = ""
    kind: str = "cities"


def refused(label: str, name: str, data: Callable[[], bytes], says: str, kind: str = "cities") -> Case:
    return Case(label, name, data, Outcome.REFUSED, says, kind)


def wrong(label: str, name: str, data: Callable[[], bytes], says: str, kind: str = "cities") -> Case:
    return Case(label, name, data, Outcome.WRONG, says, kind)


def asked(label: str, name: str, data: Callable[[], bytes], says: str, kind: str = "cities") -> Case:
    return Case(label, name, data, Outcome.ASKED, says, kind)


def read(label: str, name: str, data: Callable[[], bytes], says: str = "", kind: str = "cities") -> Case:
    return Case(label, name, data, Outcome.READ, says, kind)


def any_of(label: str, name: str, data: Callable[[], bytes], kind: str = "cities") -> Case:
    return Case(label, name, data, Outcome.ANY, "", kind)
