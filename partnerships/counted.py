"""What is counted beforehand of the whole register. The worker and the command `check_counters` take it from here."""

from partnerships import figure_counts, map_cells
from sistercities.common.counters import Measure

TIE_FIGURES = Measure("partnerships", figure_counts.count_ties)
EXCHANGE_FIGURES = Measure("exchanges", figure_counts.count_exchanges)
MAP_CELLS = Measure("map", map_cells.count_cells)
MEASURES = (TIE_FIGURES, EXCHANGE_FIGURES, MAP_CELLS)
