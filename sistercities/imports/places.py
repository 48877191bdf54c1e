"""Finds the place that a cell means: one, several to choose from, or none yet. Never a guess.

A place is certain if exactly one has the name and nothing in the row speaks against it. Otherwise staff decide, once
for each different text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from sistercities.imports.countries import find_country
from sistercities.imports.place_names import NameReading, bare_name, country_beside, is_name, place_key, readings

MOST_CANDIDATES = 8
LIKENESS = 0.84
# Degrees between two rows that speak of one place; more is another place of the same name, or a slip.
SAME_PLACE_DEGREES = 0.5
Where = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """A place of the register. `country` is ISO 3166-1 alpha-2, `parent` a slug or empty.

    `names` are place keys; `spellings` the same names as they are spelled, which tell Komló from Kömlő. `where` is
    latitude and longitude, None also for what is so large that its coordinates may be those of any part of it.
    """

    slug: str
    label: str
    country: str
    names: frozenset[str]
    parent: str = ""
    spellings: frozenset[str] = frozenset()
    where: Where | None = None


def are_apart(one: Where | None, other: Where | None) -> bool:
    """Whether two coordinates are those of two places; what is not known says nothing."""
    return bool(one and other) and any(
        abs(mine - theirs) > SAME_PLACE_DEGREES for mine, theirs in zip(one or (), other or (), strict=False)
    )


def spelling(name: str) -> str:
    """A name with its accents, without the chances of case and blanks."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True)
class PlaceText:
    """What a row says of a place; rows that say the same mean the same, unless their coordinates lie apart."""

    text: str
    country: str = ""
    parent: str = ""
    where: Where | None = None

    @property
    def key(self) -> str:
        """The name under which a decision about it is kept; texts with and without accents have different ones."""
        return "|".join((spelling(self.text), self.country, place_key(self.parent)))

    @property
    def folded(self) -> str:
        """The same without accents and variants of characters."""
        return "|".join((place_key(self.text), self.country, place_key(self.parent)))


@dataclass(frozen=True)
class Proposal:
    """A new place, as the text has it; it can be made only with a name and a country."""

    name: str
    country: str
    parent: str = ""
    other_name: str = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.name and self.country)


@dataclass(frozen=True)
class PlaceMatch:
    """`slug` of the one place that is meant; without it `candidates`, the likeliest first, and what a new one would be.

    `is_similar` says that the candidates have other names, which are only alike.
    """

    slug: str = ""
    candidates: tuple[Place, ...] = ()
    proposal: Proposal | None = None
    is_similar: bool = False


class Gazetteer:
    """The places of the register by name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_slug: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = {}
        for place in places:
            self.by_slug[place.slug] = place
            for name in place.names:
                self._by_name.setdefault(name, []).append(place)
        self._known: dict[PlaceText, PlaceMatch] = {}

    def find(self, said: PlaceText) -> PlaceMatch:
        """What a text means in the light of its row's country and parent."""
        if said not in self._known:
            self._known[said] = self._find(said)
        return self._known[said]

    def _find(self, said: PlaceText) -> PlaceMatch:
        if said.text in self.by_slug:
            return PlaceMatch(said.text)
        doubtful: dict[str, Place] = {}
        for reading in readings(said.text):
            named = self._by_name.get(place_key(reading.name), [])
            certain = [place for place in named if self._agrees(place, reading, said)]
            if len(certain) > 1 and said.parent:
                certain = [place for place in certain if self._is_part_of(place, said.parent)] or certain
            if len(certain) > 1:
                certain = [place for place in certain if spelling(reading.name) in place.spellings] or certain
            if len(certain) == 1:
                return PlaceMatch(certain[0].slug)
            doubtful |= {place.slug: place for place in (*certain, *named)}
        doubtful |= {place.slug: place for place in self._by_bare_name(said)}
        proposal = self._proposal(said)
        if doubtful:
            return PlaceMatch("", tuple(doubtful.values())[:MOST_CANDIDATES], proposal)
        similar = tuple(self._similar(said))
        return PlaceMatch("", similar, proposal, bool(similar))

    def _agrees(self, place: Place, reading: NameReading, said: PlaceText) -> bool:
        """Whether nothing in the row speaks against the place, and what stands beside its name speaks for it."""
        if (said.country and place.country != said.country) or are_apart(place.where, said.where):
            return False
        if not reading.beside:
            return True
        beside = place_key(reading.beside)
        return (
            country_beside(reading) == place.country or beside in place.names or self._is_part_of(place, reading.beside)
        )

    def _is_part_of(self, place: Place, name: str) -> bool:
        parent = self.by_slug.get(place.parent)
        return parent is not None and (name == parent.slug or place_key(name) in parent.names)

    def _by_bare_name(self, said: PlaceText) -> Iterator[Place]:
        """Places whose name is that of the text without 市 or "City of"; a city and a province may share it."""
        bare = place_key(bare_name(said.text))
        if bare and bare != place_key(said.text):
            yield from self._by_name.get(bare, [])
        for ending in ("市", "区", "县", "省", "시"):
            yield from self._by_name.get(place_key(said.text) + ending, [])

    def _similar(self, said: PlaceText) -> Iterator[Place]:
        names = get_close_matches(place_key(said.text), self._by_name, n=MOST_CANDIDATES, cutoff=LIKENESS)
        found = {place.slug: place for name in names for place in self._by_name[name]}
        yield from (place for place in found.values() if not said.country or place.country == said.country)

    def _proposal(self, said: PlaceText) -> Proposal | None:
        if not is_name(said.text):
            return None
        for reading in list(readings(said.text))[1:]:
            if country := country_beside(reading):
                return Proposal(reading.name, said.country or country)
            if parents := self._by_name.get(place_key(reading.beside)):
                country = said.country or parents[0].country
                return Proposal(reading.name, country, parents[0].slug if len(parents) == 1 else "")
        bracketed = next(
            (each for each in readings(said.text) if each.beside and "(" in said.text.translate(WIDE)), None
        )
        if bracketed and ABBREVIATION.fullmatch(bracketed.beside):
            # Melle (D) lies in Germany: if the row says so too, nothing else is said.
            is_country = said.country in find_country(bracketed.beside).candidates
            return Proposal(bracketed.name if is_country else said.text, said.country)
        if bracketed:
            return Proposal(bracketed.name, said.country, other_name=bracketed.beside)
        return Proposal(said.text, said.country)


WIDE = str.maketrans("（[【", "(((")
# No further name of a place.
ABBREVIATION = re.compile(r"[A-Z]{1,3}\.?")
