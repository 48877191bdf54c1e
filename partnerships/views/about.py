"""Pages whose text the office keeps in the site profile."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from partnerships.models import SiteProfile
from partnerships.models.message import kept_for
from sistercities.common.public_page import PublicPage


class ProfileText(PublicPage):
    """A page of one text; `text_field` is a translated field of the site profile."""

    template_name = "partnerships/text_page.html"
    known_parameters = ()
    heading: ClassVar[Any] = ""
    text_field: ClassVar[str] = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        profile = SiteProfile.objects.current().first()
        return super().get_context_data(**kwargs) | {
            "heading": self.heading,
            "text": getattr(profile, self.text_field, ""),
        }


class AboutPage(ProfileText):
    heading = _("About this site")
    text_field = "about_text"


class PrivacyPage(ProfileText):
    template_name = "partnerships/privacy.html"
    heading = _("Privacy")
    text_field = "privacy_text"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"kept_days": kept_for().days}
