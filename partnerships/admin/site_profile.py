"""The site profile in the admin: one form, no list."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.models import SiteProfile
from sistercities.common.admin import HistoryAdmin, Section, in_both
from sistercities.common.admin.bilingual import BilingualAdmin


@admin.register(SiteProfile)
class SiteProfileAdmin(HistoryAdmin, BilingualAdmin):
    section = Section.SITE
    place = 1
    autocomplete_fields = ("home_city",)
    fieldsets = (
        (
            _("The site (everything here is public)"),
            {"fields": (in_both("site_name"), in_both("tagline"), "home_city")},
        ),
        (
            _("The office"),
            {"fields": (in_both("office"), in_both("organiser"), in_both("contact"), ("email", "hotline"))},
        ),
        (
            _("Numbers in the footer"),
            {"fields": (("registration_number", "registration_url"), ("filing_number", "filing_url"))},
        ),
        (_("Map"), {"fields": ("is_map_shown", "map_licence_number")}),
        (
            _("Text in both languages"),
            {"fields": (in_both("about_text"), in_both("privacy_text")), "classes": ("wide-text",)},
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not SiteProfile.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Straight to the one row, or to the form that makes it."""
        if SiteProfile.objects.exists():
            return HttpResponseRedirect(reverse("admin:partnerships_siteprofile_change", args=[SiteProfile.ONLY]))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:partnerships_siteprofile_add"))
        return super().changelist_view(request, extra_context)
