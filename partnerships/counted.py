"""What is counted beforehand of the whole register. The worker and the command `check_counters` take it from here."""

from partnerships import coming_anniversaries, figure_counts, map_cells, sitemaps, topics
from sistercities.common.counters import Measure

TIE_FIGURES = Measure("partnerships", figure_counts.count_ties)
EXCHANGE_FIGURES = Measure("exchanges", figure_counts.count_exchanges)
MAP_CELLS = Measure("map", map_cells.count_cells)
FIELDS = Measure("fields", topics.count_fields)
FIELD_CITIES = Measure("cities in fields", topics.count_cities_in_fields)
COUNTRIES = Measure("countries", topics.count_countries)
YEARS = Measure("years", topics.count_years)
ANNIVERSARIES = Measure("anniversaries", coming_anniversaries.count_coming)
SITEMAPS = Measure("maps of the site", sitemaps.count_files)
MEASURES = (
    *(TIE_FIGURES, EXCHANGE_FIGURES, MAP_CELLS, ANNIVERSARIES, SITEMAPS),
    *(FIELDS, FIELD_CITIES, COUNTRIES, YEARS),
)
