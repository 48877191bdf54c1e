"""The home page."""

from typing import Any

from django.utils import timezone

from partnerships import front
from partnerships.statistics import partnerships_by_class
from sistercities.common.fragments import lazily
from sistercities.common.languages import current_language
from sistercities.common.public_page import PublicPage

# What the page reads of the records.
FRONT = (
    *("home_city", "newest_exchange", "recent_exchanges", "coming_dates"),
    *("partnership", "partnerships", "classes", "cities", "stories"),
)


class HomePage(PublicPage):
    template_name = "partnerships/home.html"
    known_parameters = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # The front is read when the page prints it: what is kept of the page asks for nothing.
        return context | {**lazily(self.front, FRONT), "kept_for": context["canonical_url"]}

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
