"""Files that the pages hand out: workbooks to fill in, and one's own file with the wrong cells marked."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.text import slugify

from sistercities.imports.error_workbooks import write_error_workbook
from sistercities.imports.errors import SheetRefused
from sistercities.imports.grids import stem
from sistercities.imports.import_rights import importable_kinds
from sistercities.imports.kinds import sheet_examples
from sistercities.imports.pages.page import AdminPage, JobPage
from sistercities.imports.pages.steps import Step, url_of
from sistercities.imports.template_workbooks import template
from sistercities.imports.writers import FORMATS

ALL = "all"
XLSX = FORMATS["xlsx"][1]
NEVER_KEPT = "private, no-store"


class Template(AdminPage):
    """An empty workbook for one kind, or for all that the reader may import."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        self.refuse_strangers()
        allowed = importable_kinds(request.user)
        if kind != ALL and kind not in allowed:
            raise Http404
        chosen = allowed if kind == ALL else {kind: allowed[kind]}
        headers = {
            "Content-Disposition": f'attachment; filename="template-{kind}.xlsx"',
            "Cache-Control": NEVER_KEPT,
        }
        return HttpResponse(template(chosen, sheet_examples()), content_type=XLSX, headers=headers)


class ErrorWorkbook(JobPage):
    """`?only=wrong` leaves out the rows that are right."""

    step = Step.PREVIEW

    def get(self, request: HttpRequest, key: Any) -> HttpResponseBase:
        try:
            file = write_error_workbook(self.job, only_wrong=request.GET.get("only") == "wrong")
        except SheetRefused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(url_of(Step.PREVIEW, self.job))
        name = slugify(stem(self.job.given_name), allow_unicode=True) or "import"
        response = FileResponse(file, as_attachment=True, filename=f"{name}-to-mend.xlsx", content_type=XLSX)
        response.headers["Cache-Control"] = NEVER_KEPT
        return response
