"""Where each page of an import is found, below the list of imports."""

from uuid import UUID

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.views import View

from sistercities.imports.pages.columns import ColumnsPage, Reading
from sistercities.imports.pages.decision import Check, DecisionPage
from sistercities.imports.pages.downloads import ErrorWorkbook, Template
from sistercities.imports.pages.page import AdminPage, find_job
from sistercities.imports.pages.places import PlacesPage
from sistercities.imports.pages.preview import PreviewPage
from sistercities.imports.pages.progress import Cancel, Numbers, ProgressPage
from sistercities.imports.pages.result import Publish, ResultPage
from sistercities.imports.pages.steps import Step, url_now
from sistercities.imports.pages.undo import UndoPage
from sistercities.imports.pages.upload import UploadPage

PAGES: dict[str, type[View]] = {
    Step.COLUMNS: ColumnsPage,
    Step.PLACES: PlacesPage,
    Step.PROGRESS: ProgressPage,
    Step.PREVIEW: PreviewPage,
    Step.DECISION: DecisionPage,
    Step.RESULT: ResultPage,
    Step.UNDO: UndoPage,
    "reading": Reading,
    "check": Check,
    "numbers": Numbers,
    "cancel": Cancel,
    "publish": Publish,
}


class CurrentPage(AdminPage):
    """Leads to the page on which a job goes on."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return HttpResponseRedirect(url_now(find_job(request.user, key)))


def page_addresses(site: AdminSite) -> list[URLPattern]:
    def address(route: str, page: type[View], name: str) -> URLPattern:
        return path(route, site.admin_view(page.as_view(admin_site=site)), name=name)

    return [
        address("add/", UploadPage, "imports_importjob_add"),
        address("template/<slug:kind>.xlsx", Template, "import_template"),
        address("<uuid:key>/", CurrentPage, "imports_importjob_change"),
        address("<uuid:key>/to-mend.xlsx", ErrorWorkbook, "import_error_workbook"),
        *(address(f"<uuid:key>/{name}/", page, f"import_{name}") for name, page in PAGES.items()),
    ]
