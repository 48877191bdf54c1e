"""The office's own vocabularies in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from partnerships.models import AgreementKind, CityGroup, Field
from sistercities.common.admin import HistoryAdmin, Section, in_both
from sistercities.common.admin.bilingual import BilingualAdmin, text_columns


class TermAdmin(HistoryAdmin, BilingualAdmin):
    """A word that records use already cannot be deleted."""

    section = Section.VOCABULARY
    search_fields = ("slug", *in_both("name"))
    fieldsets: ClassVar = ((None, {"fields": (in_both("name"), "slug", "order")}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        return fields if obj is None else [*fields, "slug"]


@admin.register(Field)
class FieldAdmin(TermAdmin):
    place = 1
    list_display = (*text_columns(Field, "name"), "slug", "order")


@admin.register(AgreementKind)
class AgreementKindAdmin(TermAdmin):
    place = 2
    list_display = (*text_columns(AgreementKind, "name"), "code", "slug", "order")
    fieldsets = ((None, {"fields": (in_both("name"), "code", "slug", "order")}),)


@admin.register(CityGroup)
class CityGroupAdmin(TermAdmin):
    place = 3
    list_display = (*text_columns(CityGroup, "name"), "slug", "order")
