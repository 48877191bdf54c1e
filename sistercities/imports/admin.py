"""Imports in the admin: the list of jobs, and in each record's list the ways in and out."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from sistercities.common.admin import Section
from sistercities.common.enumerations import listed
from sistercities.common.people import may
from sistercities.imports.errors import SheetRefused
from sistercities.imports.import_rights import importable_kinds, may_import
from sistercities.imports.jobs import SEE_ALL
from sistercities.imports.kinds import kinds
from sistercities.imports.models import ImportJob
from sistercities.imports.outcome_counts import GOOD, WRONG, number_of
from sistercities.imports.pages.addresses import page_addresses
from sistercities.imports.pages.steps import url_now
from sistercities.imports.pages.upload import kind_label
from sistercities.imports.resources import RecordResource
from sistercities.imports.template_workbooks import export_workbook
from sistercities.imports.writers import FORMATS


@admin.register(ImportJob)
class ImportJobAdmin(admin.ModelAdmin):
    """One's own jobs; administrators see all. Each leads to the page on which it goes on."""

    section = Section.IMPORTS
    place = 1
    list_display = ("file", "holds", "state", "good_rows", "wrong_rows", "owner", "created_at")
    list_filter = ("state",)
    list_select_related = ("owner",)
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    list_display_links = None
    change_list_template = "imports/job_list.html"
    actions = ()

    def get_urls(self) -> list[URLPattern]:
        listed = self.admin_site.admin_view(self.changelist_view)
        return [path("", listed, name="imports_importjob_changelist"), *page_addresses(self.admin_site)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportJob]:
        jobs = super().get_queryset(request).defer("plan", "decisions")
        return jobs if request.user.has_perm(SEE_ALL) else jobs.filter(owner=request.user.pk)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(importable_kinds(request.user))

    def has_view_permission(self, request: HttpRequest, obj: ImportJob | None = None) -> bool:
        return bool(importable_kinds(request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(importable_kinds(request.user))

    def has_change_permission(self, request: HttpRequest, obj: ImportJob | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportJob | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("file"), ordering="given_name")
    def file(self, job: ImportJob) -> str:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', url_now(job), job)

    @admin.display(description=gettext_lazy("what it holds"), ordering="kind")
    def holds(self, job: ImportJob) -> str:
        checked = (sheet["kind"] for sheet in job.counts.get("sheets", []))
        return listed(map(kind_label, dict.fromkeys([job.kind] if job.kind else checked))) or "–"

    @admin.display(description=gettext_lazy("new or changed"))
    def good_rows(self, job: ImportJob) -> int | None:
        return number_of(job, GOOD) if job.counts else None

    @admin.display(description=gettext_lazy("wrong"))
    def wrong_rows(self, job: ImportJob) -> int | None:
        return number_of(job, WRONG) if job.counts else None


class SheetAdminMixin(admin.ModelAdmin):
    """Put before the record's admin; `sheet_resource` says what the sheets look like.

    Importing needs the right to import and that to add or change; exporting needs the right to export.
    """

    sheet_resource: type[RecordResource]
    change_list_template = "imports/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        return [
            self._path("export-sheet/<str:file_format>/", self.export_sheet_view, "export_sheet"),
            *super().get_urls(),
        ]

    def _path(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return path(route, self.admin_site.admin_view(view), name=self._url_name(name))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "export", self.model)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        links = {
            "import_sheet_url": self._import_url() if may_import(request.user, self.model) else "",
            "export_sheet_urls": self._export_urls() if self.has_export_permission(request) else {},
        }
        return super().changelist_view(request, {**links, **(extra_context or {})})

    def export_sheet_view(self, request: HttpRequest, file_format: str) -> HttpResponse:
        """All records that the list shows under its filters, on all its pages."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        if file_format not in FORMATS:
            raise Http404
        try:
            content = self._exported(self.get_changelist_instance(request).queryset, file_format)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(self._url("changelist"))
        except SheetRefused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self._url("changelist"))
        name = f"{self.opts.model_name}-{timezone.localdate():%Y-%m-%d}.{file_format}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(content, content_type=FORMATS[file_format][1], headers=headers)

    def _exported(self, records: QuerySet, file_format: str) -> bytes:
        dataset = self.sheet_resource().export(records)
        if file_format == "xlsx":
            return export_workbook(self._kind(), self.sheet_resource, dataset)
        return FORMATS[file_format][0](dataset)

    def _kind(self) -> str:
        return next(kind for kind, resource in kinds().items() if resource is self.sheet_resource)

    def _import_url(self) -> str:
        return f"{reverse('admin:imports_importjob_add')}?{urlencode({'kind': self._kind()})}"

    def _url_name(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _url(self, name: str) -> str:
        return reverse(f"admin:{self._url_name(name)}")

    def _export_urls(self) -> dict[str, str]:
        name = f"admin:{self._url_name('export_sheet')}"
        return {file_format: reverse(name, args=[file_format]) for file_format in FORMATS}
