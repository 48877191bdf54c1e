"""The places that the file names and the register does not know for certain: each different text decided once."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_countries import countries

from sistercities.common.enumerations import listed
from sistercities.imports import jobs
from sistercities.imports.cells import plain
from sistercities.imports.errors import SheetRefused
from sistercities.imports.import_rights import may_change_record
from sistercities.imports.kinds import kinds
from sistercities.imports.named_places import NamedPlace, spot_words
from sistercities.imports.pages.page import JobPage
from sistercities.imports.pages.steps import Step, url_of
from sistercities.imports.place_answers import decide, open_places, places_of, remember_names
from sistercities.imports.place_decisions import LEAVE_OUT, MATCH, NEW, PlaceDecisions, place_directory
from sistercities.imports.plans import rows_in_words

PER_PAGE = 50
# What a select sends for a recorded place: this before its slug.
MATCHES = f"{MATCH}:"


class PlacesPage(JobPage):
    template = "imports/job_places.html"
    title = gettext_lazy("Which places are meant?")
    step = Step.PLACES

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        try:
            places = places_of(self.job)
        except SheetRefused as refusal:
            return self._back(request, refusal)
        # What needs a person first; what can be added with all others last.
        undecided = sorted(open_places(places), key=lambda place: place.is_plainly_new)
        open_keys = {place.key for place in undecided}
        decided = [place for place in places.places() if places.decision(place) and place.key not in open_keys]
        page = Paginator([*undecided, *decided], PER_PAGE).get_page(request.GET.get("p"))
        return self.page(
            page=page,
            places=[_shown(place, places) for place in page.object_list],
            number_open=len(undecided),
            number_new=sum(1 for place in places.places() if place.is_plainly_new and not place.match.slug),
            adds_all_new=places.adds_all_new,
            columns_url=url_of(Step.COLUMNS, self.job),
            cancel_url=url_of("cancel", self.job),
        )

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        try:
            answers = dict(_answers(request.POST))
            problems = decide(self.job, answers, add_all_new="all_new" in request.POST)
            if not problems:
                self._remember(request, answers)
        except SheetRefused as refusal:
            return self._back(request, refusal)
        for problem in problems:
            messages.error(request, problem)
        if problems or request.POST.get("go") != "on":
            return HttpResponseRedirect(f"{url_of(Step.PLACES, self.job)}?p={request.POST.get('page', '1')}")
        jobs.start_check(self.job)
        return self.go_on()

    def _remember(self, request: HttpRequest, answers: dict[str, dict[str, str]]) -> None:
        """Record the texts as further names of the places that were chosen, as far as one may change these."""
        chosen = {key: answers[key]["slug"] for key in request.POST.getlist("remember") if self._is_match(answers, key)}
        found = place_directory()
        allowed = [
            key for key, slug in chosen.items() if found and may_change_record(request.user, kinds()[found[0]], slug)
        ]
        if len(allowed) < len(chosen):
            messages.warning(request, _("Visitors see some of these places: only somebody who may publish names them."))
        number = remember_names(self.job, allowed, request.user) if allowed else 0
        if number:
            told = ngettext("%(n)s name was recorded.", "%(n)s names were recorded.", number)
            messages.info(request, told % {"n": number})

    @staticmethod
    def _is_match(answers: dict[str, dict[str, str]], key: str) -> bool:
        return answers.get(key, {}).get("act") == MATCH

    def _back(self, request: HttpRequest, refusal: SheetRefused) -> HttpResponse:
        for sentence in refusal.sentences:
            messages.error(request, sentence)
        return HttpResponseRedirect(url_of(Step.COLUMNS, self.job))


def _shown(place: NamedPlace, places: PlaceDecisions) -> dict[str, Any]:
    decision, proposal = places.decision(place), place.match.proposal
    act = decision.get("act", "")
    chosen = places.gazetteer.by_slug.get(decision.get("slug", ""))
    candidates = list(dict.fromkeys([*([chosen] if chosen else []), *place.match.candidates]))
    name = decision.get("name") or (proposal.name if proposal else place.said.text)
    return {
        "key": place.key,
        "text": place.said.text,
        "beside": listed(filter(None, [place.said.parent, country_name(place.said.country), *_spot(place)])),
        "rows": rows_in_words(list(dict.fromkeys(place.rows))),
        "options": [(f"{MATCHES}{each.slug}", each.label) for each in candidates],
        "chosen": f"{MATCHES}{decision['slug']}" if act == MATCH else act,
        "is_similar": place.match.is_similar,
        "new_name": name,
        "new_country": decision.get("country") or (proposal.country if proposal else ""),
        "needs_country": not (proposal and proposal.country),
    }


def _spot(place: NamedPlace) -> list[str]:
    """Where a place lies, if the file gives its name to others too."""
    return [spot_words(place.said) or _("no coordinates")] if place.is_one_of_several else []


def country_name(code: str) -> str:
    """What readers call a country; whatever is no code as it is."""
    return str(countries.name(code) or code)


def _answers(sent: QueryDict) -> Any:
    """Each answer of a sent form by the key of its place: texts and choices come in pairs of the same number."""
    for number, key in enumerate(sent.getlist("key")):
        choice = sent.get(f"choice-{number}", "")
        other = plain(sent.get(f"slug-{number}", ""))
        if other:
            yield key, {"act": MATCH, "slug": other}
        elif choice.startswith(MATCHES):
            yield key, {"act": MATCH, "slug": choice.removeprefix(MATCHES)}
        elif choice == NEW:
            details = {name: plain(sent.get(f"{name}-{number}", "")) for name in ("name", "country")}
            yield key, {"act": NEW, **details}
        else:
            yield key, {"act": LEAVE_OUT if choice == LEAVE_OUT else ""}
