"""A job at work: how far it is, what was found wrong so far, and the button that stops it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sistercities.imports import jobs
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.pages.page import JobPage, find_job
from sistercities.imports.pages.steps import AT_WORK, Step, url_now, url_of
from sistercities.imports.sentences import error_place, sentence_of

PATIENCE = timedelta(seconds=20)
TITLES = {
    JobState.CHECKING: gettext_lazy("The file is being checked"),
    JobState.APPLYING: gettext_lazy("The import is being taken in"),
    JobState.PUBLISHING: gettext_lazy("The records are being published"),
    JobState.UNDOING: gettext_lazy("The import is being taken back"),
}


def told(job: ImportJob) -> dict[str, Any]:
    """How far the job is, in words and numbers; `next` is where to go when it is done."""
    progress = jobs.progress_of(job)
    words = {"done": number_format(progress.done), "total": number_format(progress.total)}
    sentences = [_("%(done)s of %(total)s rows") % words] if progress.total else [_waiting(job)]
    if progress.rate >= 1:
        sentences.append(_("%(rate)s rows a second") % {"rate": number_format(round(progress.rate))})
    if progress.seconds_left is not None and progress.done < progress.total:
        seconds = max(1, round(progress.seconds_left))
        sentences.append(ngettext("about %(n)s second left", "about %(n)s seconds left", seconds) % {"n": seconds})
    return {
        "done": progress.done,
        "total": progress.total,
        "sentences": sentences,
        "errors": [_told_error(number, error) for number, error in progress.first_errors],
        "next": "" if job.state in AT_WORK else url_now(job),
    }


def _waiting(job: ImportJob) -> str:
    """For a job that no worker has begun, with what to do if it stays so."""
    waited = timezone.now() - (job.started_at or timezone.now())
    if job.heartbeat_at is None and waited > PATIENCE:
        return _("No background worker has taken it up yet. Ask the operator of the site whether one runs.")
    return _("It is about to begin …")


def _told_error(number: int, error: dict[str, Any]) -> str:
    words = {"row": number, "place": error_place(error), "sentence": sentence_of(error)}
    message = _("Row %(row)s, %(place)s: %(sentence)s") if words["place"] else _("Row %(row)s: %(sentence)s")
    return message % words


class ProgressPage(JobPage):
    """Works without script: it then loads itself anew."""

    template = "imports/job_progress.html"
    step = Step.PROGRESS

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        self.title = TITLES[JobState(self.job.state)]
        can_stop = self.job.state == JobState.CHECKING
        return self.page(
            told=told(self.job),
            numbers_url=url_of("numbers", self.job),
            cancel_url=url_of("cancel", self.job) if can_stop else "",
        )


class Numbers(JobPage):
    """The same for the script of that page."""

    step = Step.PROGRESS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = JsonResponse(told(find_job(request.user, kwargs["key"])))
        response.headers["Cache-Control"] = "private, no-store"
        return response


class Cancel(JobPage):
    """Stops a check, or puts a job away that nobody wants to take in."""

    step = Step.PROGRESS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.job = find_job(request.user, kwargs["key"])
        if request.method != "POST":
            return self.http_method_not_allowed(request)  # type: ignore[return-value]
        is_put_away = self.job.state != JobState.CHECKING
        try:
            jobs.cancel(self.job)
        except jobs.NotNow as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(url_now(self.job))
        messages.info(request, _("Stopped. Nothing was taken in."))
        # Who stops a check may want to go on with the file; who puts it away is done with it.
        all_jobs = reverse("admin:imports_importjob_changelist")
        return HttpResponseRedirect(all_jobs if is_put_away else url_now(self.job))
