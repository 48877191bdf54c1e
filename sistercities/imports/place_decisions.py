"""Decides what the cells of a job mean that name places: by the register, by the file itself, or by its owner.

A job keeps decisions as `{"places": {key: {"act": "match", "slug": …} | {"act": "new", "name": …, "country": …} |
{"act": "leave_out"}}, "all_new_places": bool}`, the key being that of the PlaceText, with its coordinates where the
file gives one name to several places; name and country only where the file does not say them.
"""

from dataclasses import replace
from functools import cached_property
from typing import Any

from sistercities.common.slugs import readable_slug
from sistercities.common.told import listed_apart
from sistercities.common.told import told as _
from sistercities.imports.cells import AddedCell, RefusedCell
from sistercities.imports.directories import Directory
from sistercities.imports.kinds import kinds
from sistercities.imports.models import ImportJob
from sistercities.imports.named_places import NamedPlace, is_one_spot, spot_words, taken_over, without_unplaced
from sistercities.imports.place_names import place_key
from sistercities.imports.places import Gazetteer, PlaceText, Proposal

MATCH, NEW, LEAVE_OUT = "match", "new", "leave_out"


def place_directory() -> tuple[str, type[Directory]] | None:
    """The kind of sheet whose records are places, and the directory that knows their names."""
    for resource in kinds().values():
        for model, directory in resource.directories.items():
            if directory.is_gazetteer:
                return next(kind for kind, each in kinds().items() if each._meta.model is model), directory
    return None


class PlaceDecisions:
    """The places that the sheets of one job name. `in_file` are place keys of records that the file itself brings."""

    def __init__(self, job: ImportJob, in_file: frozenset[str] = frozenset()) -> None:
        self.in_file = in_file
        self.decided: dict[str, dict[str, str]] = job.decisions.get("places", {})
        self.adds_all_new = bool(job.decisions.get("all_new_places"))
        # By key of the text, each spot by itself.
        self._noted: dict[str, list[NamedPlace]] = {}
        self._new_slugs: dict[str, str] = {}

    @property
    def adds_any(self) -> bool:
        """Whether any new place may come of these decisions."""
        return self.adds_all_new or any(decision.get("act") == NEW for decision in self.decided.values())

    @cached_property
    def kind(self) -> str:
        found = place_directory()
        return found[0] if found else ""

    @cached_property
    def gazetteer(self) -> Gazetteer:
        found = place_directory()
        if found is None:
            return Gazetteer(())
        kind, directory = found
        return Gazetteer(directory(kinds()[kind]._meta.model).places())

    def note(self, said: PlaceText, row: int, sheet: int, cells: dict[str, Any]) -> None:
        """Take in that a row names a place."""
        if self._is_in_file(said):
            return
        spots = self._noted.setdefault(said.key, [])
        spot = next((each for each in spots if is_one_spot(each.said, said)), None)
        if spot is None:
            spot = NamedPlace(said, self.gazetteer.find(said))
            spots.append(spot)
        spot.see(row, sheet, cells)

    @cached_property
    def named(self) -> dict[str, list[NamedPlace]]:
        """What was noted, by key of the text; writings that differ in accents only are one, unless they lie apart."""
        representatives: dict[str, list[NamedPlace]] = {}
        found: dict[str, list[NamedPlace]] = {}
        for key, noted in self._noted.items():
            spots = without_unplaced(noted)
            for spot in spots:
                spot.is_one_of_several = len(spots) > 1
            others = representatives.setdefault(spots[0].said.folded, [])
            found[key] = [taken_over(spot, others) for spot in spots]
            others += (spot for spot in found[key] if spot not in others)
        return found

    def places(self) -> list[NamedPlace]:
        """Each place that the rows name, once."""
        return list({id(place): place for spots in self.named.values() for place in spots}.values())

    def cell(self, said: PlaceText) -> Any:
        """The cell that stands for a place: its slug, or a refusal that says what to decide. None is left out."""
        if self._is_in_file(said):
            return said.text
        named = self._named(said)
        decision = self.decision(named)
        act = decision.get("act")
        if act == LEAVE_OUT:
            return None
        if act == MATCH and decision.get("slug") in self.gazetteer.by_slug:
            return decision["slug"]
        if act != NEW and named.match.slug:
            return named.match.slug
        if proposal := self._addition(named):
            return AddedCell(self._slug_of_new(named, proposal), said.text)
        return RefusedCell(said.text, _undecided(named))

    def _named(self, said: PlaceText) -> NamedPlace:
        spots = self.named.get(said.key, [])
        fitting = [each for each in spots if len(spots) == 1 or is_one_spot(each.said, said)]
        return fitting[0] if fitting else NamedPlace(said, self.gazetteer.find(said))

    def recorded_slug(self, named: NamedPlace) -> str:
        """The slug of the recorded place that is meant; empty for a new one, and for what is open or left out."""
        cell = self.cell(named.said)
        return cell if cell in self.gazetteer.by_slug and not isinstance(cell, RefusedCell) else ""

    def decision(self, named: NamedPlace) -> dict[str, str]:
        """What was decided about a place; empty when nothing was."""
        return self.decided.get(named.key, {})

    def new_places(self) -> list[tuple[NamedPlace, Proposal, str]]:
        """The places to be added, each with the slug that its rows name it by."""
        added = ((named, self._addition(named)) for named in self.places())
        return [(named, proposal, self._slug_of_new(named, proposal)) for named, proposal in added if proposal]

    def _is_in_file(self, said: PlaceText) -> bool:
        return bool(self.in_file) and place_key(said.text) in self.in_file

    def _addition(self, named: NamedPlace) -> Proposal | None:
        """What is to be added for a place; None when that was not decided, or cannot be done."""
        decision, proposal = self.decision(named), named.match.proposal
        if decision.get("act") == NEW:
            known = proposal or Proposal("", named.said.country)
            wanted = {name: decision[name] for name in ("name", "country") if decision.get(name)}
            known = replace(known, **wanted)
            return known if known.is_complete else None
        is_wanted = not decision and self.adds_all_new and named.is_plainly_new and not named.match.slug
        return proposal if is_wanted else None

    def _slug_of_new(self, named: NamedPlace, proposal: Proposal) -> str:
        key = named.key
        if key not in self._new_slugs:
            taken = {*self.gazetteer.by_slug, *self._new_slugs.values()}
            base = readable_slug([proposal.name]) or f"{self.kind}-{len(taken)}"
            choices = (base, f"{base}-{proposal.country.lower()}", *(f"{base}-{number}" for number in range(2, 1000)))
            self._new_slugs[key] = next(slug for slug in choices if slug not in taken)
        return self._new_slugs[key]


def _undecided(named: NamedPlace) -> str:
    said, match = named.said, named.match
    about = {"text": said.text, "candidates": listed_apart(place.label for place in match.candidates)}
    if match.candidates:
        return _("Which place is “%(text)s”? Perhaps: %(candidates)s. Decide it under “Places”.") % about
    if match.proposal is None:
        return _("“%(text)s” is no name of a place. Write the name.") % about
    if not match.proposal.is_complete:
        return _("“%(text)s” is not recorded here, and its country is not known. Decide it under “Places”.") % about
    if named.is_one_of_several and said.where:
        message = _(
            "“%(text)s” names several places here, by their coordinates. Decide under “Places” about that at %(spot)s."
        )
        return message % {**about, "spot": spot_words(said)}
    if named.is_one_of_several:
        return _("“%(text)s” names several places here. Decide under “Places” which of them this row means.") % about
    return _("“%(text)s” is not recorded here yet. Decide under “Places” whether it is to be added.") % about
