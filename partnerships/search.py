"""Finds public records of every kind by the words of a visitor.

A record is found if each word is one of its own, in a language in which it is public, or names a partner city that it
belongs to; or if all of them stand in the title of a public source that it cites, or at one photo that it shows. The
index gives the records of rare words, which are then put in order: those called exactly so, those whose title begins
so, those with all words in the title, those with them among their own words (of a city: its names), the others; each of
these newest first, cities by name. Of a word that more than MOST_RANKED records have, the list's own order is all there
is, behind cities called so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Q, QuerySet, TextField, Value, When

from partnerships.facets import countries_called
from partnerships.models import City, Source
from partnerships.search_kinds import KINDS, Kind
from partnerships.search_photos import Photos, showing
from partnerships.search_together import read_together
from sistercities.common.folding import is_chinese, search_words, word_fragments
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.search import holding
from sistercities.common.search_index import first_with_words, having_words, in_column

MOST_RANKED = 500
MOST_WORDS = 8
# The rank of what only texts or sources say.
WORST = 4
# Words of more sources say nothing about which.
MOST_SOURCES = 100
# A word that begins the names of more cities says nothing about where.
MOST_PLACES = 60
HIT_COLUMNS = ("hit_kind", "pk", "slug", "hit_title", "hit_other_title", "hit_day", "hit_named")


class Hit(NamedTuple):
    """One record found, before anything but its title is read."""

    kind: str
    key: int
    slug: str
    title: str
    # The title in another language in which the record is public, empty where there is none.
    other_title: str
    day: str
    # Whether it is called so, if not by its title; else its texts or sources say so.
    is_named: int = 0


def fragments_of(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(fragment for word in words for fragment in word_fragments(word)))[:24]


@dataclass(frozen=True)
class Query:
    """What a visitor asks for, in one language of the site, at one moment."""

    text: str
    language: str
    at: datetime
    words: tuple[str, ...] = ()
    # For each word the keys of the public cities that it names, partners apart from our own.
    partners: dict[str, list[int]] = field(default_factory=dict)
    homes: dict[str, list[int]] = field(default_factory=dict)
    # The keys of public sources with all the words.
    sources: list[int] = field(default_factory=list)
    # Photos and documents with all the words.
    photos: Photos = field(default_factory=Photos)

    @classmethod
    def of(cls, text: str, language: str, at: datetime, with_places: bool = True) -> "Query":
        """Two or three queries to the database, for places, sources and photos; none if nothing is asked."""
        words = tuple(dict.fromkeys(search_words(text)))[:MOST_WORDS]
        if not (words and with_places):
            return cls(text, language, at, words)
        query = cls(text, language, at, words, photos=Photos.of(fragments_of(words), at))
        query.name_places()
        return query

    @property
    def fragments(self) -> list[str]:
        return fragments_of(self.words)

    def name_places(self) -> None:
        asked = [word for word in self.words if len(word) >= (2 if is_chinese(word) else 3)]
        parts = []
        for word in asked:
            named = City.objects.published(self.language, self.at).filter(
                self.own(City, word_fragments(word)) | Q(country__in=countries_called(word))
            )
            tagged = named.order_by().annotate(word=Value(word, output_field=TextField()))
            parts.append(tagged.values("word", "pk", "is_home")[: MOST_PLACES + 1])
        parts.append(self._cited())
        for word, key, is_home in read_together(parts, ("word", "pk", "is_home")):
            if not word:
                self.sources.append(key)
                continue
            (self.homes if is_home else self.partners).setdefault(word, []).append(key)
        for word in asked:
            if len(self.places(word)) > MOST_PLACES:
                self.partners.pop(word, None)
                self.homes.pop(word, None)

        if len(self.sources) > MOST_SOURCES:
            self.sources.clear()

    def _cited(self) -> QuerySet:
        """Public sources with all the words in title, publisher and byline, as rows without a word of their own."""
        sources = Source.objects.filter(in_column(Source, self.fragments, "search"), is_public=True).order_by()
        none = Value("", output_field=TextField()), Value(False, output_field=BooleanField())
        return sources.annotate(word=none[0], is_home=none[1]).values("word", "pk", "is_home")[: MOST_SOURCES + 1]

    def places(self, word: str) -> list[int]:
        return [*self.partners.get(word, ()), *self.homes.get(word, ())]

    def own(self, model: Any, fragments: Sequence[str]) -> Q:
        """Records with all fragments among their words of one language in which they are public."""
        found = Q()
        for language in CONTENT_LANGUAGES:
            having = having_words(model, fragments, language)
            found |= having & model.public_condition(language, self.at)
        return found


def candidates(kind: Kind, query: Query) -> list[QuerySet]:
    """The public records of a kind that `query` finds, as several querysets that may share some."""
    named = [records.annotate(hit_named=Value(1)) for records in _called(kind, query)]
    public = kind.model.objects.published(query.language, query.at).order_by()
    told = [public.filter(condition) for condition in _beside(kind, query)]
    if kind.words != "search":
        told += _with_words(kind, query, kind.words)
    return named + [records.annotate(hit_named=Value(0)) for records in told]


def _with_words(kind: Kind, query: Query, words: str) -> list[QuerySet]:
    """Records with all words of the query in these columns of one language, as the index gives them."""
    public = kind.model.objects.published(query.language, query.at).order_by()
    return [
        first_with_words(
            public.filter(kind.model.public_condition(language, query.at)), query.fragments, language, words
        )
        for language in CONTENT_LANGUAGES
    ]


def _called(kind: Kind, query: Query) -> list[QuerySet]:
    public = kind.model.objects.published(query.language, query.at).order_by()
    found = _with_words(kind, query, "search")
    partners = [key for keys in query.partners.values() for key in keys]
    if kind.tied and partners:
        others = each_word(kind, query) if len(query.words) > 1 else Q()
        found.append(public.filter(kind.tied(partners) & others))
    return found


def _beside(kind: Kind, query: Query) -> list[Q]:
    """Conditions under which records cite one of the sources found, or show one of the photos."""
    conditions = showing(kind, query.photos, query.at)
    citation: Any = getattr(kind.model, "citations", None)
    if citation is None or not query.sources:
        return conditions
    cited = citation.field.model.objects.published().filter(source__in=query.sources)
    return [*conditions, Q(pk__in=cited.order_by().values("record"))]


def each_word(kind: Kind, query: Query) -> Q:
    """Each word is one of the record's own, or names a city that it belongs to."""
    condition = Q()
    for word in query.words:
        holds = Q()
        for language in CONTENT_LANGUAGES:
            fragments = word_fragments(word)
            holds |= holding(fragments, language, kind.words) & kind.model.public_condition(language, query.at)
        if kind.tied and query.places(word):
            holds |= kind.tied(query.places(word))
        condition &= holds
    return condition


def of_common_words(kind: Kind, query: Query) -> QuerySet:
    """The same records without the index, in the order of their list: the first of them are soon found."""
    records = kind.model.objects.published(query.language, query.at)
    found = each_word(kind, query)
    for condition in _beside(kind, query):
        found |= condition
    return records.filter(found).order_by(*kind.order(query.language))


def find(query: Query, kinds: Iterable[Kind] = KINDS, most: int = MOST_RANKED) -> dict[str, list[Hit]]:
    """The hits of each kind in their order, more than `most` only if there are more; one query to the database.

    A kind without any is left out.
    """
    if not query.words:
        return {}
    parts = [_hits(kind, records, query)[: most + 1] for kind in kinds for records in candidates(kind, query)]
    found: dict[str, dict[int, Hit]] = {}
    for row in read_together(parts, HIT_COLUMNS):
        hit = Hit(*row)
        others = found.setdefault(hit.kind, {})
        if hit.key not in others or hit.is_named:
            others[hit.key] = hit
    return {kind.name: _ordered(kind, found[kind.name].values(), query) for kind in kinds if kind.name in found}


def _hits(kind: Kind, records: QuerySet, query: Query) -> QuerySet:
    others = [code for code in CONTENT_LANGUAGES if code != query.language]
    titles = [When(kind.model.public_condition(code, query.at), then=kind.title_in(code)) for code in others]
    columns = {
        "hit_kind": Value(kind.name, output_field=TextField()),
        "hit_title": kind.title_in(query.language),
        "hit_other_title": Case(*titles, default=Value(""), output_field=TextField()),
        "hit_day": kind.day(query.language),
    }
    return records.annotate(**columns).values(*HIT_COLUMNS)


def _ordered(kind: Kind, hits: Iterable[Hit], query: Query) -> list[Hit]:
    # Twice, since dates go down and ranks go up.
    by_day = sorted(hits, key=lambda hit: (hit.day, hit.key), reverse=bool(kind.date))
    return sorted(by_day, key=lambda hit: rank(hit, query))


def rank(hit: Hit, query: Query) -> int:
    """How well the better of both titles fits: the smaller, the better."""
    return min(*(_fit(title, query) for title in (hit.title, hit.other_title)), WORST - hit.is_named)


def _fit(title: str, query: Query) -> int:
    words = search_words(title)
    told, asked = " ".join(words), " ".join(query.words)
    if told == asked:
        return 0
    if told.startswith(asked):
        return 1
    is_told = all(
        word in told if is_chinese(word) else any(each.startswith(word) for each in words) for word in query.words
    )
    return 2 if is_told else WORST
