"""What is counted beforehand of the whole register. The worker and the command `check_counters` take it from here."""

from partnerships import figure_counts
from sistercities.common.counters import Measure

TIE_FIGURES = Measure("partnerships", figure_counts.count_ties)
EXCHANGE_FIGURES = Measure("exchanges", figure_counts.count_exchanges)
MEASURES = (TIE_FIGURES, EXCHANGE_FIGURES)
