"""Credit and licence of the chosen items, set together."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from media.rights import rights_fields, set_rights
from sistercities.common.wording import field_label


class RightsForm(forms.Form):
    """The item's own fields, none of them required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in rights_fields():
            label = field_label(field) if hasattr(field, "translated_field") else field.verbose_name
            self.fields[field.name] = field.formfield(required=False, label=capfirst(label))  # type: ignore[assignment]
        self.fields["permission_until"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        super().clean()
        return self.cleaned_data


@admin.action(permissions=["change"], description=gettext_lazy("Set credit and licence"))
def set_rights_of_chosen(
    model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    form = RightsForm(request.POST if "apply" in request.POST else None)
    if form.is_valid() and any(form.cleaned_data.values()):
        outcome = set_rights(queryset, form.cleaned_data, request.user)
        number = len(outcome.changed)
        changed = ngettext("Set for %(number)d item.", "Set for %(number)d items.", number) % {"number": number}
        model_admin.message_user(request, changed, messages.SUCCESS)
        for item in outcome.refused[:20]:
            sentence = _("“%(record)s” is published: only somebody with the right to publish may change it.")
            model_admin.message_user(request, sentence % {"record": item}, messages.WARNING)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Set credit and licence"),
        "opts": model_admin.opts,
        "form": form,
        "items": queryset,
        "is_empty": form.is_bound and form.is_valid(),
    }
    return TemplateResponse(request, "media/admin/rights.html", context)
