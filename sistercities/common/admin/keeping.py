"""Every save and deletion in the admin is one change set, and none silently overwrites another's."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sistercities.common.admin.deletions import without_ties
from sistercities.common.admin.keys import ChoosingAdmin
from sistercities.common.admin.suggesting import SuggestingAdmin
from sistercities.common.history import Act, change, history_of

NAMED_AT_MOST = 20


def newest_version(record: models.Model) -> int:
    """A number that grows with every change of the record; of one that counts no versions, its last revision."""
    if hasattr(record, "version"):
        return record.version
    return history_of(record).values_list("pk", flat=True).first() or 0


class KeptForm(forms.ModelForm):
    """Remembers which version it was opened on, and refuses to overwrite a newer one."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["seen_version"] = newest_version(self.instance)

    def full_clean(self) -> None:
        """A record whose form is refused keeps its short name: pictures and links beside the form go by it."""
        super().full_clean()
        if self.errors and "slug" in self.initial and not self.instance._state.adding:
            self.instance.slug = self.initial["slug"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_old = not self.instance._state.adding
        if is_old and self.cleaned_data.get("seen_version") != newest_version(self.instance):
            raise ValidationError(self._conflict(), code="conflict")
        return cleaned

    def _conflict(self) -> str:
        last = history_of(self.instance).first()
        person = (last and last.change_set.author) or _("Somebody")
        return _(
            "%(person)s changed this record after you had opened it. Nothing of yours has been saved. "
            "Copy what you have written, open the record again and enter it there; its history shows what was changed."
        ) % {"person": person}


class KeepingAdmin(SuggestingAdmin, ChoosingAdmin):
    """Writes through `sistercities.common.history.change`, by the person who is signed in."""

    form = KeptForm

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with change(request.user, Act.EDIT if object_id else Act.ADD) as changes:
                request.changes = changes  # type: ignore[attr-defined]
                record = self.get_object(request, unquote(object_id)) if object_id else None
                if record is not None:
                    changes.lock(record)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # What the form had checked became untrue before it was stored.
            sentence = _("Somebody saved something that contradicts this at the same moment. Nothing was saved.")
            self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.URLField):
            # Whoever leaves the scheme out gets the safe one.
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            request.changes.added(obj)  # type: ignore[attr-defined]

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        with change(request.user, Act.DELETE) as changes:
            changes.lock(obj)
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with change(request.user, Act.DELETE) as changes:
            changes.lock(*queryset)
            super().delete_queryset(request, queryset)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list, dict, set, list]:
        """Besides what the database protects, records that name these in a list: they would lose them unseen."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        deleted, counts = without_ties(self.model, deleted, counts)
        return deleted, counts, lacking, [*protected, *self._named_in(list(objs))]

    def _named_in(self, records: list[models.Model]) -> Iterable[str]:
        for relation in self.opts.related_objects:
            if relation.many_to_many:
                holders = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": records})
                for holder in holders.distinct()[:NAMED_AT_MOST]:
                    yield _("%(label)s: %(value)s") % {"label": capfirst(holder._meta.verbose_name), "value": holder}

    # The history below replaces the library's log.

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        pass

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        pass

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> None:
        pass
