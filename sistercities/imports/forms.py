"""The form that takes a sheet."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from sistercities.imports import limits
from sistercities.imports.errors import SheetRefused
from sistercities.imports.readers import ENDINGS, read_sheet


class SheetForm(forms.Form):
    """When valid, `cleaned_data` holds the sheet beside the file, and `data_of_file` its bytes."""

    data_of_file: bytes = b""

    file = forms.FileField(
        label=_("Sheet"),
        help_text=_("Excel, OpenDocument, csv or tsv. Its first row holds the names of the columns."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
        allow_empty_file=True,
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        # One byte more than allowed is enough to know that it is too large.
        self.data_of_file = file.read(limits.FILE_BYTES + 1)
        try:
            sheet = self.cleaned_data["sheet"] = read_sheet(file.name or "", self.data_of_file)
        except SheetRefused as refusal:
            raise forms.ValidationError(refusal.sentences) from refusal
        if len(sheet.rows) > limits.ROWS_IN_A_REQUEST:
            message = _(
                "At most %(most)s rows are taken at once here. Split the file, or ask for the command import_sheet."
            )
            raise forms.ValidationError(message % {"most": limits.ROWS_IN_A_REQUEST})
        return file
