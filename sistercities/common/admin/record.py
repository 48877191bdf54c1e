"""The admin of a record: its form in plain words and both languages, its list, its search."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from adminsortable2.admin import SortableAdminBase
from csp.decorators import csp_update
from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from sistercities.common.admin.bilingual import BilingualAdmin, in_both
from sistercities.common.admin.filters import MomentRangeFilter, UsedChoicesFilter
from sistercities.common.admin.rich_text import EDITOR_STYLE, RichTextField, prose_column
from sistercities.common.admin.sections import Section
from sistercities.common.admin.steps import StepsAdmin
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.records import Record
from sistercities.common.translatable import Translatable
from sistercities.common.wording import field_label

PUBLISHING = (_("Publishing"), {"fields": (("publish_at", "withdraw_at"),)})
INTERNAL = (
    _("Internal (never public)"),
    {"fields": ("internal_remarks", ("archive_number", "responsible_officer"))},
)
KEPT = (
    _("About this entry"),
    {
        "fields": ("slug", ("created_at", "created_by"), ("changed_at", "changed_by")),
        "classes": ("collapse",),
        "description": _("If you change the short name, the old address leads to the new one for ever."),
    },
)
KEPT_FIELDS = ("created_at", "created_by", "changed_at", "changed_by")
STATE_FILTERS = tuple((localized("state", language), UsedChoicesFilter) for language in CONTENT_LANGUAGES)
CHANGED_FILTER = ("changed_at", MomentRangeFilter)


def names_column(name: str, description: Translatable) -> Callable[[Record], SafeString | str]:
    """The record's label, and below it the text `name` in the other languages."""

    @admin.display(description=description, ordering=localized(name, CONTENT_LANGUAGES[0]))
    def column(record: Record) -> SafeString | str:
        label = str(record)
        texts = [(code, getattr(record, localized(name, code))) for code in CONTENT_LANGUAGES]
        others = [(code, text) for code, text in texts if text and text != label]
        if not others:
            return label
        code, text = others[0]
        return format_html('{}<span class="other-language" lang="{}">{}</span>', label, code, text)

    column.__name__ = name
    return column


class RecordAdmin(SortableAdminBase, StepsAdmin, BilingualAdmin):
    """Subclasses say what the record is about: fieldsets, columns, filters, rows.

    `searched_through` names relations to records by whose words this one is found too; `rich_texts` the texts
    edited with headings and links.
    """

    section = Section.RECORDS
    place = 0
    searched_through: ClassVar[tuple[str, ...]] = ()
    rich_texts: ClassVar[tuple[str, ...]] = ()
    # Only switches the search box on; what is searched says get_search_results.
    search_fields = ("slug",)
    readonly_fields: ClassVar[Any] = KEPT_FIELDS
    fieldsets: ClassVar[Any] = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    save_on_top = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        queryset = super().get_queryset(request)
        relations = self.model.label_relations
        return queryset.select_related(*relations) if relations else queryset

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = list(super().get_readonly_fields(request, obj))
        if obj is None:
            return fields
        read: list[Any] = [] if self.has_change_permission(request, obj) else list(self._prose_columns().values())
        return [*fields, *read]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The declared ones; whoever may only look sees rich texts as pages show them."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        columns = self._prose_columns()
        return [(title, {**options, "fields": _replaced(options["fields"], columns)}) for title, options in fieldsets]

    def _prose_columns(self) -> dict[str, Callable]:
        names = [name for text in self.rich_texts for name in in_both(text)]
        return {name: prose_column(self.opts.get_field(name)) for name in names}

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet, bool]:
        """By the search columns of any language, by the short name, and by the records named in searched_through."""
        if not search_term:
            return queryset, False
        own = queryset.model._default_manager.found_by_staff(search_term).order_by().values("pk")
        found = Q(pk__in=own) | Q(slug__istartswith=search_term.replace("\0", ""))
        may_repeat = False
        for name in self.searched_through:
            relation = get_fields_from_path(self.model, name)[-1]
            others = relation.related_model._default_manager.found_by_staff(search_term).order_by().values("pk")
            found |= Q(**{f"{name}__in": others})
            may_repeat = may_repeat or bool(relation.many_to_many)
        return queryset.filter(found), may_repeat

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        original = getattr(db_field, "translated_field", db_field)
        if original.name not in self.rich_texts:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        formfield = super().formfield_for_dbfield(db_field, request, **{**kwargs, "form_class": RichTextField})
        formfield.widget.attrs["aria-label"] = field_label(db_field)
        return formfield

    @method_decorator(csp_update({"style-src": EDITOR_STYLE}))
    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        # The editor's import map is the one script that stands in the page itself.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
        return super().render_change_form(request, context, **kwargs)


def _replaced(names: Iterable[Any], columns: dict[str, Callable]) -> list[Any]:
    lines = [name if isinstance(name, (tuple, list)) else (name,) for name in names]
    return [tuple(columns.get(name, name) for name in line) for line in lines]
