"""Words that records of a list have among their own, or among the names of the cities that they are tied to.

A long list is entered by way of the words that few records have, alone or together; where there are none, each of its
records is looked at in its turn, which soon fills a page.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from partnerships import facets
from partnerships.models import City
from sistercities.common.filters import SearchFilter
from sistercities.common.folding import fold, is_chinese, query_tokens
from sistercities.common.languages import CONTENT_LANGUAGES, current_language
from sistercities.common.search import holding
from sistercities.common.search_index import rows_with_words

MOST_WORDS = 6
# Of more records with a word than these, each record of the list is looked at in its turn, which soon fills a page.
MOST_SOUGHT = 30_000
# The records of so many cities are gathered, to see whether a word leads to few.
MOST_CALLED = 500
CitiesCondition = Callable[[facets.Cities], Q]


class Word(NamedTuple):
    """What is sought of a word, and the cities that are called by it."""

    fragments: list[str]
    cities: facets.Cities


class WordsAndCitiesFilter(SearchFilter):
    """Each word is one of the record's own or of the names of a public city that `tied` says it is tied to.

    Those that no city is called by are sought together. In a long list a single letter or digit beside other words is
    sought as a word of its own: as a beginning it is found nearly everywhere, and tells nothing apart.
    """

    is_costly = True

    def __init__(self, tied: CitiesCondition, **kwargs: Any) -> None:
        self.tied = tied
        super().__init__(**kwargs)

    def filter(self, queryset: Any, value: str) -> QuerySet:
        if not value:
            return queryset
        if not hasattr(self, "conditions"):
            self.conditions = list(self.asked(queryset.model, value)) or [Q(pk__in=[])]
        return queryset.filter(*self.conditions)

    def asked(self, model: Any, value: str) -> Iterator[Q]:
        words, is_long = sorted(words_of(value), key=len, reverse=True), not self.parent.whole.is_exact
        is_strict = is_long and len(words) > 1
        found = [called_by(fragments_of(word, is_strict=is_strict)) for word in words]
        plain = [fragment for word in found if word.cities == [] for fragment in word.fragments]
        sought = [word for word in found if word.cities != []] + ([Word(plain, [])] if plain else [])
        keys = self.few(model, sought) if is_long and any(word.cities != [] for word in sought) else None
        if keys is not None:
            return iter([Q(pk__in=keys)])
        return (own_words(model, word.fragments) | self.tied(word.cities) for word in sought)

    def few(self, model: Any, words: list[Word]) -> list[int] | None:
        """Keys of the records with these words; None where they are many, or would be looked for among many."""
        for entered in self.ways_in(model, words):
            each = (having(model, word.fragments) | self.tied(word.cities) for word in words)
            # PostgreSQL takes what it is told in a query for many, and would read all records.
            keys = list(entered[: facets.MOST_KEYS + 1])
            given = keys if len(keys) <= facets.MOST_KEYS else entered
            return facets.few_keys(model.objects.filter(Q(pk__in=given), *each))
        return None

    def ways_in(self, model: Any, words: list[Word]) -> Iterator[QuerySet]:
        """Keys of few records among which all are that have the words.

        A record with all words has them all among its own, or one of its cities is called by one of them. The same
        holds of some of the words: of those that lead to few records by way of cities.
        """
        tied = [(word, self.tied_to(model, word.cities)) for word in words]
        narrow = [(word, rows, number_of(rows)) for word, rows in tied if rows is not None]
        narrow = [each for each in narrow if each[2] <= facets.MOST_GATHERED]
        for some in (narrow, *([each] for each in narrow if len(narrow) > 1)):
            fragments = [fragment for word, _rows, _number in some for fragment in word.fragments]
            left = facets.MOST_GATHERED - sum(number for _word, _rows, number in some)
            if fragments and left >= 0 and max(rows_with_words(model, fragments, CONTENT_LANGUAGES, left + 1)) <= left:
                own = model.objects.having_in_public(fragments).order_by().values_list("pk", flat=True)
                yield own.union(*(rows for _word, rows, _number in some), all=True)

    def tied_to(self, model: Any, cities: facets.Cities) -> QuerySet | None:
        """Keys of the records of these cities; None where they are not gathered, or would be very many."""
        records = model.objects.order_by().values_list("pk", flat=True)
        if cities == []:
            return records.none()
        if not isinstance(cities, list) or len(cities) > MOST_CALLED:
            return None
        condition = self.tied(cities)
        return records.filter(condition) if facets.names_keys(condition) else None


def number_of(keys: QuerySet) -> int:
    return keys[: facets.MOST_GATHERED + 1].count()


def words_of(value: str) -> list[str]:
    return list(dict.fromkeys(fold(value).split()[:MOST_WORDS]))


def fragments_of(word: str, *, is_strict: bool) -> list[str]:
    """What is sought of a word. `is_strict`: a single letter or digit is a whole word, not the beginning of one."""
    fragments = query_tokens(word)
    return [f"{each} " if is_strict and len(word) == 1 and not is_chinese(word) else each for each in fragments]


def called_by(fragments: list[str]) -> Word:
    cities = City.objects.published(current_language()).having_in_public(fragments).order_by()
    keys = facets.few_keys(cities)
    return Word(fragments, cities.values("pk") if keys is None else keys)


def own_words(model: Any, fragments: list[str]) -> Q:
    """Records with these words of their own. Few of them are named one by one; of very many, each is looked at."""
    held = rows_with_words(model, fragments, CONTENT_LANGUAGES, MOST_SOUGHT) if fragments else [0]
    if max(held) == MOST_SOUGHT:
        return having(model, fragments)
    found = model.objects.having_in_public(fragments).order_by()
    keys = facets.few_keys(found) if sum(held) <= facets.MOST_KEYS else None
    return Q(pk__in=found.values("pk") if keys is None else keys)


def having(model: Any, fragments: list[str]) -> Q:
    """What `having_in_public` finds, as a condition on the single record."""
    found, now = Q(), timezone.now()
    for language in CONTENT_LANGUAGES:
        found |= holding(fragments, language) & model.public_condition(language, now)
    return found
