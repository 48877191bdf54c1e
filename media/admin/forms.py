"""The form of an item: its file is judged before anything is stored."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from media.choices import MediaKind
from media.inspection import inspect
from sistercities.common.admin.keeping import KeptForm


class MediaItemForm(KeptForm):
    """`upload` is the new file, if one was chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            # However long the name is that somebody's camera gave: it is kept as text and cut.
            field.max_length = None
            field.widget = forms.FileInput()
            field.help_text = _(
                "A photo (JPEG, PNG, WebP, AVIF) or a document (PDF, Word, Excel, PowerPoint, OpenDocument)."
            )
            if self.instance.file:
                field.help_text = _("A new file takes the place of this one everywhere it is shown.")

    @property
    def upload(self) -> UploadedFile | None:
        file = self.cleaned_data.get("file")
        return file if isinstance(file, UploadedFile) else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        kind = self.cleaned_data.get("kind") or self.instance.kind
        if self.upload:
            self._check(self.upload, kind)
        elif kind != MediaKind.VIDEO and not self.instance.file and "file" in self.fields and not self.errors:
            self.add_error("file", _("Choose a file."))
        return cleaned

    def _check(self, upload: UploadedFile, kind: str) -> None:
        try:
            inspect(upload, kind)
        except ValidationError as error:
            self.add_error("file", error)
