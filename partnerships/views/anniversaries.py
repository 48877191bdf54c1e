"""Anniversaries that come round, as a page and as calendars to subscribe to."""

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships import calendars
from partnerships.city_records import exchanges_about
from partnerships.coming_anniversaries import ComingRun, by_month, count_coming, read
from partnerships.counted import ANNIVERSARIES
from partnerships.models import City, Exchange, SiteProfile
from partnerships.views.composed import ComposedPage
from sistercities.common.boundaries import next_midnight
from sistercities.common.dates import PartialDate
from sistercities.common.former_slugs import formerly_called
from sistercities.common.languages import current_language
from sistercities.common.paging import NearestPagePaginator
from sistercities.common.responses import base_of, moved, public

ON_A_PAGE = 100
# So many fit into any calendar; whatever comes later is in the feed by then.
MOST_EVENTS = 1000


class AnniversaryPage(ComposedPage):
    template_name = "partnerships/anniversaries.html"
    known_parameters = ("page",)

    def asked(self) -> dict[str, str]:
        return {"page": str(self.page.number)} if self.page.number > 1 else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = current_language()
        run: Any = ComingRun(ANNIVERSARIES.value(language), language, timezone.localdate())
        self.page = NearestPagePaginator(run, ON_A_PAGE).page(self.request.GET.get("page", 1))
        return super().get_context_data(**kwargs) | {
            "page_obj": self.page,
            "months": by_month(read(self.page.object_list, language)),
            "calendar": calendar_links(self.request, reverse("partnerships:anniversaries_calendar")),
        }


@require_safe
def site_calendar(request: HttpRequest) -> HttpResponse:
    """Of every city."""
    profile = SiteProfile.objects.current().first()
    site = (profile and profile.site_name) or _("Sister cities")
    return answer(request, _("%(site)s: anniversaries and coming exchanges") % {"site": site})


@require_safe
def city_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Of one city."""
    cities = City.objects.published(current_language())
    if city := cities.filter(slug=slug).first():
        return answer(request, _("%(site)s: anniversaries and coming exchanges") % {"site": city.name}, city)
    if renamed := formerly_called(cities, slug).first():
        return moved(request, reverse("partnerships:city_calendar", args=[renamed.slug]))
    raise Http404


def answer(request: HttpRequest, name: str, city: City | None = None) -> HttpResponse:
    """The calendar, or that the subscriber has it already."""
    now = timezone.now()
    language, today, midnight = current_language(), timezone.localdate(now), next_midnight(now) - calendars.ONE_DAY
    numbers = count_coming(language, city) if city else ANNIVERSARIES.value(language)
    anniversaries = read(ComingRun(numbers, language, today, city)[:MOST_EVENTS], language)
    exchanges = exchanges_about(city, language) if city else Exchange.objects.published(language)
    exchanges = exchanges.coming(PartialDate.from_date(today))
    occasions = calendars.of_anniversaries(anniversaries) + calendars.of_exchanges(exchanges[:MOST_EVENTS])
    body = calendars.calendar(name, base_of(request), occasions, midnight)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = public(request, response)
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def calendar_links(request: HttpRequest, path: str) -> dict[str, str]:
    """The calendar as a file, and as an address that calendar programs subscribe to."""
    return {"url": path, "webcal": f"webcal://{request.get_host()}{path}"}
