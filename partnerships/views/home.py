"""The home page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from partnerships import front
from partnerships.statistics import partnerships_by_class
from sistercities.common.fragments import lazily
from sistercities.common.languages import CONTENT_LANGUAGES, current_language
from sistercities.common.responses import alternates, public

# What the page reads of the records.
FRONT = (
    *("home_city", "newest_exchange", "recent_exchanges", "coming_dates"),
    *("partnership", "partnerships", "classes", "cities", "stories"),
)


class HomePage(TemplateView):
    template_name = "partnerships/home.html"
    known_parameters = ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return public(request, super().get(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        canonical_url = self.request.build_absolute_uri(self.request.path)
        return super().get_context_data(**kwargs) | {
            # Read when the page prints it: what is kept of the page asks for nothing.
            **lazily(self.front, FRONT),
            "alternate_urls": alternates(self.request, CONTENT_LANGUAGES),
            "canonical_url": canonical_url,
            "kept_for": canonical_url,
        }

    def front(self) -> dict[str, Any]:
        language = current_language()
        ties, exchanges = front.partnerships(language), front.recent_exchanges(language)
        return {
            "home_city": front.home_city(language),
            "newest_exchange": exchanges[0] if exchanges else None,
            "recent_exchanges": exchanges[1:],
            "coming_dates": front.coming_dates(ties, language, timezone.localdate()),
            "partnership": front.partner_to_show(ties, exchanges, language),
            "partnerships": ties,
            "classes": partnerships_by_class(ties),
            "cities": front.names(ties, language),
            "stories": front.newest_stories(language),
        }
