"""The decision: whole or only the good rows, what empty cells mean, and then the word to take it in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sistercities.imports import jobs
from sistercities.imports.models import ImportJob
from sistercities.imports.outcome_counts import GOOD, WRONG, counts, number_of
from sistercities.imports.pages.page import JobPage
from sistercities.imports.pages.steps import Step, url_of
from sistercities.imports.plans import notes_of_check


class DecisionForm(forms.Form):
    apply_good_rows = forms.BooleanField(
        required=False,
        label=gettext_lazy("Take in the good rows and leave the wrong ones out"),
        help_text=gettext_lazy("Otherwise one wrong row holds back the whole file."),
    )
    blank_clears = forms.BooleanField(
        required=False,
        label=gettext_lazy("An empty cell clears what is recorded"),
        help_text=gettext_lazy(
            "Usually an empty cell leaves it as it is. If you change this, the file is checked again."
        ),
    )

    def __init__(self, job: ImportJob, data: QueryDict | None = None) -> None:
        self.job = job
        options = {name: bool(job.decisions.get(name)) for name in self.base_fields}
        super().__init__(data, initial=options, label_suffix="")
        if not number_of(job, WRONG):
            del self.fields["apply_good_rows"]

    def keep(self) -> bool:
        """Write the decisions to the job; whether it has to be checked again."""
        before = bool(self.job.decisions.get("blank_clears"))
        self.job.decisions |= {name: self.cleaned_data.get(name, False) for name in self.base_fields}
        self.job.save(update_fields=["decisions"])
        return before != self.job.decisions["blank_clears"]


class DecisionPage(JobPage):
    template = "imports/job_decision.html"
    title = gettext_lazy("Take it in?")
    step = Step.DECISION

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        return self._shown(DecisionForm(self.job))

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        form = DecisionForm(self.job, request.POST)
        if not form.is_valid():
            return self._shown(form)
        if form.keep():
            jobs.start_check(self.job)
            messages.info(request, _("Empty cells mean something else now: the file is checked again first."))
        else:
            jobs.start_apply(self.job)
        return self.go_on()

    def _shown(self, form: DecisionForm) -> HttpResponse:
        wrong = number_of(self.job, WRONG)
        return self.page(
            form=form,
            counts=counts(self.job),
            notes=notes_of_check(self.job.plan),
            wrong=wrong,
            good=number_of(self.job, GOOD),
            preview_url=url_of(Step.PREVIEW, self.job),
            workbook_url=url_of("error_workbook", self.job) if wrong else "",
            check_url=url_of("check", self.job),
            cancel_url=url_of("cancel", self.job),
        )


class Check(JobPage):
    """Has the file checked, for the first time or again."""

    step = Step.COLUMNS

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        jobs.start_check(self.job)
        return self.go_on()
