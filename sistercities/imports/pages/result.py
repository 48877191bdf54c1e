"""What has been taken in: counts, the records, their publication as one set, and the way back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sistercities.common.history import Revision
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.wording import language_name
from sistercities.imports import jobs
from sistercities.imports.imported_records import (
    PAGE,
    may_publish_all,
    numbers_by_kind,
    revisions_of,
)
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.outcome_counts import WRONG, counts, number_of
from sistercities.imports.pages.page import JobPage
from sistercities.imports.pages.preview import whole_number
from sistercities.imports.pages.steps import Step, is_open, url_of


class PublishForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Publish in"), widget=forms.CheckboxSelectMultiple, error_messages={"required": ""}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(language, language_name(language)) for language in CONTENT_LANGUAGES]
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]


class ResultPage(JobPage):
    template = "imports/job_result.html"
    title = gettext_lazy("What was taken in")
    step = Step.RESULT

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        is_in = self.job.state == JobState.APPLIED
        numbers = numbers_by_kind(self.job)
        after = whole_number(request.GET.get("after"), 0)
        revisions = revisions_of(self.job, after)
        may_publish = is_in and may_publish_all(request.user, self.job)
        return self.page(
            counts=counts(self.job),
            is_in=is_in,
            numbers=[(capfirst(each._meta.model._meta.verbose_name_plural), found) for each, found in numbers],
            records=[(revision.label, form_address(revision)) for revision in revisions[:PAGE]],
            next_after=revisions[PAGE - 1].pk if len(revisions) > PAGE else None,
            publish_form=PublishForm(initial={"languages": list(CONTENT_LANGUAGES)}) if may_publish else None,
            publication=told_publication(self.job) if is_in else [],
            publish_url=url_of("publish", self.job),
            undo_url=url_of(Step.UNDO, self.job) if is_open(Step.UNDO, self.job) else "",
            workbook_url=url_of("error_workbook", self.job) if number_of(self.job, WRONG) else "",
        )


class Publish(JobPage):
    """Publishes the records of the import as one set."""

    step = Step.UNDO

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        if not may_publish_all(request.user, self.job):
            raise PermissionDenied
        form = PublishForm(request.POST)
        if form.is_valid():
            jobs.start_publication(self.job, form.cleaned_data["languages"], request.user)
            return self.go_on()
        messages.warning(request, _("Choose at least one language."))
        return HttpResponseRedirect(url_of(Step.RESULT, self.job))


def told_publication(job: ImportJob) -> list[str]:
    """What came of publishing the records of an import, in sentences; none before that was asked for."""
    outcome = job.decisions.get("publication")
    if not outcome:
        return []
    number, refused = outcome["published"], outcome["refused"]
    told = ngettext("%(number)d record was published.", "%(number)d records were published.", number)
    sentences = [told % {"number": number}]
    sentences += [_("“%(record)s”: %(sentence)s") % {"record": name, "sentence": why} for name, why in outcome["told"]]
    if (more := refused - len(outcome["told"])) > 0:
        told_more = ngettext("%(number)d more was refused.", "%(number)d more were refused.", more)
        sentences.append(told_more % {"number": more})
    return sentences


def form_address(revision: Revision) -> str:
    """The form of the record that a revision is about; empty when there is none."""
    kind = revision.record_type
    try:
        return reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[revision.record_key])
    except NoReverseMatch:
        return ""
