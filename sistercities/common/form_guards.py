"""What keeps machines from a public form that sets no cookie: its origin, a stamp for one sending, a trap, and a rate.

The usual token against forged requests needs a cookie; a form that changes nothing of the visitor's own needs only to
know that it was sent from one of our pages.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _

from sistercities.common.networks import network_of
from sistercities.common.responses import base_of
from sistercities.common.spent_stamps import spend

OLDEST_SECONDS = 12 * 60 * 60
YOUNGEST_SECONDS = 2
SIGNER = TimestampSigner(salt="public form")


def is_from_our_pages(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on this site. One that says nothing at all is not believed."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    ours = base_of(request)
    return f"{parts.scheme}://{parts.netloc}" in {ours, *settings.CSRF_TRUSTED_ORIGINS}


def is_within_rate(request: HttpRequest, purpose: str, most: int, seconds: int) -> bool:
    """Count one more act of this visitor; whether there were no more than `most` within `seconds`.

    A whole IPv6 network counts as one visitor, who could take another address for each act. The address on the net is
    kept as a keyed hash, and no longer than that.
    """
    try:
        address = network_of(get_adapter().get_client_ip(request))
    except PermissionDenied:
        address = ""
    key = f"rate-{purpose}-{salted_hmac('rate', address, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        return True


class GuardedForm(forms.Form):
    """A form with a time of its own and a field that only machines fill in; `is_trapped` after it was checked."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # No two are alike, so that each can be spent once.
        self.initial["stamp"] = SIGNER.sign(get_random_string(12))

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(self.add_prefix("website")))

    def new_stamp(self) -> str:
        """For a form that is shown again: what was sent with it may be too old."""
        return str(self.initial["stamp"])

    def spend_stamp(self) -> bool:
        """Whether nothing was sent with this form before; to be asked in the transaction that keeps what it brings."""
        return spend(self.cleaned_data["stamp"], timezone.now() + timedelta(seconds=OLDEST_SECONDS))

    def clean_stamp(self) -> str:
        stamp = self.cleaned_data["stamp"]
        try:
            SIGNER.unsign(stamp, max_age=OLDEST_SECONDS)
        except SignatureExpired as error:
            raise ValidationError(
                _("This page had been open for very long. Please send the form once more.")
            ) from error
        except BadSignature as error:
            raise ValidationError(_("The form did not arrive whole. Please send it once more.")) from error
        if _is_younger(stamp, YOUNGEST_SECONDS):
            raise ValidationError(_("That was very fast. Please wait a moment and send the form once more."))
        return stamp


def _is_younger(stamp: str, seconds: int) -> bool:
    try:
        SIGNER.unsign(stamp, max_age=seconds)
    except SignatureExpired:
        return False
    return True
