"""A city's briefing, to be printed for a delegation."""

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnerships import reading
from partnerships.briefing import briefing
from partnerships.models import City
from partnerships.qr_codes import qr_code
from partnerships.references import Citations
from partnerships.views.record import RecordPage
from sistercities.common.dates import PartialDate
from sistercities.common.languages import current_language


class BriefingPage(RecordPage):
    """First in the language of its address, then in the others in which the city is public."""

    model = City
    with_parts = staticmethod(reading.briefing_page)
    template_name = "partnerships/briefing.html"
    context_object_name = "city"

    def address_of(self, record: Any) -> str:
        return reverse("partnerships:briefing", args=[record.slug])

    def cited_records(self) -> list[Any]:
        """Its sources stand in one list, without numbers."""
        return []

    def citations(self) -> Citations:
        return defaultdict(list)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        today, first = timezone.localdate(), current_language()
        languages = [first, *(language for language in self.ready if language != first)]
        address = self.request.build_absolute_uri(self.object.get_absolute_url())
        return context | {
            "briefing": briefing(self.object, languages, today),
            "today": PartialDate.from_date(today),
            "city_address": address,
            "qr_code": qr_code(address),
        }

    def breadcrumbs(self) -> list[tuple[str, str]]:
        cities = reverse("partnerships:city_list")
        return [*super().breadcrumbs(), (str(City._meta.verbose_name_plural).capitalize(), cities)]
