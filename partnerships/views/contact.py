"""The form by which visitors leave a message, and the page that thanks them. Neither sets a cookie."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from partnerships.contact_form import ContactForm, page_of_ours
from partnerships.models.message import kept_for
from partnerships.tasks import tell_office_of
from sistercities.common.form_guards import is_from_our_pages, is_within_rate
from sistercities.common.languages import CONTENT_LANGUAGES, current_language
from sistercities.common.public_page import PublicPage
from sistercities.common.responses import alternates, base_of, never_stored

MOST_AN_HOUR = 5
HOUR = 60 * 60


# Its own guards stand in for the token, which would need a cookie.
@method_decorator(csrf_exempt, name="dispatch")
class ContactPage(FormView):
    template_name = "partnerships/contact.html"
    form_class = ContactForm
    success_url = reverse_lazy("contact_sent")
    # The library's view takes a message put as one posted.
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return never_stored(super().dispatch(request, *args, **kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if not is_from_our_pages(request):
            form.add_error(None, _("The form was sent from another site. Please send it from this page."))
            return self.refused(form, status=403)
        if form.is_trapped:
            return HttpResponseRedirect(self.get_success_url())
        if not form.is_valid():
            return self.refused(form, status=200)
        if not is_within_rate(request, "contact", MOST_AN_HOUR, HOUR):
            form.add_error(None, _("Too many messages came from your connection. Please try again in an hour."))
            return self.refused(form, status=429)
        return self.form_valid(form)

    def refused(self, form: ContactForm, status: int) -> HttpResponse:
        """The form once more, with what was written and why it was not taken."""
        form.focus_first_error()
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def form_valid(self, form: ContactForm) -> HttpResponse:
        with transaction.atomic():
            message = form.save(current_language()) if form.spend_stamp() else None
        if message is None:
            form.add_error(
                None, _("This message has been sent already. If you wish to send another, press “Send” again.")
            )
            return self.refused(form, status=200)
        tell_office_of.enqueue(message.pk, base_of(self.request))
        return super().form_valid(form)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"about": page_of_ours(self.request.GET.get("about", ""))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        about = form.data.get("about", "") if form.is_bound else form.initial["about"]
        return context | {
            "about": page_of_ours(about),
            "kept_days": kept_for().days,
            "breadcrumbs": [(_("Home page"), reverse("home"))],
            "alternate_urls": alternates(self.request, CONTENT_LANGUAGES),
            "canonical_url": self.request.build_absolute_uri(self.request.path),
        }


class ContactSentPage(PublicPage):
    template_name = "partnerships/contact_sent.html"
