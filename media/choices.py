"""Kinds and licences of media items."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaKind(models.TextChoices):
    PHOTO = "photo", _("Photo")
    DOCUMENT = "document", _("Document")
    VIDEO = "video", _("Video link")


class Licence(models.TextChoices):
    OWN = "own", _("The office’s own")
    PERMISSION = "permission", _("Used with permission")
    CC0 = "cc0", "CC0 1.0"
    CC_BY = "cc_by", "CC BY 4.0"
    CC_BY_SA = "cc_by_sa", "CC BY-SA 4.0"
    PUBLIC_DOMAIN = "public_domain", _("Public domain")

    @property
    def url(self) -> str:
        """The licence's text; empty where there is none to link to."""
        return DEEDS.get(self, "")


DEEDS: dict[str, str] = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
}
