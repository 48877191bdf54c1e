"""The home page."""

from typing import Any

from django.utils import timezone

from partnerships import front
from partnerships.counted import MAP_CELLS, TIE_FIGURES
from partnerships.figure_counts import ALL
from partnerships.front_choice import chosen_ties
from partnerships.map_cells import MOST_DRAWN, partners_for
from partnerships.map_markers import partners_of
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

    def front(self) -> dict[str, Any]:
        language, today = current_language(), timezone.localdate()
        exchanges, counts = front.recent_exchanges(language), TIE_FIGURES.value(language)
        is_long = counts.get(ALL, 0) > MOST_DRAWN
        ties = chosen_ties(language, exchanges, today) if is_long else list(front.partnerships(language))
        partners = partners_for(MAP_CELLS.value(language), language) if is_long else partners_of(ties, language)
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
