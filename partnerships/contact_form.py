"""The form by which visitors reach the office."""

from typing import Any

from django import forms
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from partnerships.models import Message
from partnerships.models.message import LONGEST_PATH, MOST_CHARACTERS
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

    def clean_about(self) -> str:
        return page_of_ours(self.cleaned_data["about"] or "")

    def save(self, language: str) -> Message:
        kept: dict[str, Any] = {name: self.cleaned_data[name] for name in ("name", "email", "text", "about")}
        return Message.objects.create(language=language, **kept)
