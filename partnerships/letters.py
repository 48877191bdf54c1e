"""Letters to the office about what visitors wrote."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.models import Message, SiteProfile


def tell_office(message: Message, site: str) -> bool:
    """Send the message to the mail address in the site profile; False when it names none.

    `site` is scheme and host. The answer goes to the visitor, whose address stands in Reply-To alone.
    """
    profile = SiteProfile.objects.current().first()
    if profile is None or not profile.email:
        return False
    with override(settings.LANGUAGE_CODE):
        letter = EmailMessage(
            subject=_("A visitor left a message"),
            body=_body(message, site),
            to=[profile.email],
            reply_to=[message.email] if message.email else [],
        )
    letter.send()
    return True


def _body(message: Message, site: str) -> str:
    admin_page = site + reverse("admin:partnerships_message_change", args=[message.pk])
    facts = [
        (_("Written by"), " ".join(filter(None, [message.name, message.email])) or _("nobody named")),
        (_("About the page"), site + message.about if message.about else ""),
        (_("In the admin"), admin_page),
    ]
    lines = [_("%(label)s: %(value)s") % {"label": label, "value": value} for label, value in facts if value]
    return "\n".join([message.text, "", "-- ", *lines])
