"""Fills in the admin's forms as a browser would: with what they show, and then the changes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def address(record: models.Model | type[models.Model], page: str) -> str:
    """The admin's `changelist` or `add` page of a model, or `change`, `delete`, `history`, `step` of a record."""
    options = record._meta
    arguments = [record.pk] if isinstance(record, models.Model) else []
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=arguments)


def shown(response: HttpResponse) -> dict[str, Any]:
    """What the browser would send if nothing were touched."""
    data = dict(_values(response.context["adminform"].form))
    for inline in response.context["inline_admin_formsets"]:
        data |= dict(_values(inline.formset.management_form))
        for form in inline.formset.forms:
            data |= dict(_values(form))
    return data


def _values(form: forms.BaseForm) -> Iterator[tuple[str, Any]]:
    for bound in form:
        widget, value = bound.field.widget, bound.value()
        if isinstance(widget, forms.MultiWidget):
            parts = widget.decompress(value)
            yield from ((f"{bound.html_name}_{number}", part or "") for number, part in enumerate(parts))
        elif isinstance(widget, forms.CheckboxInput):
            if value:
                yield bound.html_name, "on"
        elif value is not None and value != []:
            yield bound.html_name, value


def save(client: Client, record: models.Model | type[models.Model], **changes: Any) -> HttpResponse:
    """Open the form of `record` (of a new one, for a model), change these fields and save."""
    url = address(record, "change" if isinstance(record, models.Model) else "add")
    return client.post(url, shown(client.get(url)) | changes)


def errors(response: HttpResponse) -> list[str]:
    """All error sentences of a form that was not saved."""
    assert response.status_code == 200, response
    return [str(sentence) for group in response.context["errors"] for sentence in group]


def messages(client: Client, url: str = "/admin/") -> list[str]:
    return [str(message) for message in client.get(url).context["messages"]]
