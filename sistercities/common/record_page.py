"""The page of one record: public, previewed by staff, or known to be ready in another language only."""

from typing import Any, ClassVar

from django.db.models import BooleanField, ExpressionWrapper
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from sistercities.common.former_slugs import formerly_called
from sistercities.common.fragments import fragment, lazily, may_keep
from sistercities.common.languages import CONTENT_LANGUAGES, current_language, suffix
from sistercities.common.people import may
from sistercities.common.publishing import State
from sistercities.common.records import Record
from sistercities.common.responses import alternates, base_of, has_session, moved, never_stored, public


def with_readiness(records: Any) -> Any:
    """Records that know, for `is_ready`, in which languages they are public, without a query of their own."""
    now = timezone.now()
    conditions = {code: records.model.public_condition(code, now) for code in CONTENT_LANGUAGES}
    ready = {f"is_ready_{suffix(code)}": condition for code, condition in conditions.items()}
    return records.annotate(**{name: ExpressionWrapper(ready[name], BooleanField()) for name in ready})


def is_ready(record: Record, language: str) -> bool:
    """Whether a record that was read `with_readiness` is public in a language."""
    return bool(getattr(record, f"is_ready_{suffix(language)}"))


class RecordPage(DetailView):
    """A subclass names `model` and what its page shows besides; `with_parts` prefetches that for a language."""

    # Name and label of the list that the page belongs to.
    list_name: ClassVar[str] = ""
    list_label: ClassVar[Any] = ""
    # The context's names, on a page whose template keeps all that it prints of them; none where nothing is kept.
    kept_names: ClassVar[tuple[str, ...]] = ()
    object: Any

    @staticmethod
    def with_parts(records: Any, language: str, /) -> Any:
        return records

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = current_language()
        self.is_preview = False
        if self.kept_names and may_keep(request) and not request.GET and (found := self.glance(language)):
            return public(request, self.render_to_response(self.context_for_later(*found)))
        self.object = self.find(self.model.objects.published(language), language) or self.draft(language)
        if self.object is None:
            return self.in_other_languages()
        response = self.render_to_response(self.get_context_data(object=self.object))
        return never_stored(response) if self.is_preview else public(request, response)

    def glance(self, language: str) -> tuple[int, list[str]] | None:
        """Key and ready languages of the public record, without what its page shows of it."""
        slug = self.kwargs["slug"]
        named = with_readiness(self.model.objects.published(language).filter(slug=slug)).only("slug")

        def look() -> tuple[int, list[str]] | None:
            found = named.first()
            return (found.pk, [code for code in CONTENT_LANGUAGES if is_ready(found, code)]) if found else None

        return fragment(self.request, "record", self.model._meta.label, slug, make=look)

    def context_for_later(self, key: int, ready: list[str]) -> dict[str, Any]:
        """What stands around the kept part; the rest is read if a template looks at it."""

        def read() -> dict[str, Any]:
            self.object = self.find(self.model.objects.published(current_language()), current_language())
            if self.object is None:
                raise Http404
            return self.get_context_data(object=self.object)

        return {
            **lazily(read, self.kept_names),
            "kept_for": f"{key} {base_of(self.request)}",
            "breadcrumbs": self.breadcrumbs(),
            "alternate_urls": alternates(self.request, ready),
            "canonical_url": self.request.build_absolute_uri(self.request.path),
        }

    def find(self, records: Any, language: str) -> Record | None:
        """The record with its parts, knowing in which languages it is public."""
        named = records.filter(slug=self.kwargs["slug"])
        return self.with_parts(with_readiness(named), language).first()

    def draft(self, language: str) -> Record | None:
        """The record although visitors do not see it, for staff who may; its drafts of relations stay hidden."""
        if not has_session(self.request) or not self.may_preview():
            return None
        self.is_preview = True
        return self.find(self.model.objects.all(), language)

    def may_preview(self) -> bool:
        return any(may(self.request.user, act, self.model) for act in ("view", "change"))

    def in_other_languages(self) -> HttpResponse:
        """Its new address if it has one; else not found, with the way to the languages in which it is public."""
        slug = self.kwargs["slug"]
        records = self.model.objects.filter(slug=slug)
        if not records.exists():
            records = formerly_called(self.model.objects.all(), slug)
            if (renamed := records.published(current_language()).first()) is not None:
                return moved(self.request, self.address_of(renamed))
        ready = [language for language in CONTENT_LANGUAGES if records.published(language).exists()]
        if not ready:
            raise Http404
        context = {"alternate_urls": alternates(self.request, ready)}
        response = render(self.request, "not_in_this_language.html", context, status=404)
        return public(self.request, response)

    def address_of(self, record: Record) -> str:
        """Where this page of another record is."""
        return record.get_absolute_url()

    def ready_languages(self) -> list[str]:
        return [code for code in CONTENT_LANGUAGES if is_ready(self.object, code)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.ready = self.ready_languages()
        context = super().get_context_data(**kwargs) | {
            "breadcrumbs": self.breadcrumbs(),
            "alternate_urls": alternates(self.request, self.ready),
            "canonical_url": self.request.build_absolute_uri(self.request.path),
        }
        return context | self.preview_context() if self.is_preview else context

    def breadcrumbs(self) -> list[tuple[str, str]]:
        trail = [(_("Home page"), reverse("home"))]
        return [*trail, (self.list_label, reverse(self.list_name))] if self.list_name else trail

    def preview_context(self) -> dict[str, Any]:
        state = self.object.state_in(current_language())
        options = self.model._meta
        edit_url = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[self.object.pk])
        return {
            "draft_state": _("Published, but not yet visible to visitors") if state == State.PUBLISHED else state.label,
            "edit_url": edit_url if may(self.request.user, "change", self.model) else "",
        }
