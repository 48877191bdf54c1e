"""What every page of the site knows, whoever asks for it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from partnerships.models import SiteProfile
from sistercities.common.responses import has_session


def site(request: HttpRequest) -> dict[str, Any]:
    """The site profile, asked for when a template prints it; for visitors, that there is nobody signed in.

    Stands after Django's own processors: they would open the session to look for messages, and with that every
    page would be marked as depending on the visitor's cookies.
    """
    profile: list[SiteProfile | None] = []

    def site_profile() -> SiteProfile | None:
        if not profile:
            profile.append(SiteProfile.objects.current().first())
        return profile[0]

    nobody = {} if has_session(request) else {"user": AnonymousUser(), "messages": ()}
    return {"site_profile": site_profile, **nobody}
