"""What each column of the file means: matched, explained, and open to change by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sistercities.imports import jobs, plan_edits
from sistercities.imports.column_contents import Json
from sistercities.imports.column_labels import field_words
from sistercities.imports.errors import SheetRefused
from sistercities.imports.file_grids import DELIMITERS, delimiter_word
from sistercities.imports.import_rights import may_import_kinds
from sistercities.imports.kinds import expansions, kinds
from sistercities.imports.models import ImportJob
from sistercities.imports.pages.column_forms import (
    constants_of,
    edits_of,
    nowhere,
    options,
    shown_columns,
    transformations,
)
from sistercities.imports.pages.page import JobPage
from sistercities.imports.pages.preview import whole_number
from sistercities.imports.pages.steps import Step, url_of
from sistercities.imports.pages.upload import kind_label
from sistercities.imports.place_answers import open_places, places_of
from sistercities.imports.plan_questions import MISSING, open_answers
from sistercities.imports.sheet_fields import SheetFields
from sistercities.imports.text_files import OLDER_ENCODINGS, OTHER_ENCODINGS

ENCODINGS = ("utf-8", "utf-16", *OLDER_ENCODINGS, *OTHER_ENCODINGS)


class ColumnsPage(JobPage):
    """One sheet at a time; `go` says whether the sent form goes on to the next step."""

    template = "imports/job_columns.html"
    title = gettext_lazy("What the columns mean")
    step = Step.COLUMNS

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        sheet = self._sheet(request.GET.get("sheet"))
        fields = SheetFields(sheet["kind"])
        columns = shown_columns(sheet, fields) if fields.is_known else []
        return self.page(
            sheet=sheet,
            sheets=self.job.plan["sheets"],
            notes=[*self.job.plan.get("notes", []), *sheet["notes"]],
            kinds=[(kind, kind_label(kind)) for kind in (*kinds(), *expansions()) if self._may(kind)],
            columns=columns,
            nowhere=nowhere(columns),
            options=options(fields) if fields.is_known else [],
            constants=constants_of(sheet, fields) if fields.is_known else [],
            missing=_missing(sheet, fields) if fields.is_known else [],
            is_wide=fields.expansion is not None,
            transformations=transformations(),
            encodings=ENCODINGS,
            delimiters=[(each, delimiter_word(each)) for each in DELIMITERS],
            reading_url=url_of("reading", self.job),
            cancel_url=url_of("cancel", self.job),
        )

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        sheet = self._sheet(request.POST.get("sheet"))
        here = f"{url_of(Step.COLUMNS, self.job)}?sheet={sheet['position']}"
        edits = edits_of(request.POST, sheet)
        if not self._may(str(edits.get("kind", sheet["kind"]))):
            problems = [_("You may not import sheets of this kind.")]
        else:
            # A long file is not read again for a form that leaves everything as it is.
            problems = plan_edits.change_sheet(self.job, sheet["position"], edits) if edits else []
        for problem in problems:
            messages.error(request, problem)
        if problems or request.POST.get("go") != "on" or "kind" in edits or "header" in edits:
            return HttpResponseRedirect(here)
        return self._next_step(request)

    def _next_step(self, request: HttpRequest) -> HttpResponse:
        """To the places if any of them is undecided, else on to the check."""
        if held_back := _held_back(self.job):
            return HttpResponseRedirect(f"{url_of(Step.COLUMNS, self.job)}?sheet={held_back['position']}")
        for sentence in open_answers(self.job.plan):
            messages.warning(request, sentence)
        try:
            if open_places(places_of(self.job)):
                return HttpResponseRedirect(url_of(Step.PLACES, self.job))
        except SheetRefused as refusal:
            for sentence in refusal.sentences:
                messages.error(request, sentence)
            return HttpResponseRedirect(url_of(Step.COLUMNS, self.job))
        jobs.start_check(self.job)
        return self.go_on()

    def _sheet(self, wanted: str | None) -> Json:
        """The sheet wanted, else the first that is read."""
        sheets: list[Json] = self.job.plan["sheets"]
        usual = next((sheet for sheet in sheets if sheet["is_read"]), sheets[0])
        return next((sheet for sheet in sheets if sheet["position"] == whole_number(wanted, -1)), usual)

    def _may(self, kind: str) -> bool:
        return may_import_kinds(self.request.user, [kind])


class Reading(JobPage):
    """Reads a text file in another encoding, or with another delimiter."""

    step = Step.COLUMNS

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        encoding, delimiter = request.POST.get("encoding", ""), request.POST.get("delimiter", "")
        if encoding not in ENCODINGS:
            problems = [_("Choose one of the encodings offered.")]
        else:
            problems = plan_edits.read_as(self.job, encoding, delimiter)
        for problem in problems:
            messages.error(request, problem)
        return HttpResponseRedirect(url_of(Step.COLUMNS, self.job))


def _missing(sheet: Json, fields: SheetFields) -> list[str]:
    """The fields of which at least one line has to be filled, in words."""
    ways = [each["fields"] for each in sheet["questions"] if each["kind"] == MISSING]
    return [" + ".join(field_words(fields, name) for name in way) for way in ways]


def _held_back(job: ImportJob) -> Json | None:
    """The first sheet whose plan lacks what must be said."""
    return next(
        (
            sheet
            for sheet in job.plan["sheets"]
            if sheet["is_read"] and any(each["kind"] == MISSING for each in sheet["questions"])
        ),
        None,
    )
