"""The form by which visitors reach the office."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from partnerships.models import Message
from partnerships.models.message import LONGEST_PATH, MOST_CHARACTERS
from sistercities.common.characters import in_one_line, without_controls
from sistercities.common.form_guards import GuardedForm


def page_of_ours(path: str) -> str:
    """The path, if it leads to a page of this site; otherwise empty."""
    if len(path) > LONGEST_PATH or not path.isprintable():
        return ""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path


class ContactForm(GuardedForm):
    name = forms.CharField(
        label=_("Your name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your mail address"),
        required=False,
        help_text=_("Only if you wish for an answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Your message"), max_length=MOST_CHARACTERS, widget=forms.Textarea(attrs={"rows": 8})
    )
    # Whatever it holds, it is no reason to refuse the message.
    about = forms.Field(widget=forms.HiddenInput, required=False)

    def clean_name(self) -> str:
        """In one line: a second one would look like a line of ours in the letter to the office."""
        return in_one_line(self.cleaned_data["name"])

    def clean_text(self) -> str:
        text = without_controls(self.cleaned_data["text"]).strip()
        if not text:
            raise ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text

    def clean_about(self) -> str:
        return page_of_ours(self.cleaned_data["about"] or "")

    def focus_first_error(self) -> None:
        """Let the reader go on at what has to be mended first, with what is wrong with it read out."""
        for field in [field for field in self.visible_fields() if field.errors][:1]:
            field.field.widget.attrs["autofocus"] = True

    def save(self, language: str) -> Message:
        kept: dict[str, Any] = {name: self.cleaned_data[name] for name in ("name", "email", "text", "about")}
        return Message.objects.create(language=language, **kept)
