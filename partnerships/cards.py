"""The picture that stands for a city where its address is passed on: two names, two strands."""

from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships import card_drawing
from partnerships.card_fonts import font_for
from partnerships.models import City, Partnership
from sistercities.common.languages import current_language

WIDTH, HEIGHT = card_drawing.SIZE
# Raised when the way of drawing changes.
RECIPE = 1
SECONDS_KEPT = 7 * 24 * 60 * 60


@dataclass(frozen=True)
class Card:
    """What is written on it; empty where there is nothing, or where no font has the letters."""

    name: str
    native_name: str
    home_name: str
    line: str

    @classmethod
    def of(cls, city: City, tie: Partnership | None) -> "Card | None":
        """`tie` is a public partnership in which it is the partner. None where its name cannot be written."""
        name = city.name or ""
        if font_for(name, card_drawing.LARGE) is None:
            return None
        native = city.native_name if city.native_name != name else ""
        home = tie.home_city.name or "" if tie else ""
        return cls(name, *(_writable(text) for text in (native, home, _line(tie))))

    @property
    def version(self) -> str:
        return sha256("\x1f".join([str(RECIPE), *astuple(self)]).encode()).hexdigest()[:12]

    def drawn(self) -> bytes:
        """As PNG, drawn once for each version."""
        found: bytes | None = cache.get(f"card-{self.version}")
        if found is None:
            found = card_drawing.draw(self.name, self.native_name, self.home_name, self.line)
            cache.set(f"card-{self.version}", found, SECONDS_KEPT)
        return found


def _line(tie: Partnership | None) -> str:
    if tie is None:
        return ""
    words = str(tie.get_tie_class_display())
    if not tie.since:
        return words
    return _("%(what)s since %(when)s") % {"what": words, "when": tie.since.words(current_language())}


def _writable(text: str) -> str:
    return text if text and font_for(text, card_drawing.SMALL) else ""


def path_of(city: City, card: Card) -> str:
    return reverse("open:card", args=[city.slug, card.version])


def card_of(city: City, ties: Any) -> Card | None:
    """From the city's public partnerships, oldest first."""
    first = next((tie for tie in ties if tie.partner_city_id == city.pk), None)
    return Card.of(city, first)
