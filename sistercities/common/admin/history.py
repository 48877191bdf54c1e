"""The history of a record: who changed what and when, and the way back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sistercities.common.admin.keeping import KeepingAdmin, newest_version
from sistercities.common.differences import differences_of
from sistercities.common.history import Revision, history_of, revert
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.people import may
from sistercities.common.publishing import State

PER_PAGE = 25


class HistoryAdmin(KeepingAdmin):
    """Shows our revisions in place of the library's log."""

    object_history_template = "admin/record_history.html"
    change_form_template = "admin/record_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        take_back = path(
            "<path:object_id>/history/<int:revision_id>/take-back/",
            self.admin_site.admin_view(require_POST(self.take_back_view)),
            name=f"{self.opts.app_label}_{self.opts.model_name}_take_back",
        )
        return [take_back, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        page = Paginator(history_of(record).select_related("record_type"), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(record)s") % {"record": record},
            "page": page,
            "revisions": self._told(request, record, list(page.object_list)),
            "newest_version": newest_version(record),
            "module_name": str(capfirst(self.opts.verbose_name_plural)),
            "object": record,
            "opts": self.opts,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)

    def _told(self, request: HttpRequest, record: models.Model, revisions: list[Revision]) -> list[dict[str, Any]]:
        return [
            {
                "revision": revision,
                "differences": differences,
                "take_back": self._take_back_address(revision) if self.may_take_back(request, record, revision) else "",
            }
            for revision, differences in zip(revisions, differences_of(revisions), strict=True)
        ]

    def _take_back_address(self, revision: Revision) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_take_back"
        return reverse(name, args=[revision.record_key, revision.pk])

    def may_take_back(self, request: HttpRequest, record: models.Model, revision: Revision) -> bool:
        """To a state that was public only with the right to publish; never to before there was a record."""
        if revision.before is None or not self.has_change_permission(request, record):
            return False
        return not self.was_public(revision.before["fields"]) or may(request.user, "publish", self.model)

    def was_public(self, columns: dict[str, Any]) -> bool:
        """Whether visitors could see a record with these columns, as a snapshot keeps them."""
        return any(columns.get(localized("state", language)) == State.PUBLISHED for language in CONTENT_LANGUAGES)

    def take_back_view(self, request: HttpRequest, object_id: str, revision_id: int) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        revision = get_object_or_404(history_of(record), pk=revision_id)
        if not self.may_take_back(request, record, revision):
            raise PermissionDenied
        self._take_back(request, revision)
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[object_id])
        return HttpResponseRedirect(address)

    def _take_back(self, request: HttpRequest, revision: Revision) -> None:
        try:
            with transaction.atomic():
                record = self.model._base_manager.select_for_update().get(pk=revision.record_key)
                if request.POST.get("seen_version") != str(newest_version(record)):
                    sentence = _("The record was changed meanwhile. Look at it again first.")
                    self.message_user(request, sentence, messages.ERROR)
                    return
                revert(revision, request.user)
        except (IntegrityError, ProtectedError):
            sentence = _("It cannot be taken back: something it pointed to is gone, or another record has its place.")
            self.message_user(request, sentence, messages.ERROR)
        else:
            self.message_user(request, _("Taken back to what it was before that change."), messages.SUCCESS)
