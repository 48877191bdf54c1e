"""The home page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from partnerships import front
from partnerships.statistics import partnerships_by_class
from sistercities.common.languages import CONTENT_LANGUAGES, current_language
from sistercities.common.responses import alternates, public


class HomePage(TemplateView):
    template_name = "partnerships/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return public(request, super().get(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = current_language()
        ties, exchanges = front.partnerships(language), front.recent_exchanges(language)
        return super().get_context_data(**kwargs) | {
            "home_city": front.home_city(language),
            "newest_exchange": exchanges[0] if exchanges else None,
            "recent_exchanges": exchanges[1:],
            "coming_dates": front.coming_dates(ties, language, timezone.localdate()),
            "partnership": front.partner_to_show(ties, exchanges, language),
            "partnerships": ties,
            "classes": partnerships_by_class(ties),
            "cities": front.names(ties, language),
            "stories": front.newest_stories(language),
            "alternate_urls": alternates(self.request, CONTENT_LANGUAGES),
            "canonical_url": self.request.build_absolute_uri(self.request.path),
        }
