"""Sheets in and out of an admin's list: upload, preview, confirm; export of what the list shows."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sistercities.common.people import may
from sistercities.imports.errors import SheetRefused
from sistercities.imports.forms import SheetForm
from sistercities.imports.previews import Preview, keep, take
from sistercities.imports.readers import read_sheet
from sistercities.imports.reports import Report
from sistercities.imports.resources import RecordResource
from sistercities.imports.runs import PreviewOutdated, apply_sheet, check_sheet
from sistercities.imports.writers import FORMATS

# What a page lists of each; the counts above are of all.
MOST_SHOWN = 200


class SheetAdminMixin(admin.ModelAdmin):
    """Put before the record's admin; `sheet_resource` says what the sheets look like.

    Importing needs the right to import and that to add or change; exporting needs the right to export.
    """

    sheet_resource: type[RecordResource]
    change_list_template = "imports/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        return [
            self._path("import-sheet/", self.import_sheet_view, "import_sheet"),
            self._path("import-sheet/<str:token>/", require_POST(self.confirm_sheet_view), "confirm_sheet"),
            self._path("export-sheet/<str:file_format>/", self.export_sheet_view, "export_sheet"),
            *super().get_urls(),
        ]

    def _path(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return path(route, self.admin_site.admin_view(view), name=self._url_name(name))

    def has_import_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "import", self.model) and (
            may(request.user, "add", self.model) or may(request.user, "change", self.model)
        )

    def has_export_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "export", self.model)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        links = {
            "import_sheet_url": self._url("import_sheet") if self.has_import_permission(request) else "",
            "export_sheet_urls": self._export_urls() if self.has_export_permission(request) else {},
        }
        return super().changelist_view(request, {**links, **(extra_context or {})})

    def import_sheet_view(self, request: HttpRequest) -> HttpResponse:
        """The form, and what a sheet would do that is sent with it."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
        if form.is_valid():
            try:
                report = check_sheet(self.sheet_resource(by=request.user), form.cleaned_data["sheet"])
            except SheetRefused as refusal:
                form.add_error("file", refusal.sentences)
            else:
                return self._preview_page(request, report, form.cleaned_data["file"].name, form.data_of_file)
        context = {"form": form, "columns": self.sheet_resource().get_export_headers(), "title": self._title()}
        return self._page(request, "imports/upload.html", context)

    def confirm_sheet_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Take in the very sheet that was shown, unless it would now do something else."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        kept = take(token, str(request.user.pk), self._kind())
        if kept is None:
            messages.error(request, _("This preview is over. Upload the sheet again."))
            return HttpResponseRedirect(self._url("import_sheet"))
        preview, data = kept
        if "cancel" in request.POST:
            messages.info(request, _("Nothing was taken in."))
            return HttpResponseRedirect(self._url("changelist"))
        return self._take_in(request, preview, data)

    def _take_in(self, request: HttpRequest, preview: Preview, data: bytes) -> HttpResponse:
        sheet = read_sheet(preview.name, data)
        try:
            report = apply_sheet(self.sheet_resource(by=request.user), sheet, preview.fingerprint)
        except PreviewOutdated as outdated:
            messages.warning(
                request, _("The records have changed since. Nothing was taken in; this is what would happen now.")
            )
            return self._preview_page(request, outdated.report, preview.name, data)
        if not report.is_clean:
            return self._preview_page(request, report, preview.name, data)
        messages.success(
            request, _("Taken in: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.") % report.counts
        )
        return HttpResponseRedirect(self._url("changelist"))

    def export_sheet_view(self, request: HttpRequest, file_format: str) -> HttpResponse:
        """All records that the list shows under its filters, on all its pages."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        if file_format not in FORMATS:
            raise Http404
        write, content_type = FORMATS[file_format]
        try:
            records = self.get_changelist_instance(request).queryset
            content = write(self.sheet_resource().export(records))
        except IncorrectLookupParameters:
            return HttpResponseRedirect(self._url("changelist"))
        except SheetRefused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self._url("changelist"))
        name = f"{self.opts.model_name}-{timezone.localdate():%Y-%m-%d}.{file_format}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(content, content_type=content_type, headers=headers)

    def _preview_page(self, request: HttpRequest, report: Report, name: str, data: bytes) -> HttpResponse:
        confirm_url = ""
        if report.is_clean and report.changes_something:
            preview = Preview(str(request.user.pk), self._kind(), name, report.fingerprint)
            confirm_url = reverse(f"admin:{self._url_name('confirm_sheet')}", args=[keep(preview, data)])
        context = {
            "title": self._title(),
            "file_name": name,
            "report": report,
            "rows": [row for row in report.rows if row.changes][:MOST_SHOWN],
            "problems": report.problems[:MOST_SHOWN],
            "most_shown": MOST_SHOWN,
            "confirm_url": confirm_url,
            "import_sheet_url": self._url("import_sheet"),
        }
        return self._page(request, "imports/preview.html", context)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        response = TemplateResponse(request, template, {**shared, **context})
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def _title(self) -> str:
        return _("Import %(name)s from a sheet") % {"name": self.opts.verbose_name_plural}

    def _kind(self) -> str:
        return self.opts.label_lower

    def _url_name(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _url(self, name: str) -> str:
        return reverse(f"admin:{self._url_name(name)}")

    def _export_urls(self) -> dict[str, str]:
        name = f"admin:{self._url_name('export_sheet')}"
        return {file_format: reverse(name, args=[file_format]) for file_format in FORMATS}
