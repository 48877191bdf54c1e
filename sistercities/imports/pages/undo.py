"""The way back: the whole import at once, unless somebody has edited what it brought."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from sistercities.imports import jobs, undoing
from sistercities.imports.imported_records import may_publish_all, numbers_by_kind
from sistercities.imports.pages.page import JobPage
from sistercities.imports.pages.steps import Step, url_of

MOST_SHOWN = 100


class UndoPage(JobPage):
    template = "imports/job_undo.html"
    title = gettext_lazy("Take back this import?")
    step = Step.UNDO

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        numbers = numbers_by_kind(self.job)
        edited = undoing.edited_since(self.job)
        return self.page(
            numbers=[(capfirst(each._meta.model._meta.verbose_name_plural), found) for each, found in numbers],
            edited=edited[:MOST_SHOWN],
            number_edited=len(edited),
            lacks_right=self._lacks_right(),
            result_url=url_of(Step.RESULT, self.job),
        )

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        if self._lacks_right():
            raise PermissionDenied
        jobs.start_undo(self.job, request.user)
        return self.go_on()

    def _lacks_right(self) -> bool:
        """What visitors see is taken from them only by somebody who may publish."""
        return undoing.published_since(self.job) and not may_publish_all(self.request.user, self.job)
