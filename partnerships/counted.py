"""What is counted beforehand of the whole register. The worker and the command `check_counters` take it from here.

Of exchanges there may be millions: what is counted of them is kept in pieces (sistercities.common.counter_parts).
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db.models import Model

from media.models import MediaItem
from partnerships import coming_anniversaries, figure_counts, map_cells, sitemaps, topics
from partnerships.chronicles import AGREEMENT, EXCHANGE, KINDS
from partnerships.models import Agreement, City, Exchange, Field, Partnership
from sistercities.common.counter_parts import Part
from sistercities.common.counters import Measure
from sistercities.common.index_keys import keys_in_index


def asked_for_public(model: Any) -> Iterator[type[Model]]:
    """The kinds that say whether a record is public: its own, and those that it hangs on."""
    yield model
    for name in getattr(model, "public_through", ()):
        yield from asked_for_public(model._meta.get_field(name).related_model)


def whole(name: str, count: Callable[[str], Any], *models: type[Model], is_daily: bool = False) -> Part:
    """Something that is counted at once, of records of these kinds."""
    reads = frozenset(each for model in models for each in asked_for_public(model))
    return Part(name, lambda language, _keys: count(language), reads, is_daily=is_daily)


def of_kind(name: str, model: type[Model], count: Callable[..., Any], *beside: type[Model]) -> Part:
    """The part that one kind of record has in a sum over several kinds; `beside` it asks for other records' names."""
    reads = frozenset([*asked_for_public(model), *beside])
    if model is Exchange:
        return Part(name, count, reads, pieces_of=Exchange, beside=beside_exchanges)
    return Part(name, count, reads, is_daily=model is MediaItem)


def beside_exchanges(language: str) -> tuple[Any, ...]:
    """What else than themselves decides what exchanges are counted as: which of the cities that keep them are public,
    and what the fields of cooperation are called; three queries.
    """
    keepers = keys_in_index(Exchange._meta.get_field("home_city"))
    public = City.objects.published(language).filter(pk__in=keepers).order_by("pk")
    return list(public.values_list("pk", flat=True)), list(Field.objects.order_by("pk").values_list("pk", "slug"))


TIE_FIGURES = Measure("partnerships", whole("partnerships", figure_counts.count_ties, Partnership))
EXCHANGE_FIGURES = Measure("exchanges", of_kind("exchanges", Exchange, figure_counts.count_exchanges, Field))
MAP_CELLS = Measure("map", whole("map", map_cells.count_cells, Partnership))
FIELDS = Measure(
    "fields",
    *(
        of_kind(f"fields, {kind}", KINDS[kind][0], partial(topics.count_in_fields, kind), Field)
        for kind in (AGREEMENT, EXCHANGE)
    ),
)
FIELD_CITIES = Measure(
    "cities in fields",
    whole("cities in fields", topics.count_cities_in_fields, Partnership, Agreement, Exchange, Field),
)
COUNTRIES = Measure("countries", whole("countries", topics.count_countries, Partnership))
YEARS = Measure(
    "years",
    *(of_kind(f"years, {kind}", model, partial(topics.count_in_years, kind)) for kind, (model, _day) in KINDS.items()),
)
ANNIVERSARIES = Measure(
    "anniversaries", whole("anniversaries", coming_anniversaries.count_coming, Partnership, Agreement, is_daily=True)
)
SITEMAPS = Measure(
    "maps of the site",
    *(of_kind(f"maps, {kind}", model, partial(sitemaps.count_files, kind)) for kind, model in sitemaps.MODELS.items()),
)
MEASURES = (
    *(TIE_FIGURES, EXCHANGE_FIGURES, MAP_CELLS, ANNIVERSARIES, SITEMAPS),
    *(FIELDS, FIELD_CITIES, COUNTRIES, YEARS),
)
