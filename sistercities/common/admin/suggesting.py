"""Fields that suggest records while one types."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.http import HttpRequest

from sistercities.common.admin.keys import RecordsField, is_key


class OnlyKeys(AutocompleteMixin):
    """Shows a refused form again whatever was sent; the library fails on what is no key at all."""

    def optgroups(self, name: str, value: list[Any], attr: dict[str, Any] | None = None) -> list[Any]:
        return super().optgroups(name, [one for one in value if is_key(self.field.related_model, one)], attr)


class SuggestingSelect(OnlyKeys, AutocompleteSelect):
    pass


class SuggestingSelectMultiple(OnlyKeys, AutocompleteSelectMultiple):
    pass


class SuggestingAdmin(BaseModelAdmin):
    """Records that a form points to are looked at, changed and added from there, but never deleted in passing."""

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SuggestingSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SuggestingSelectMultiple(db_field, self.admin_site))
            kwargs.setdefault("form_class", RecordsField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if formfield is not None and isinstance(formfield.widget, admin.widgets.RelatedFieldWidgetWrapper):
            formfield.widget.can_delete_related = False
        return formfield
