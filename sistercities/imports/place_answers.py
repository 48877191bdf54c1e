"""The decisions of a job's owner about the places that its rows name."""

from collections.abc import Iterable, Mapping

from sistercities.common.people import User
from sistercities.common.told import told as _
from sistercities.imports.countries import find_country
from sistercities.imports.kinds import kinds
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.named_places import NamedPlace
from sistercities.imports.place_decisions import (
    LEAVE_OUT,
    MATCH,
    NEW,
    PlaceDecisions,
    place_directory,
)
from sistercities.imports.places import spelling
from sistercities.imports.plan_edits import STALE
from sistercities.imports.prepared_sheets import note_all_places, read_sheets


def places_of(job: ImportJob) -> PlaceDecisions:
    """All places that a job's rows name, with what the register knows of each. Reads the file; raises SheetRefused."""
    return note_all_places(job, read_sheets(job))


def open_places(places: PlaceDecisions) -> list[NamedPlace]:
    """Those that nobody and nothing has decided yet, the most frequent first."""
    undecided = [
        place
        for place in places.places()
        if not place.match.slug and not places.decision(place) and not (places.adds_all_new and place.is_plainly_new)
    ]
    return sorted(undecided, key=lambda place: (-len(place.rows), place.key))


def answers_by_text(places: PlaceDecisions, by_text: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Answers by key from short ones by text: a slug, `new`, `new:` and a country, or `-` to leave the rows out."""
    short = {spelling(text): answer for text, answer in by_text.items()}
    found = {}
    for place in places.places():
        answer = short.get(spelling(place.said.text))
        if answer is None:
            continue
        act, _colon, country = answer.partition(":")
        if act == NEW and place.match.slug:
            # It is there already: the same answers may come with the same file again.
            continue
        meaning = {"-": {"act": LEAVE_OUT}, NEW: {"act": NEW, "country": country}}
        found[place.key] = meaning.get(act, {"act": MATCH, "slug": answer})
    return found


def decide(job: ImportJob, answers: Mapping[str, Mapping[str, str]], add_all_new: bool | None = None) -> list[str]:
    """Keep answers by key of the place, each applied to all rows with that text; an empty one takes a decision back.

    Sentences for what cannot be kept, and then nothing is.
    """
    places = places_of(job)
    known = {place.key: place for place in places.places()}
    decided, problems = dict(job.decisions.get("places", {})), []
    for key, answer in answers.items():
        if not answer.get("act"):
            decided.pop(key, None)
        elif problem := _problem(known.get(key), answer, places):
            problems.append(problem)
        else:
            decided[key] = _plain(answer)
    if problems:
        return problems
    job.decisions = {**job.decisions, "places": decided}
    if add_all_new is not None:
        job.decisions["all_new_places"] = add_all_new
    if job.state in STALE:
        job.state = JobState.UPLOADED
    job.save(update_fields=["decisions", "state"])
    return []


def _problem(place: NamedPlace | None, answer: Mapping[str, str], places: PlaceDecisions) -> str:
    """Why an answer cannot be kept; empty when it can."""
    if place is None:
        return _("No row names this place any more.")
    about = {"text": place.said.text}
    if answer["act"] == MATCH and answer.get("slug") not in places.gazetteer.by_slug:
        return _("“%(text)s”: choose one of the places that are recorded.") % about
    if answer["act"] == NEW:
        proposal = place.match.proposal
        if not (answer.get("name") or proposal) or not (_country(answer) or (proposal and proposal.country)):
            return _("“%(text)s”: a new place needs a name and a country.") % about
    elif answer["act"] not in (MATCH, LEAVE_OUT):
        return _("“%(text)s”: choose one of the answers offered.") % about
    return ""


def _country(answer: Mapping[str, str]) -> str:
    return find_country(answer.get("country", "")).code or ""


def _plain(answer: Mapping[str, str]) -> dict[str, str]:
    kept = {name: answer[name] for name in ("act", "slug", "name") if answer.get(name)}
    return kept | ({"country": country} if (country := _country(answer)) else {})


def remember_names(job: ImportJob, keys: Iterable[str], by: User | None) -> int:
    """Keep the texts of these decisions as further names of the places they were matched with; how many were new."""
    found = place_directory()
    if found is None:
        return 0
    kind, directory = found
    texts = {place.key: place.said.text for place in places_of(job).places()}
    names: dict[str, list[str]] = {}
    for key in keys:
        decision = job.decisions.get("places", {}).get(key, {})
        if decision.get("act") == MATCH and key in texts:
            names.setdefault(decision["slug"], []).append(texts[key])
    return directory(kinds()[kind]._meta.model).remember(names, by)
