"""The pages of fields, countries and years in the maps of the site: those on which anything is public.

What is counted beforehand says which these are. A topic is no record: there is no moment at which it was changed.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import override

from partnerships import topics
from partnerships.counted import FIELDS, YEARS
from partnerships.sitemaps import Entry, MapFile
from sistercities.common.languages import CONTENT_LANGUAGES


class Topic(NamedTuple):
    """The name of its pages' address, and what stands there of each of which anything is public in a language."""

    page: str
    present: Callable[[str], set[str]]


def countries(language: str) -> set[str]:
    return {code.lower() for code in topics.countries_with_cities(language)}


TOPICS = {
    "fields": Topic("partnerships:field", lambda language: set(FIELDS.value(language))),
    "countries": Topic("partnerships:country", countries),
    "years": Topic("partnerships:year", lambda language: set(YEARS.value(language))),
}


def files() -> Iterator[MapFile]:
    """One of each kind of topic and language, if it has anything in it: two queries for each at most."""
    for language in CONTENT_LANGUAGES:
        for kind, topic in TOPICS.items():
            if topic.present(language):
                yield MapFile(kind, language, 0)


def entries(kind: str, language: str) -> Iterator[Entry]:
    """The pages of one kind of topic, in their order."""
    present = {code: TOPICS[kind].present(code) for code in CONTENT_LANGUAGES}
    for name in sorted(present[language]):
        others = {code: path_of(kind, name, code) for code in CONTENT_LANGUAGES if name in present[code]}
        yield Entry(others[language], others)


def path_of(kind: str, name: str, language: str) -> str:
    with override(language):
        return reverse(TOPICS[kind].page, args=[name])
