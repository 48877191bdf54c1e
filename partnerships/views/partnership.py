"""Partnerships."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships import reading
from partnerships.anniversaries import next_anniversary
from partnerships.models import Partnership
from partnerships.reading import MOST_EXCHANGES, exchanges_of_partnership
from partnerships.views.record import RecordPage
from sistercities.common.languages import current_language


class PartnershipPage(RecordPage):
    model = Partnership
    with_parts = staticmethod(reading.partnership_page)
    template_name = "partnerships/partnership.html"
    context_object_name = "partnership"
    list_name = "partnerships:city_list"
    list_label = gettext_lazy("Cities")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tie = self.object
        exchanges = list(exchanges_of_partnership(tie, current_language()))
        has_cities = getattr(tie, "home_city", None) and getattr(tie, "partner_city", None)
        return super().get_context_data(**kwargs) | {
            "heading": self.heading(),
            "exchanges": exchanges[:MOST_EXCHANGES],
            "has_more_exchanges": len(exchanges) > MOST_EXCHANGES,
            "anniversary": next_anniversary([tie], timezone.localdate(), tie.agreements.all()) if has_cities else None,
        }

    def heading(self) -> str:
        """Both names; in the preview of a draft a city that is a draft itself stays unnamed."""
        home, partner = (getattr(self.object, name, None) for name in ("home_city", "partner_city"))
        if not home or not partner:
            return _("Partnership")
        return _("%(home)s and %(partner)s") % {"home": home.name, "partner": partner.name}
