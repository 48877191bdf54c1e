"""What is suggested to a visitor who is typing: records whose title holds the words so far."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.search import Hit, Query, find, rank
from partnerships.search_kinds import BY_NAME, KINDS
from sistercities.common.dates import PartialDate
from sistercities.common.folding import is_chinese

MOST = 8
# Of each kind, so that the many exchanges of a city leave room for the city itself.
MOST_OF_KIND = 4
LOOKED_AT = 100
# The title holds all words; what is found by its text alone is left to the page of results.
TELLING = 2


class Suggestion(NamedTuple):
    """`other` is the title in another language, where that fits better; `kind` with the date, where there is one."""

    title: str
    other: str
    kind: str
    url: str


def suggestions(query: Query) -> list[Suggestion]:
    """At most MOST, the best first; one query to the database, none for less than can be meant."""
    if not any(len(word) > 1 or is_chinese(word) for word in query.words):
        return []
    kinds = [kind for kind in KINDS if kind.name != "partnership"]
    found = find(query, kinds, LOOKED_AT)
    best = sorted(_best(found, query), key=lambda pair: pair[0])
    return [_suggestion(hit, query) for _rank, hit in best[:MOST]]


def _best(found: dict[str, list[Hit]], query: Query) -> Iterator[tuple[int, Hit]]:
    for hits in found.values():
        ranked = [(rank(hit, query), hit) for hit in hits]
        yield from [pair for pair in ranked if pair[0] <= TELLING and pair[1].title][:MOST_OF_KIND]


def _suggestion(hit: Hit, query: Query) -> Suggestion:
    kind = BY_NAME[hit.kind]
    is_other = hit.other_title and rank(hit._replace(other_title=hit.title), query) > TELLING
    url = reverse(kind.address, args=[hit.slug])
    day = PartialDate(hit.day).words() if kind.date and hit.day else ""
    label = _("%(title)s (%(detail)s)") % {"title": kind.one, "detail": day} if day else str(kind.one)
    return Suggestion(hit.title, hit.other_title if is_other else "", label, url)
