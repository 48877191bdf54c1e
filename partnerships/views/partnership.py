"""Partnerships."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships import reading
from partnerships.models import Partnership
from partnerships.views.record import RecordPage


class PartnershipPage(RecordPage):
    model = Partnership
    with_parts = staticmethod(reading.partnership_page)
    template_name = "partnerships/partnership.html"
    context_object_name = "partnership"
    list_name = "partnerships:city_list"
    list_label = gettext_lazy("Cities")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"heading": self.heading()}

    def heading(self) -> str:
        """Both names; in the preview of a draft a city that is a draft itself stays unnamed."""
        home, partner = (getattr(self.object, name, None) for name in ("home_city", "partner_city"))
        if not home or not partner:
            return _("Partnership")
        return _("%(home)s and %(partner)s") % {"home": home.name, "partner": partner.name}
