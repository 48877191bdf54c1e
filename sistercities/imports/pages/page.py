"""What all pages of an import share: whose it is, whether it can be looked at now, how it is framed."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.views import View

from sistercities.common.people import User
from sistercities.imports import jobs
from sistercities.imports.import_rights import importable_kinds, may_import_kinds
from sistercities.imports.models import ImportJob
from sistercities.imports.pages.steps import Step, is_open, step_links, url_now


def find_job(user: User | AnonymousUser, key: UUID) -> ImportJob:
    """The job, for whoever may see it. Raises PermissionDenied for people who import nothing, Http404 for others."""
    if not importable_kinds(user):
        raise PermissionDenied
    job = get_object_or_404(ImportJob.objects.select_related("owner"), pk=key)
    if not jobs.may_see(user, job):
        raise Http404
    jobs.reclaim(job)
    return job


class AdminPage(View):
    """A page in the frame of the admin, never cached."""

    template = ""
    title: str | Promise = ""
    admin_site: AdminSite = admin.site

    def page(self, **context: Any) -> HttpResponse:
        shared = {**self.admin_site.each_context(self.request), "opts": ImportJob._meta, "title": str(self.title)}
        response = TemplateResponse(self.request, self.template, {**shared, **context})
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def refuse_strangers(self) -> None:
        """Raise PermissionDenied for people who may import nothing."""
        if not importable_kinds(self.request.user):
            raise PermissionDenied


class JobPage(AdminPage):
    """A page about one job. Whoever comes when it is not open is sent to the one that is."""

    step: ClassVar[Step]
    job: ImportJob

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.job = find_job(request.user, kwargs["key"])
        if request.method == "POST" and not may_import_kinds(request.user, kinds_of(self.job)):
            raise PermissionDenied
        if not is_open(self.step, self.job):
            return self.go_on()
        try:
            return super().dispatch(request, *args, **kwargs)
        except jobs.NotNow as refusal:
            messages.warning(request, str(refusal))
            self.job.refresh_from_db()
            return self.go_on()

    def page(self, **context: Any) -> HttpResponse:
        shared = {"job": self.job, "steps": step_links(self.job, self.step), "step": self.step}
        return super().page(**shared, **context)

    def go_on(self) -> HttpResponse:
        return HttpResponseRedirect(url_now(self.job))


def kinds_of(job: ImportJob) -> set[str]:
    """The kinds of records that the sheets hold which are read."""
    return {sheet["kind"] for sheet in job.plan.get("sheets", []) if sheet.get("kind") and sheet.get("is_read")}
