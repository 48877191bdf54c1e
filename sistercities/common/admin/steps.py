"""Publishing from the admin: badges, actions in the list, buttons on the form. The rules are `take_step`'s."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django.views.decorators.http import require_POST

from sistercities.common.admin.history import HistoryAdmin
from sistercities.common.history import Act
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.people import may
from sistercities.common.publishing import Publishable, State
from sistercities.common.publishing_actions import STEPS, take_step
from sistercities.common.translatable import Translatable
from sistercities.common.wording import LANGUAGE_NAMES, language_name

REFUSALS_TOLD = 20
VERBS: dict[Act, Translatable] = {
    Act.SEND_TO_REVIEW: gettext_lazy("Send to review"),
    Act.PUBLISH: gettext_lazy("Publish"),
    Act.SEND_BACK: gettext_lazy("Send back"),
    Act.WITHDRAW: gettext_lazy("Withdraw"),
}


def state_badge(record: Publishable, language: str) -> SafeString:
    state = record.state_in(language)
    badge = format_html('<span class="state state-{}">{}</span>', state.value, state.label)
    if state != State.PUBLISHED:
        return badge
    now = timezone.now()
    if record.withdraw_at and record.withdraw_at <= now:
        return format_html('{} <span class="state-note">{}</span>', badge, _("period over"))
    if record.publish_at and record.publish_at > now:
        moment = date_format(timezone.localtime(record.publish_at), "SHORT_DATETIME_FORMAT")
        return format_html('{} <span class="state-note">{}</span>', badge, _("from %(moment)s") % {"moment": moment})
    return badge


def state_column(language: str) -> Callable[[Publishable], SafeString]:
    @admin.display(description=LANGUAGE_NAMES[language], ordering=localized("state", language))
    def column(record: Publishable) -> SafeString:
        return state_badge(record, language)

    column.__name__ = localized("state", language)
    return column


STATE_COLUMNS = tuple(state_column(language) for language in CONTENT_LANGUAGES)


def step_action(act: Act, languages: tuple[str, ...], words: Translatable) -> Callable:
    @admin.action(permissions=[STEPS[act].right], description=words)
    def action(model_admin: "StepsAdmin", request: HttpRequest, queryset: QuerySet) -> None:
        model_admin.take(request, act, queryset, languages)

    action.__name__ = "_".join([act.value, *(localized("in", language) for language in languages)])
    return action


def step_actions() -> list[Callable]:
    """Each act in all languages, then in each one."""
    actions = []
    for act, verb in VERBS.items():
        actions.append(step_action(act, CONTENT_LANGUAGES, format_lazy(gettext_lazy("{act}: all languages"), act=verb)))
        for language in CONTENT_LANGUAGES:
            words = format_lazy(gettext_lazy("{act}: {language}"), act=verb, language=LANGUAGE_NAMES[language])
            actions.append(step_action(act, (language,), words))
    return actions


@dataclass(frozen=True)
class LanguagePanel:
    """What the form's publishing panel says about one language."""

    language: str
    name: str
    badge: SafeString
    notes: list[str]
    buttons: list[tuple[str, str]]
    page: str


class StepsAdmin(HistoryAdmin):
    """For records that are published language by language; a live one is changed by publishers only."""

    actions = step_actions()

    def has_publish_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may(request.user, "publish", self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def _may_touch(self, request: HttpRequest, record: Publishable | None) -> bool:
        return record is None or not record.is_live or self.has_publish_permission(request)

    def take(self, request: HttpRequest, act: Act, records: Iterable[Publishable], languages: Iterable[str]) -> None:
        """Take the step and say what was done and what was refused, by name."""
        outcome = take_step(act, records, languages, request.user)
        number = len(outcome.changed)
        if number:
            words = {"act": act.label, "number": number}
            message = ngettext("%(act)s: %(number)d record.", "%(act)s: %(number)d records.", number) % words
            self.message_user(request, message, messages.SUCCESS)
        for record, sentence in outcome.refused[:REFUSALS_TOLD]:
            words = {"record": str(record), "sentence": sentence}
            self.message_user(request, _("“%(record)s”: %(sentence)s") % words, messages.WARNING)
        more = len(outcome.refused) - REFUSALS_TOLD
        if more > 0:
            words = {"number": more}
            message = ngettext("%(number)d more was refused.", "%(number)d more were refused.", more) % words
            self.message_user(request, message, messages.WARNING)

    def get_urls(self) -> list[URLPattern]:
        step = path(
            "<path:object_id>/step/",
            self.admin_site.admin_view(require_POST(self.step_view)),
            name=f"{self.opts.app_label}_{self.opts.model_name}_step",
        )
        return [step, *super().get_urls()]

    def step_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        act, _colon, language = request.POST.get("step", "").partition(":")
        if act not in STEPS or language not in CONTENT_LANGUAGES or not self.has_view_permission(request, record):
            raise PermissionDenied
        self.take(request, Act(act), [record], [language])
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[object_id])
        )

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None:
            panels = [self._panel(request, record, language) for language in CONTENT_LANGUAGES]
            context["panels"], context["has_steps"] = panels, any(panel.buttons for panel in panels)
            context["is_locked"] = super().has_change_permission(request, record) and not self._may_touch(
                request, record
            )
        return super().render_change_form(request, context, **kwargs)

    def _panel(self, request: HttpRequest, record: Publishable, language: str) -> LanguagePanel:
        state = record.state_in(language)
        notes = []
        if state == State.PUBLISHED:
            seen = record.is_public(language)
            notes = [_("Visitors see it.") if seen else _("Visitors do not see it: its time or what it belongs to.")]
        elif self.has_publish_permission(request):
            notes = [str(problem) for problem in record.publishing_problems(language)]
        buttons = [
            (f"{act.value}:{language}", str(VERBS[act]))
            for act in VERBS
            if state in STEPS[act].starts_from and may(request.user, STEPS[act].right, self.model)
        ]
        return LanguagePanel(
            language, language_name(language), state_badge(record, language), notes, buttons, page_in(record, language)
        )

    def view_on_site(self, obj: models.Model) -> str | None:
        return page_in(obj, CONTENT_LANGUAGES[0]) or None


def page_in(record: models.Model, language: str) -> str:
    """The address of the record's page in `language`, a preview while it is not public; `` when it has none."""
    with override(language):
        try:
            return record.get_absolute_url()  # type: ignore[attr-defined]
        except (AttributeError, NoReverseMatch):
            return ""
