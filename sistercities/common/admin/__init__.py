"""What every form and list of the admin shares, whatever the records are about."""

from sistercities.common.admin.bilingual import in_both
from sistercities.common.admin.history import HistoryAdmin
from sistercities.common.admin.record import INTERNAL, KEPT, PUBLISHING, RecordAdmin
from sistercities.common.admin.rows import BilingualRows, OrderedBilingualRows, OrderedRows, Rows
from sistercities.common.admin.sections import Section

__all__ = [
    "INTERNAL",
    "KEPT",
    "PUBLISHING",
    "BilingualRows",
    "HistoryAdmin",
    "OrderedBilingualRows",
    "OrderedRows",
    "RecordAdmin",
    "Rows",
    "Section",
    "in_both",
]
