"""The page of one city."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships import reading
from partnerships.anniversaries import next_anniversary
from partnerships.city_photos import gallery
from partnerships.city_records import CityRecords
from partnerships.distances import elsewhere
from partnerships.mini_map import mini_map
from partnerships.models import City, Partnership
from partnerships.qr_codes import qr_code
from partnerships.recent_years import recent_years, years_of_home
from partnerships.references import Citations
from partnerships.timeline import entries_of, timeline
from partnerships.timeline_choices import FIELD, KIND, PERIOD, narrowed
from partnerships.views.record import RecordPage
from sistercities.common.languages import current_language, localized
from sistercities.common.responses import alternates


class CityPage(RecordPage):
    """A partner's page tells everything dated; a home city's names its partners and its latest exchanges."""

    model = City
    with_parts = staticmethod(reading.city_page)
    template_name = "partnerships/city.html"
    context_object_name = "city"
    list_name = "partnerships:city_list"
    list_label = _("Cities")
    within = ("is_home",)
    kept_names: ClassVar[tuple[str, ...]] = (
        "city",
        "records",
        "photos",
        "anniversary",
        "coming",
        "recent",
        "years",
        "timeline",
        "choices",
        "elsewhere",
    )
    kept_names += ("mini_map", "qr_code", "calendar", "references", "previous", "next", "object")
    known_parameters = (KIND, FIELD, PERIOD)

    def column(self, language: str) -> str:
        return localized("sort", language)

    def among(self, language: str) -> QuerySet:
        """Partners by name; our own cities among themselves."""
        ties = Partnership.objects.published(language).filter(partner_city=OuterRef("pk"))
        cities = City.objects.published(language)
        return cities.filter(Q(Exists(ties)) | Q(is_home=True))

    def cited_records(self) -> list[Any]:
        self.records = CityRecords.of(self.object, current_language())
        return [self.object, *self.records.cited()]

    def citations(self) -> Citations:
        return self.records.citations

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        return context | self.told(today) | self.on_the_line(today) | self.around(context["canonical_url"], today)

    def told(self, today: date) -> dict[str, Any]:
        """The records themselves."""
        return {
            "records": self.records,
            "photos": gallery(self.object.attachments.all(), self.records.photos, self.records.stories),
            "anniversary": next_anniversary(self.records.partnerships, today, self.records.agreements),
            "coming": self.records.coming(today),
            "recent": None if self.object.is_home else recent_years(self.records, today),
            "years": years_of_home(self.object, current_language(), today) if self.object.is_home else [],
        }

    def on_the_line(self, today: date) -> dict[str, Any]:
        """The timeline as it was asked for; other languages are offered it so narrowed too."""
        choices = narrowed(entries_of(self.records), self.request.GET.dict(), today)
        query = QueryDict(mutable=True)
        query.update(choices.chosen)
        return {
            "timeline": timeline(choices.entries),
            "choices": choices,
            "alternate_urls": alternates(self.request, self.ready, query.urlencode()),
        }

    def around(self, address: str, today: date) -> dict[str, Any]:
        """Where the city lies, and the page's own addresses."""
        home = next((tie.home_city for tie in self.records.own_partnerships if not self.object.is_home), None)
        calendar = reverse("partnerships:city_calendar", args=[self.object.slug])
        return {
            "elsewhere": elsewhere(self.object, home, today) if home else None,
            "mini_map": mini_map(self.object, home),
            "qr_code": qr_code(address),
            "calendar": {"url": calendar, "webcal": f"webcal://{self.request.get_host()}{calendar}"},
        }
