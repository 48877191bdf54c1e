"""The kinds of records that the search finds: how each is titled, dated, ordered and tied to cities."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from media.models import MediaItem
from partnerships import facets
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Story
from sistercities.common.languages import localized

Keys = list[int]


@dataclass(frozen=True)
class Kind:
    """`name` stands in addresses; `date` is the field that results are ordered by, newest first."""

    name: str
    label: Any
    # One of them.
    one: Any
    model: Any
    address: str
    title: str = "title"
    date: str = ""
    # Translated fields of which a line is shown, those that are shown even without a mark first.
    texts: tuple[str, ...] = ("summary",)
    # Those of them that may hold markup, and those that belong to no language.
    rich: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    # The columns of all words, where `search` holds the names alone.
    words: str = "search"
    # Records that belong to one of these cities.
    tied: Callable[[Keys], Q] | None = None
    # Relations that a result shows; they are public because the record is.
    shown: tuple[str, ...] = ()
    # A photo that it shows besides those attached to it.
    lead_photo: str = ""

    def title_in(self, language: str) -> Any:
        """The title as an expression, empty where there is none."""
        return Coalesce(F(localized(self.title, language)), Value(""), output_field=TextField())

    def day(self, language: str) -> Any:
        """What results are ordered by besides how well they fit: a date, or a city's name."""
        return F(f"{self.date}_sort") if self.date else F(localized("sort", language))

    def order(self, language: str) -> list[str]:
        return [f"-{self.date}_sort", "-pk"] if self.date else [localized("sort", language), "pk"]


class PairKind(Kind):
    """A partnership is called by its two cities."""

    def title_in(self, language: str) -> Any:
        name = localized("name", language)
        return Concat(f"home_city__{name}", Value(" "), f"partner_city__{name}", output_field=TextField())


def honoured(cities: Keys) -> Q:
    by_pair = Q(partnership__partner_city__in=cities) | Q(partnership__home_city__in=cities)
    return Q(recipient_city__in=cities) | by_pair


KINDS: tuple[Kind, ...] = (
    Kind(
        "city",
        _("Cities"),
        _("City"),
        City,
        "partnerships:city",
        title="name",
        texts=("summary", "profile", "tier_term"),
        rich=("profile",),
        words="words",
        tied=lambda cities: Q(pk__in=cities),
    ),
    PairKind(
        "partnership",
        _("Partnerships"),
        _("Partnership"),
        Partnership,
        "partnerships:partnership",
        date="since",
        texts=("motive",),
        tied=facets.partnership_with,
        shown=("home_city", "partner_city"),
    ),
    Kind(
        "agreement",
        _("Agreements"),
        _("Agreement"),
        Agreement,
        "partnerships:agreement",
        date="signed_on",
        texts=("summary", "venue"),
        tied=facets.tied_by_partnership,
        shown=("kind", "partnership__home_city", "partnership__partner_city"),
    ),
    Kind(
        "exchange",
        _("Exchanges"),
        _("Exchange"),
        Exchange,
        "partnerships:exchange",
        date="starts_on",
        texts=("summary", "outcome", "venue", "head_of_delegation"),
        tied=facets.exchange_with,
    ),
    Kind(
        "honour",
        _("Honours"),
        _("Honour"),
        Honour,
        "partnerships:honour",
        title="name",
        date="given_on",
        texts=("conferring_body", "summary", "recipient"),
        tied=honoured,
    ),
    Kind(
        "story",
        _("Stories"),
        _("Story"),
        Story,
        "partnerships:story",
        date="published_on",
        texts=("summary", "body", "byline", "origin"),
        rich=("body",),
        plain=("editor",),
        lead_photo="lead_photo",
        tied=facets.story_about,
    ),
    Kind(
        "photo",
        _("Photos and documents"),
        _("Photo or document"),
        MediaItem,
        "media:photo",
        title="caption",
        date="taken_on",
        texts=("alt", "credit"),
    ),
)
BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
