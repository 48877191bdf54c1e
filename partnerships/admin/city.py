"""Cities in the admin."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from media.admin import AttachmentInline
from partnerships.admin.counts import number_of
from partnerships.admin.rows import SourceRows
from partnerships.models import City, CityAttachment, CityCitation, CityFact, CityName, Partnership
from partnerships.resources import CityResource
from sistercities.common.admin import INTERNAL, KEPT, PUBLISHING, OrderedBilingualRows, RecordAdmin, Rows, in_both
from sistercities.common.admin.filters import UsedChoicesFilter
from sistercities.common.admin.record import CHANGED_FILTER, STATE_FILTERS, names_column
from sistercities.common.admin.steps import STATE_COLUMNS
from sistercities.imports.admin import SheetAdminMixin


class NameRows(Rows):
    model = CityName


class FactRows(OrderedBilingualRows):
    model = CityFact


class CitySourceRows(SourceRows):
    model = CityCitation


class CityAttachmentRows(AttachmentInline):
    model = CityAttachment


@admin.register(City)
class CityAdmin(SheetAdminMixin, RecordAdmin):
    sheet_resource = CityResource
    place = 10
    rich_texts = ("profile",)
    autocomplete_fields = ("parent", "groups")
    inlines = (NameRows, FactRows, CitySourceRows, CityAttachmentRows)
    list_display = (names_column("name", _("name")), "country", "tier", "is_home", "partnership_count", *STATE_COLUMNS)
    list_filter: ClassVar = (
        "is_home",
        ("country", UsedChoicesFilter),
        ("tier", UsedChoicesFilter),
        ("groups", admin.RelatedOnlyFieldListFilter),
        *STATE_FILTERS,
        CHANGED_FILTER,
    )
    fieldsets = (
        (
            _("What it is"),
            {
                "fields": (
                    in_both("name"),
                    ("native_name", "native_language"),
                    "tier",
                    in_both("tier_term"),
                    "is_home",
                    "groups",
                )
            },
        ),
        (_("Where it is"), {"fields": (("country", "parent"), ("latitude", "longitude"), "time_zone")}),
        (_("Figures"), {"fields": (("population", "population_year"), "area_km2")}),
        (_("Text in both languages"), {"fields": (in_both("summary"), in_both("profile")), "classes": ("wide-text",)}),
        (_("Elsewhere"), {"fields": ("website", ("wikidata_id", "geonames_id")), "classes": ("collapse",)}),
        PUBLISHING,
        INTERNAL,
        KEPT,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[City]:
        count = number_of(Partnership, "home_city") + number_of(Partnership, "partner_city")
        return super().get_queryset(request).annotate(partnership_count=count)

    @admin.display(description=_("partnerships"), ordering="partnership_count")
    def partnership_count(self, city: City) -> int:
        return city.partnership_count  # type: ignore[attr-defined]
