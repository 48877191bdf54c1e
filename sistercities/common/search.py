"""Search over a record's own words, with one search column per language.

A search in a language looks into the columns of the languages in which the record is public, so that an unapproved
translation cannot be found. A record's columns hold its own words only; whoever wants exchanges found by the names of
their cities asks for the cities first, under their own condition.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar, Self

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sistercities.common.dates import PartialDate
from sistercities.common.derived import DerivedTextField
from sistercities.common.folding import index_text, query_tokens
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.publishing import PublishingQuerySet
from sistercities.common.search_index import Indexed, having_words, of_languages


class Searchable(Indexed):
    """A record with search columns: it is found by the words of `searched_texts`, a language each.

    Year and month of `searched_dates` are among its words, as each language writes them.
    """

    searched_texts: ClassVar[tuple[str, ...]] = ()
    searched_dates: ClassVar[tuple[str, ...]] = ()

    search_en = DerivedTextField("search_text_en", verbose_name=_("search words, English"))
    search_zh_hans = DerivedTextField("search_text_zh_hans", verbose_name=_("search words, Chinese"))

    class Meta:
        abstract = True

    @classmethod
    def indexed_columns(cls) -> dict[str, str]:
        return of_languages("search")

    def search_words(self, language: str) -> Iterable[str | None]:
        """The texts of this record in `language`; names that belong to no language are given for each."""
        texts = [getattr(self, localized(name, language)) for name in self.searched_texts]
        return texts + [_month_words(getattr(self, name), language) for name in self.searched_dates]

    def search_text_en(self) -> str:
        return index_text(self.search_words("en"))

    def search_text_zh_hans(self) -> str:
        return index_text(self.search_words("zh-hans"))


def _month_words(day: object, language: str) -> str:
    """Nothing for a text that is no date: it is refused when the record is checked."""
    return _words_of_month(day.sort_text[:7], language) if isinstance(day, PartialDate) and day else ""


@lru_cache(maxsize=4096)
def _words_of_month(month: str, language: str) -> str:
    return PartialDate(month).words(language)


def holding(fragments: Iterable[str], language: str, words: str = "search") -> Q:
    """Records whose words in a language hold all fragments, looked at one by one: for few rows, or words of many."""
    column = localized(words, language)
    condition = Q()
    for fragment in fragments:
        condition &= Q(**{f"{column}__contains": fragment})
    return condition


class SearchQuerySet(PublishingQuerySet):
    def found_by_public(self, query: str, at: datetime | None = None) -> Self:
        """Records with all words of `query` in one of the languages in which they are public. No words: none."""
        return self.having_in_public(query_tokens(query), at)

    def having_in_public(self, fragments: list[str], at: datetime | None = None) -> Self:
        """The same for what `query_tokens` makes of words."""
        if not fragments:
            return self.none()
        moment = at or timezone.now()
        model: Any = self.model
        found = Q()
        for language in CONTENT_LANGUAGES:
            found |= having_words(model, fragments, language) & model.public_condition(language, moment)
        return self.filter(found)

    def found_by_staff(self, query: str) -> Self:
        """Records with all words of `query` in any language, published or not. No words: all."""
        if not query_tokens(query):
            return self
        found = Q()
        for language in CONTENT_LANGUAGES:
            found |= holding(query_tokens(query), language)
        return self.filter(found)
