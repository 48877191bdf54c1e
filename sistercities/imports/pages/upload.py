"""Where a file is sent in, whatever it holds."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sistercities.common.people import User
from sistercities.imports import jobs
from sistercities.imports.archives import ENDING
from sistercities.imports.errors import SheetRefused
from sistercities.imports.file_grids import ALL_ENDINGS
from sistercities.imports.import_rights import importable_kinds, may_import_kinds
from sistercities.imports.kinds import expansions, kinds
from sistercities.imports.pages.page import AdminPage, kinds_of
from sistercities.imports.pages.steps import url_now
from sistercities.imports.tidying import discard


def kind_label(kind: str) -> str:
    """What sheets of a kind hold, in words."""
    if kind in expansions():
        return _("Lists of partner cities and agreements")
    resource = kinds().get(kind)
    return str(capfirst(resource._meta.model._meta.verbose_name_plural)) if resource else ""


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Excel, WPS, OpenDocument, csv or tsv, or a table in a Word file, as it is; "
            "or a zip of it together with the photos that it names."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join([*(f".{ending}" for ending in ALL_ENDINGS), ENDING])}),
        allow_empty_file=True,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it holds"),
        required=False,
        help_text=gettext_lazy("Leave it open for a workbook with several sheets: each is told by its headings."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wide = [kind for kind in expansions() if may_import_kinds(user, [kind])]
        choices = [(kind, kind_label(kind)) for kind in (*importable_kinds(user), *wide)]
        self.fields["kind"].choices = [("", _("Find out by the headings")), *choices]  # type: ignore[attr-defined]


class UploadPage(AdminPage):
    template = "imports/job_upload.html"
    title = gettext_lazy("Import a sheet")

    def get(self, request: HttpRequest) -> HttpResponse:
        self.refuse_strangers()
        return self._shown(UploadForm(request.user, initial={"kind": request.GET.get("kind", "")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        self.refuse_strangers()
        form = UploadForm(request.user, request.POST, request.FILES)
        if not form.is_valid():
            return self._shown(form)
        try:
            job = jobs.create(request.user, form.cleaned_data["file"], form.cleaned_data["kind"])
        except SheetRefused as refusal:
            form.add_error("file", refusal.sentences)
            return self._shown(form)
        if not may_import_kinds(request.user, kinds_of(job)):
            discard(job)
            raise PermissionDenied
        return HttpResponseRedirect(url_now(job))

    def _shown(self, form: UploadForm) -> HttpResponse:
        templates = [(label, reverse("admin:import_template", args=[kind])) for kind, label in self._kinds()]
        return self.page(form=form, templates=templates, all_url=reverse("admin:import_template", args=["all"]))

    def _kinds(self) -> list[tuple[str, str]]:
        return [(kind, kind_label(kind)) for kind in importable_kinds(self.request.user)]
