"""The admin site: sign-in through the site's own pages, an index in the order of the work, a language switch."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.i18n import set_language

from sistercities.common.admin.blocks import blocks_of
from sistercities.common.admin.sections import Section
from sistercities.common.history import Revision

RECENT = 10


class OfficeAdminSite(admin.AdminSite):
    site_title = _("Sister cities")
    site_header = _("Sister cities: the register")
    index_title = _("What would you like to work on?")
    empty_value_display = "–"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [path("language/", self.admin_view(set_language), name="set_language"), *super().get_urls()]

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "%00" in request.META["QUERY_STRING"]:
                # No person types it, and not every database takes it.
                raise BadRequest
            return guarded(request, *args, **kwargs)

        return respond

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """To the site's sign-in page, which counts failed attempts; whoever is no staff is told so."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return LogoutView.as_view(next_page=settings.ACCOUNT_LOGOUT_REDIRECT_URL)(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account_change_password")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """By section rather than by package; one package's own index page is left as it is."""
        packages = super().get_app_list(request, app_label)
        if app_label:
            return packages
        entries = [entry for package in packages for entry in package["models"]]
        sections = [self._section(section, entries) for section in Section]
        return [section for section in sections if section["models"]]

    def _section(self, section: Section, entries: list[dict[str, Any]]) -> dict[str, Any]:
        def place(entry: dict[str, Any]) -> int:
            return getattr(self._registry[entry["model"]], "place", 0)

        found = [e for e in entries if getattr(self._registry[e["model"]], "section", Section.TECHNICAL) == section]
        return {
            "name": section.label,
            "app_label": section.value,
            "app_url": reverse("admin:index"),
            "has_module_perms": True,
            "models": sorted(found, key=place),
        }

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        shown = {"recent": self._recent(request), "blocks": blocks_of(iter(self._registry.values()), request)}
        return super().index(request, {**shown, **(extra_context or {})})

    def _recent(self, request: HttpRequest) -> list[tuple[Revision, str]]:
        """What this person changed last, each with the address of its form, empty when it is gone."""
        mine = Revision.objects.filter(change_set__made_by=request.user.pk)
        return [
            (revision, _form_address(revision))
            for revision in mine.select_related("change_set", "record_type")[:RECENT]
        ]


def _form_address(revision: Revision) -> str:
    kind = revision.record_type
    try:
        return (
            reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[revision.record_key]) if revision.after else ""
        )
    except NoReverseMatch:
        return ""
