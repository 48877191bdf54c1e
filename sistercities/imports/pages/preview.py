"""What taking the file in would do, row by row: a tab for each outcome, each cell old and new."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sistercities.imports.column_labels import column_label, value_words
from sistercities.imports.date_questions import effects_of_answers
from sistercities.imports.kinds import kinds
from sistercities.imports.models import RowOutcome, StagedRow
from sistercities.imports.outcome_counts import ORDER, PARTS, counts, counts_by_sheet
from sistercities.imports.pages.page import JobPage
from sistercities.imports.pages.steps import Step, is_open, url_of
from sistercities.imports.pages.upload import kind_label
from sistercities.imports.plan_questions import open_answers
from sistercities.imports.plans import notes_of_check
from sistercities.imports.sentences import error_place, sentence_of
from sistercities.imports.staged_windows import first_sheet, window


class PreviewPage(JobPage):
    """Filtered by outcome and sheet, paged from row to row: as quick at row 200,000 as at row 1."""

    template = "imports/job_preview.html"
    title = gettext_lazy("What the file would change")
    step = Step.PREVIEW

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        found = counts(self.job)
        outcome = _chosen(request.GET.get("outcome"), found)
        sheet = whole_number(request.GET.get("sheet"), first_sheet(self.job, outcome))
        start = whole_number(request.GET.get("from"), 0)
        shown = window(self.job, outcome, sheet, start)
        return self.page(
            tabs=[(each.value, each.label, found[each.value]) for each in ORDER if found[each.value]],
            outcome=outcome,
            sheet=sheet,
            sheets=self._sheets(outcome),
            start=start,
            window=shown,
            notes=[
                *open_answers(self.job.plan),
                *notes_of_check(self.job.plan),
                *effects_of_answers(self.job.plan),
            ],
            rows=list(map(shown_row, shown.rows)),
            check_url=url_of("check", self.job),
            decision_url=url_of(Step.DECISION, self.job) if is_open(Step.DECISION, self.job) else "",
            workbook_url=url_of("error_workbook", self.job) if found[RowOutcome.ERROR.value] else "",
        )

    def _sheets(self, outcome: str) -> list[tuple[int, str, int]]:
        """The staged sheets with rows of this outcome, when there are several: a wide sheet has one for each kind."""
        names = {sheet["position"]: sheet["name"] for sheet in self.job.plan.get("sheets", [])}
        sheets = []
        for each in counts_by_sheet(self.job):
            if each.get(outcome):
                words = {"sheet": names.get(each["position"] // PARTS, ""), "kind": kind_label(each["kind"])}
                sheets.append((each["position"], _("%(sheet)s · %(kind)s") % words, each[outcome]))
        return sheets if len(sheets) > 1 else []


def shown_row(row: StagedRow) -> dict[str, Any]:
    """A staged row in the reader's words."""
    resource = resource_of(row)
    changes = [_shown_change(resource, change) if resource else change for change in row.changes]
    errors = [
        {
            "place": error_place(error),
            "value": error.get("value") or error.get("row") or "",
            "sentence": sentence_of(error),
        }
        for error in row.errors
    ]
    return {"number": row.number, "label": row.label, "changes": changes, "errors": errors}


def _shown_change(resource: Any, change: dict[str, Any]) -> dict[str, Any]:
    column = change["column"]
    words = {name: value_words(resource, column, change[name]) for name in ("old", "new")}
    return {**change, **words, "label": column_label(resource, column)}


def resource_of(row: StagedRow) -> Any:
    """The resource of the kind of record that the row is about."""
    model = ContentType.objects.get_for_id(row.record_type_id).model_class()
    return next((resource for resource in kinds().values() if resource._meta.model is model), None)


def _chosen(wanted: str | None, found: dict[str, int]) -> str:
    if wanted in found:
        return str(wanted)
    return next((outcome for outcome, number in found.items() if number), RowOutcome.NEW.value)


def whole_number(text: str | None, usual: int) -> int:
    """A whole number from an address; whatever else stands there is no number."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else usual
