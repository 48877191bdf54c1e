"""The home page."""

from datetime import date
from typing import Any

from django.utils import timezone

from partnerships import front
from partnerships.counted import MAP_CELLS, TIE_FIGURES
from partnerships.figure_counts import ALL
from partnerships.front_choice import chosen_ties, told_and_drawn
from partnerships.map_cells import MOST_DRAWN, partners_for
from partnerships.map_markers import Partner, partners_of
from partnerships.models import Exchange, Partnership
from partnerships.statistics import partnerships_by_class
from sistercities.common.fragments import lazily
from sistercities.common.languages import current_language
from sistercities.common.public_page import PublicPage

# What the page reads of the records.
FRONT = (
    *("home_city", "newest_exchange", "recent_exchanges", "coming_dates"),
    *("partnership", "partners", "classes", "cities", "stories"),
)


class HomePage(PublicPage):
    template_name = "partnerships/home.html"
    known_parameters = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # The front is read when the page prints it: what is kept of the page asks for nothing.
        return context | {**lazily(self.front, FRONT), "kept_for": context["canonical_url"]}

    def ties(self, number: int, exchanges: list[Exchange], today: date) -> tuple[list[Partnership], list[Partner]]:
        """The partnerships that the page tells of, or all where they are few, and the partners on its map."""
        language = current_language()
        if number > MOST_DRAWN:
            partners = partners_for(MAP_CELLS.value(language), language)
            return chosen_ties(language, exchanges, today), partners
        if number > front.NAMES:
            return told_and_drawn(language, exchanges, today)
        ties = list(front.partnerships(language))
        return ties, partners_of(ties, language)

    def front(self) -> dict[str, Any]:
        language, today = current_language(), timezone.localdate()
        exchanges, counts = front.recent_exchanges(language), TIE_FIGURES.value(language)
        ties, partners = self.ties(counts.get(ALL, 0), exchanges, today)
        return {
            "home_city": front.home_city(language),
            "newest_exchange": exchanges[0] if exchanges else None,
            "recent_exchanges": exchanges[1:],
            "coming_dates": front.coming_dates(ties, language, today),
            "partnership": front.partner_to_show(ties, exchanges, language),
            "partners": partners,
            "classes": partnerships_by_class(counts),
            "cities": front.names(ties, language),
            "stories": front.newest_stories(language),
        }
