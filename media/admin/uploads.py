"""Many files at once: dropped or chosen, each with its own progress and its own answer; a plain form without script."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media.admin.rights import RightsForm
from media.models import MediaItem
from media.uploads import Upload, take_in


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; what each is, and whether it may come in, is judged one by one."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(files)


class UploadForm(RightsForm):
    files = FilesField(label=gettext_lazy("Files"))  # type: ignore[assignment]  # it becomes a field, not an attribute
    field_order = ("files",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("credit_en") and not cleaned.get("credit_zh_hans"):
            raise forms.ValidationError(_("Give the credit in one language at least; each file gets it."))
        return cleaned


class UploadsAdmin(admin.ModelAdmin):
    """Adds the page to the library's admin."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.upload_view)
        return [path("upload/", view, name="media_mediaitem_upload"), *super().get_urls()]

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        uploads: list[Upload] = []
        if form.is_valid():
            shared = {name: value for name, value in form.cleaned_data.items() if name != "files"}
            uploads = [take_in(file, shared, request.user) for file in form.cleaned_data["files"]]
        if request.accepts("text/html"):
            return self._upload_page(request, form, uploads)
        # The script sends one file at a time.
        problems = [sentence for found in form.errors.values() for sentence in found]
        return JsonResponse(_told(uploads[0]) if uploads else {"problems": problems})

    def _upload_page(self, request: HttpRequest, form: UploadForm, uploads: list[Upload]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add several files"),
            "opts": self.opts,
            "form": form,
            "uploads": [_told(upload) for upload in uploads],
        }
        response = TemplateResponse(request, "media/admin/upload.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response


def _told(upload: Upload) -> dict[str, Any]:
    found = upload.item or upload.twin
    address = reverse("admin:media_mediaitem_change", args=[found.pk]) if found else ""
    return {
        "name": upload.name,
        "is_new": upload.item is not None,
        "problems": upload.problems,
        "address": address,
        "label": str(found) if isinstance(found, MediaItem) else "",
    }
