"""Filters beside the list of the library: what still needs work."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.usage import unused

Choices = list[tuple[str, Any]]


class MissingTextFilter(admin.SimpleListFilter):
    title = _("missing in a language")
    parameter_name = "missing"
    texts: ClassVar = {"alt": _("Text for people who cannot see it"), "caption": _("Caption"), "credit": _("Credit")}

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Choices:
        return list(self.texts.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        name = self.value()
        if name not in self.texts:
            return queryset
        # A document or a video is described by its caption alone.
        return (queryset.photos() if name == "alt" else queryset).lacking(name)


class PermissionFilter(admin.SimpleListFilter):
    title = _("permission")
    parameter_name = "permission"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Choices:
        return [
            ("ended", _("has ended")),
            ("30", _("ends within 30 days, or has ended")),
            ("90", _("ends within 90 days, or has ended")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        days = {"ended": -1, "30": 30, "90": 90}.get(self.value() or "")
        return queryset if days is None else queryset.permission_ending(timezone.localdate() + timedelta(days=days))


class UseFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Choices:
        return [("none", _("Not used anywhere")), ("twins", _("The same file more than once"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        if self.value() == "twins":
            return queryset.with_twins().order_by("content_hash", "pk")
        return unused(queryset) if self.value() == "none" else queryset
