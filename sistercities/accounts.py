"""How people sign in: accounts are given by an administrator, nobody opens one."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class OfficeAccountAdapter(DefaultAccountAdapter):
    """The sign-in library's rules, bent for an office."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many failed attempts. Wait five minutes, then try again, or ask your administrator."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a stranger's account would only be a way to try things."""
        return False
